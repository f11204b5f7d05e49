// `npm run train:triage -- DIR` trains the model that guesses what a text is about, on the disaster response messages in
// DIR, and writes it beside the code that reads it. The same messages give the same bytes.
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { calibrate, f1Of, mean, type Scored } from '../bots/understand/triage/calibrate.ts'
import { featuresOf } from '../bots/understand/triage/features.ts'
import { labels } from '../bots/understand/triage/labels.ts'
import { writeModel } from '../bots/understand/triage/model.ts'
import { type Example, scoresOf, type Trained, train, trainSeveral } from '../bots/understand/triage/train.ts'
import { type DisasterMessage, readDisasterMessages, trainingFile } from './disaster-messages.ts'

const options = { seed: 20_260_801, rounds: 8, rate: 0.1, decay: 7e-4 }
/** The model is the mean of as many, so that the order of learning decides little. */
const several = 3
/** News is written about people affected, not by them. */
const newsWeight = 0.4
const folds = 5

const folder = process.argv[2]
if (!folder) throw new Error('Say where the messages are: npm run train:triage -- DIR')
const path = resolve(process.env.INIT_CWD ?? '.', folder)
const messages = readDisasterMessages(path, 'training')

const has = (m: DisasterMessage): Uint8Array => Uint8Array.from(labels, (label) => (m.labels.has(label) ? 1 : 0))
const isDirect = (m: DisasterMessage): boolean => m.genre === 'direct'

/** A message as it was translated, and as it was written. */
function examplesOf(m: DisasterMessage): Example[] {
  const texts = isDirect(m) && m.original ? [m.message, m.original] : [m.message]
  return texts.map((text) => ({ features: featuresOf(text), has: has(m), weight: isDirect(m) ? 1 : newsWeight }))
}

const examples = messages.map(examplesOf)

interface Unseen {
  readonly english: readonly Scored[]
  readonly other: readonly Scored[]
}

/** What every message affected people wrote scores with a model that has not seen it, in English and as it was written. */
function scoredUnseen(): Unseen {
  const all = Array.from({ length: folds }, (_, fold) => {
    const model = train(examples.filter((_, i) => i % folds !== fold).flat(), options)
    console.log(`Trained ${fold + 1} of ${folds} to set the thresholds…`)
    return messages.flatMap((m, i) => (i % folds === fold && isDirect(m) ? examples[i]! : [])).map(scoredWith(model))
  }).flat()
  const isIn = (english: boolean) => all.filter(({ features }) => features.isEnglish === english)
  return { english: isIn(true), other: isIn(false) }
}

const scoredWith = (model: Trained) => (example: Example) => ({
  ...example,
  scores: scoresOf(example.features, model, new Float32Array(labels.length)),
})

const f1sOf = (scored: readonly Scored[], thresholds: readonly number[]): Record<string, number> => {
  const f1s = labels.map((_, l) => f1Of(scored, l, thresholds[l]!))
  return Object.fromEntries(
    [['macro', mean(f1s)] as const, ...labels.map((label, l) => [label, f1s[l]!] as const)].map(([name, f1]) => [
      name,
      Number(f1.toFixed(3)),
    ]),
  )
}

const unseen = scoredUnseen()
const thresholds = { english: calibrate(unseen.english), other: calibrate(unseen.other) }
const bytes = writeModel(trainSeveral(examples.flat(), options, several), thresholds)

const note = {
  what: 'Weights of a linear model: what a text in a disaster is about',
  data: 'Disaster response messages, training part (R. Munro, 2012)',
  licence: 'CC BY 4.0: the weights are made from this data, and hold none of its texts',
  script: 'npm run train:triage -- DIR',
  trainingFileSha256: createHash('sha256')
    .update(readFileSync(trainingFile(path)))
    .digest('hex'),
  trained: '2026-11-25',
  ...options,
  several,
  newsWeight,
  messages: messages.length,
  fromPeopleAffected: messages.filter(isDirect).length,
  examples: examples.flat().length,
  bytes: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
  crossValidatedF1: {
    english: f1sOf(unseen.english, thresholds.english),
    other: f1sOf(unseen.other, thresholds.other),
  },
}

const target = resolve(import.meta.dirname, '../bots/understand/triage')
writeFileSync(resolve(target, 'model.bin'), bytes)
writeFileSync(resolve(target, 'model.json'), `${JSON.stringify(note, null, 2)}\n`)
console.log(`Wrote model.bin, ${bytes.length} bytes; cross-validated macro-F1 ${note.crossValidatedF1.english.macro}.`)
