import { labels } from './labels.ts'

/** What a text scored on each label by a model that had not seen it, and 1 for each label it has. */
export interface Scored {
  readonly scores: Float32Array
  readonly has: Uint8Array
}

/** F1 of one label when everything above `threshold` is given it. */
export function f1Of(scored: readonly Scored[], label: number, threshold: number): number {
  let [right, given, due] = [0, 0, 0]
  for (const { scores, has } of scored) {
    const is = has[label] === 1
    const says = scores[label]! > threshold
    if (is) due++
    if (says) given++
    if (is && says) right++
  }
  return given + due === 0 ? 0 : (2 * right) / (given + due)
}

const [lowest, highest, step] = [-4, 2.5, 0.05]
const neighbours = 4

/**
 * For each label the score above which it is given: where F1 is best on average over the neighbourhood, so that one
 * lucky text of a rare label decides nothing.
 */
export const calibrate = (scored: readonly Scored[]): number[] =>
  labels.map((_, label) => {
    const f1s = Array.from({ length: (highest - lowest) / step }, (_, i) => f1Of(scored, label, lowest + i * step))
    const smooth = f1s.map((_, i) => mean(f1s.slice(Math.max(0, i - neighbours), i + neighbours + 1)))
    return Number((lowest + smooth.indexOf(Math.max(...smooth)) * step).toFixed(2))
  })

export const mean = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0) / numbers.length
