import { featureBits, featuresOf } from './features.ts'
import { type Label, labels } from './labels.ts'
import type { Trained } from './train.ts'

/** What a text is about, as the model has it. */
export interface Triage {
  /** The labels it is sure enough of, likeliest first. */
  readonly labels: readonly Label[]
  /** How likely each label is, 0 to 1, in thousandths. */
  readonly scores: Readonly<Record<Label, number>>
}

export interface TriageModel {
  triage(text: string): Triage
}

const magic = 'MUSTER-TRIAGE-1\n'
const count = labels.length
const perLabel = 3
const headerBytes = magic.length + count * perLabel * 4
const steps = 127

/**
 * A model as the bytes of its file: after the magic line, for each label its scale, bias and threshold (32 bits each,
 * little-endian), then a signed byte for each feature and label.
 */
export function writeModel({ weights, biases }: Trained, thresholds: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(headerBytes + weights.length)
  bytes.set(new TextEncoder().encode(magic))
  const numbers = new DataView(bytes.buffer, magic.length)
  for (let l = 0; l < count; l++) {
    const scale = scaleOf(weights, l)
    const header = [scale, biases[l]!, thresholds[l]!]
    for (const [i, n] of header.entries()) numbers.setFloat32((l * perLabel + i) * 4, n, true)
    for (let at = l; at < weights.length; at += count) bytes[headerBytes + at] = Math.round(weights[at]! / scale)
  }
  return bytes
}

/** One step of the weights of a label: the largest is 127 of them. */
function scaleOf(weights: Float32Array, label: number): number {
  let largest = 1e-6
  for (let at = label; at < weights.length; at += count) largest = Math.max(largest, Math.abs(weights[at]!))
  return largest / steps
}

/** The model in the bytes of its file. Throws when they are not one. */
export function openModel(bytes: Uint8Array): TriageModel {
  const said = new TextDecoder().decode(bytes.subarray(0, magic.length))
  if (said !== magic || bytes.length !== headerBytes + (count << featureBits))
    throw new Error('triage: the file is not a model of this version')
  const numbers = new DataView(bytes.buffer, bytes.byteOffset + magic.length)
  const header = labels.map((_, l) => [0, 1, 2].map((i) => numbers.getFloat32((l * perLabel + i) * 4, true)))
  const weights = new Int8Array(bytes.buffer, bytes.byteOffset + headerBytes)
  return { triage: (text) => triageOf(featuresOf(text), weights, header) }
}

function triageOf(features: Uint32Array, weights: Int8Array, header: readonly (readonly number[])[]): Triage {
  const sums = new Int32Array(count)
  for (const feature of features) {
    const row = feature * count
    for (let l = 0; l < count; l++) sums[l] = sums[l]! + weights[row + l]!
  }
  const value = 1 / Math.sqrt(Math.max(1, features.length))
  const scored = labels.map((label, l) => {
    const [scale, bias, threshold] = header[l] as [number, number, number]
    const score = sums[l]! * scale * value + bias
    return { label, score, over: score - threshold }
  })
  return {
    labels: scored
      .filter(({ over }) => over > 0)
      .sort((a, b) => b.over - a.over)
      .map(({ label }) => label),
    scores: Object.fromEntries(scored.map(({ label, score }) => [label, likelihood(score)])) as Record<Label, number>,
  }
}

const likelihood = (score: number): number => Math.round(1000 / (1 + Math.exp(-score))) / 1000
