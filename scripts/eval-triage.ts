// `npm run eval:triage -- [DIR]`: how well texts are understood. DIR holds the disaster response messages, and beside it
// a folder `langid` of sentences in many languages; without it only what the project's own texts tell is printed.
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { detectLanguage } from '../bots/understand/language/detect.ts'
import { readRequest } from '../bots/understand/request.ts'
import { openModel } from '../bots/understand/triage/model.ts'
import { chanceFrom } from '../bots/understand/triage/train.ts'
import { languages } from '../bots/understand/words.ts'
import { readDisasterMessages } from './disaster-messages.ts'
import { countOf, dangerCounts, f1, falseCases, labelF1s, readAlone } from './triage/measures.ts'
import { misspell } from './triage/misspell.ts'
import { chatter, dangerTexts, fixtureTexts, sentencesIn, splitLine } from './triage/texts.ts'

const model = openModel(
  new Uint8Array(readFileSync(resolve(import.meta.dirname, '../bots/understand/triage/model.bin'))),
)
const folder = process.argv[2] && resolve(process.env.INIT_CWD ?? '.', process.argv[2])
const showsTexts = process.env.SHOW === '1'

const say = (line: string): void => console.log(line)
const figure = (n: number): string => n.toFixed(3)
const heading = (line: string): void => say(`\n${line}`)
const show = (name: string, texts: readonly string[]): void => {
  if (showsTexts) for (const text of texts) say(`    ${name}: ${text}`)
}

heading('Danger, on the texts of the project (recall wanted 0.980)')
const byLanguage = Map.groupBy(dangerTexts(), ({ language }) => language)
const all = dangerCounts(dangerTexts())
for (const [language, texts] of [...byLanguage, ['all', dangerTexts()] as const]) {
  const { due, missed, others, falseAlarms } = language === 'all' ? all : dangerCounts(texts)
  say(
    `  ${language.padEnd(4)} recall ${figure(1 - missed.length / due)} (${due - missed.length} of ${due}), of ${others} that are none ${falseAlarms.length} taken for it`,
  )
}
show(
  'missed',
  all.missed.map(({ text }) => text),
)
show(
  'false alarm',
  all.falseAlarms.map(({ text }) => text),
)

heading('Ordinary chatter: cases that are none (wanted under 5 per 1,000, none of them urgent)')
function sayFalse(name: string, texts: readonly string[]): void {
  const { cases, urgent, danger } = falseCases(texts, model)
  const per1000 = (n: number): string => ((1000 * n) / texts.length).toFixed(1)
  say(
    `  ${name.padEnd(34)} ${String(texts.length).padStart(5)} texts: ${per1000(cases.length)} cases per 1,000, ${urgent.length} urgent; ${per1000(danger.length)} danger per 1,000`,
  )
  show('case', cases)
  show('danger', danger)
}
sayFalse('English, the project', chatter().english)
sayFalse('12 other languages, the project', chatter().others)
const sentences =
  folder && existsSync(join(folder, '../langid')) ? sentencesIn(join(folder, '../langid')) : new Map<string, string[]>()
for (const [language, texts] of sentences) sayFalse(`${language}, sentences and word pairs`, texts)

heading('British requests, made up: kind that leads, direction')
for (const name of ['weather', 'everyday', 'later', 'more', 'held-out']) {
  const lines = fixtureTexts(`british-requests-${name}`).map(splitLine)
  const read = lines.map(({ fields, text }) => ({ fields, read: readAlone(text, model) }))
  const kinds = read.filter(
    ({
      fields,
      read: {
        kinds: [kind],
      },
    }) => fields[0]!.split(',')[0] === kind,
  ).length
  const directions = read.filter(({ fields, read: { direction } }) => fields[1] === direction).length
  say(
    `  ${name.padEnd(9)} ${lines.length} texts: kind ${figure(kinds / lines.length)}, direction ${figure(directions / lines.length)}`,
  )
}

if (sentences.size > 0) {
  heading('Languages: told right, and surely right; of a language that is none of ours how many are claimed surely')
  for (const [language, texts] of sentences) {
    const read = texts.map(detectLanguage)
    const share = (isSo: (one: (typeof read)[number]) => boolean): string =>
      figure(read.filter(isSo).length / texts.length)
    const isOurs = languages.some((one) => one === language)
    say(
      isOurs
        ? `  ${language} right ${share((one) => one.language === language)}, surely right ${share((one) => one.language === language && one.confident)}, surely wrong ${share((one) => one.language !== language && one.confident)}`
        : `  ${language} claimed surely ${share((one) => one.confident)}`,
    )
  }
}

if (folder) {
  const direct = readDisasterMessages(folder, 'validation').filter(({ genre }) => genre === 'direct')
  const english = direct.map(({ message: text, labels }) => ({ text, labels }))
  const original = direct.filter((one) => one.original !== '').map(({ original: text, labels }) => ({ text, labels }))
  const chance = chanceFrom(1)
  const slipped = english.map(({ text, labels }) => ({ text: misspell(text, 0.1, chance), labels }))
  const read = {
    english: labelF1s(english, model),
    original: labelF1s(original, model),
    slipped: labelF1s(slipped, model),
  }

  heading(`Labels, on ${direct.length} validation messages from people affected`)
  say(`  macro-F1 in English                  ${figure(read.english.macro)}  (wanted 0.500)`)
  say(
    `  macro-F1 as written, ${String(original.length).padStart(4)} messages   ${figure(read.original.macro)}  (wanted 0.460)`,
  )
  say(`  macro-F1 with 10 % of words misspelt ${figure(read.slipped.macro)}  (at most 0.030 less)`)
  say(`  request F1 in English                ${figure(read.english.byLabel.get('request')!)}  (wanted 0.780)`)
  for (const [label, value] of read.english.byLabel)
    say(`    ${label.padEnd(18)} English ${figure(value)}, as written ${figure(read.original.byLabel.get(label)!)}`)

  const marked = new Map(fixtureTexts('disaster-offers').map((line) => [line.split(' ')[1]!, line.split(' ')[0]!]))
  const counted = direct.filter(({ id }) => marked.get(id) !== '?')
  const offers = countOf(
    counted,
    ({ id }) => marked.get(id) === 'offer',
    ({ message }) => readRequest(message).direction === 'offer',
  )
  heading('Offers by rules (the data labels none: these were marked by us, reading the messages)')
  say(
    `  F1 ${figure(f1(offers))} (wanted 0.450): ${offers.due} offers, ${offers.said} taken for one, ${offers.right} rightly`,
  )
}
