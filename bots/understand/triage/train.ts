import { type Features, featureBits } from './features.ts'
import { labels } from './labels.ts'

/** One text that people have labelled: what it is made of, and 1 for each label it has, in the order of `labels`. */
export interface Example {
  readonly features: Features
  readonly has: Uint8Array
  /** How much it counts: texts from people affected more than news. */
  readonly weight: number
}

/** Weights by feature and label, feature by feature, and what a text scores without any. */
export interface Trained {
  readonly weights: Float32Array
  readonly biases: Float32Array
}

export interface TrainingOptions {
  readonly seed: number
  readonly rounds: number
  readonly rate: number
  /** Pulls weights back to zero, so that rare words are not learnt by heart. */
  readonly decay: number
}

const count = labels.length

/** Numbers from 0 up to 1, the same ones for the same seed (mulberry32). */
export function chanceFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    const mixed = Math.imul(state ^ (state >>> 15), state | 1)
    const more = mixed ^ (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61))
    return ((more ^ (more >>> 14)) >>> 0) / 4294967296
  }
}

/** The numbers below `n` in an order that `chance` gives. */
export function shuffled(n: number, chance: () => number): Uint32Array {
  const order = Uint32Array.from({ length: n }, (_, i) => i)
  for (let i = n - 1; i > 0; i--) {
    const j = Math.floor(chance() * (i + 1))
    ;[order[i], order[j]] = [order[j]!, order[i]!]
  }
  return order
}

/** One model that is the mean of several, each trained in an order of its own. */
export function trainSeveral(examples: readonly Example[], options: TrainingOptions, several: number): Trained {
  const mean: Trained = { weights: new Float32Array(count << featureBits), biases: new Float32Array(count) }
  for (let i = 0; i < several; i++) {
    const one = train(examples, { ...options, seed: options.seed + i })
    addTo(mean.weights, one.weights, 1 / several)
    addTo(mean.biases, one.biases, 1 / several)
  }
  return mean
}

/**
 * Logistic regression, one label beside the other, by stochastic gradients with a rate of its own for every weight
 * (AdaGrad), averaged over the later half of the rounds. The same examples, options and machine give the same weights.
 */
export function train(examples: readonly Example[], options: TrainingOptions): Trained {
  const chance = chanceFrom(options.seed)
  const weights = new Float32Array(count << featureBits)
  const squares = new Float32Array(weights.length).fill(1e-4)
  const biases = new Float32Array(count).fill(-2)
  const mean = new Float32Array(weights.length)
  for (let round = 1; round <= options.rounds; round++) {
    for (const at of shuffled(examples.length, chance)) learn(examples[at]!, { weights, biases }, squares, options)
    if (round > options.rounds / 2) addTo(mean, weights, 1 / Math.floor((options.rounds + 1) / 2))
  }
  return { weights: mean, biases }
}

function addTo(sum: Float32Array, weights: Float32Array, share: number): void {
  for (let i = 0; i < sum.length; i++) sum[i] = sum[i]! + weights[i]! * share
}

const errors = new Float32Array(count)
const worthLearning = 0.002

function learn(example: Example, { weights, biases }: Trained, squares: Float32Array, options: TrainingOptions): void {
  const { features, has, weight } = example
  scoresOf(features, { weights, biases }, errors)
  for (let l = 0; l < count; l++) {
    const error = (1 / (1 + Math.exp(-errors[l]!)) - has[l]!) * weight
    errors[l] = Math.abs(error) < worthLearning ? 0 : error
    biases[l] = biases[l]! - options.rate * 0.05 * errors[l]!
  }
  for (const [i, feature] of features.at.entries()) {
    const [row, value] = [feature * count, features.values[i]! / features.length]
    for (let l = 0; l < count; l++) {
      if (errors[l] === 0) continue
      const gradient = errors[l]! * value + options.decay * weights[row + l]!
      squares[row + l] = squares[row + l]! + gradient * gradient
      weights[row + l] = weights[row + l]! - (options.rate * gradient) / Math.sqrt(squares[row + l]!)
    }
  }
}

/** Writes the score of every label into `into`: above 0 is more likely than not. */
export function scoresOf(features: Features, { weights, biases }: Trained, into: Float32Array): Float32Array {
  into.fill(0)
  for (let i = 0; i < features.at.length; i++) {
    const [row, value] = [features.at[i]! * count, features.values[i]!]
    for (let l = 0; l < count; l++) into[l] = into[l]! + weights[row + l]! * value
  }
  for (let l = 0; l < count; l++) into[l] = into[l]! / features.length + biases[l]!
  return into
}
