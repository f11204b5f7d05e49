import { type Features, featureBits, featuresOf } from './features.ts'
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

const magic = 'MUSTER-TRIAGE-2\n'
const count = labels.length
const perLabel = 4
const headerBytes = magic.length + count * perLabel * 4
const steps = 127

/** The score of each label above which a text is given it, for texts in English and in other languages. */
export interface Thresholds {
  readonly english: readonly number[]
  readonly other: readonly number[]
}

/**
 * A model as the bytes of its file: after the magic line, for each label its scale, bias, threshold in English
 * and threshold in other languages (32 bits each, little-endian), then a signed byte for each feature and label.
 */
export function writeModel({ weights, biases }: Trained, thresholds: Thresholds): Uint8Array {
  const bytes = new Uint8Array(headerBytes + weights.length)
  bytes.set(new TextEncoder().encode(magic))
  const numbers = new DataView(bytes.buffer, magic.length)
  for (let l = 0; l < count; l++) {
    const scale = scaleOf(weights, l)
    const header = [scale, biases[l]!, thresholds.english[l]!, thresholds.other[l]!]
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
  const header = labels.map((_, l) => [0, 1, 2, 3].map((i) => numbers.getFloat32((l * perLabel + i) * 4, true)))
  const weights = new Int8Array(bytes.buffer, bytes.byteOffset + headerBytes)
  const learnt = learntIn(weights)
  return { triage: (text) => triageOf(featuresOf(text), { weights, learnt, header }) }
}

interface Opened {
  readonly weights: Int8Array
  readonly learnt: Uint8Array
  readonly header: readonly (readonly number[])[]
}

/** 1 for each feature that weighs anything: most groups of letters were never met. */
function learntIn(weights: Int8Array): Uint8Array {
  const learnt = new Uint8Array(1 << featureBits)
  for (let at = 0; at < weights.length; at++) if (weights[at] !== 0) learnt[Math.floor(at / count)] = 1
  return learnt
}

function triageOf(features: Features, { weights, learnt, header }: Opened): Triage {
  const sums = new Float64Array(count)
  for (let i = 0; i < features.at.length; i++) {
    if (learnt[features.at[i]!] === 0) continue
    const row = features.at[i]! * count
    const value = features.values[i]!
    for (let l = 0; l < count; l++) sums[l] = sums[l]! + weights[row + l]! * value
  }
  const scored = labels.map((label, l) => {
    const [scale, bias, english, other] = header[l] as [number, number, number, number]
    const score = (sums[l]! * scale) / features.length + bias
    return { label, score, over: score - (features.isEnglish ? english : other) }
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
