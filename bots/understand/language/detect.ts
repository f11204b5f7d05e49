import { bare } from '../fold.ts'
import { plain, wordsOf } from '../words/index.ts'
import { type Language, languages } from '../words.ts'
import { commonWords } from './common-words.ts'
import { foreignLanguages } from './foreign.ts'
import { type LatinLanguage, letterGroups } from './letter-groups.ts'
import { byScript } from './script.ts'

/** `confident`: sure enough to answer in it unasked. Null: too short, or a language that is none of ours. */
export interface Detected {
  readonly language: Language | null
  readonly confident: boolean
}

const unknown: Detected = { language: null, confident: false }
const latin = Object.keys(letterGroups) as readonly LatinLanguage[]
const isLatin = (language: Language): boolean => latin.some((one) => one === language)
const english = languages.indexOf('en')

/** How much of a text is read: a sentence or two tell. */
const mostWords = 40

/**
 * The language a text is written in: by its script where that tells, otherwise by its words and by how its letters
 * follow each other. English is never left for one foreign word: two must speak for the other language, and more
 * than speak for English. A language that is none of ours is none.
 */
export function detectLanguage(text: string): Detected {
  const words = bare(text.slice(0, 600))
    .split(' ', mostWords * 2)
    .map(trimmed)
    .filter((word) => beginsWithLetter.test(word))
    .slice(0, mostWords)
  return byScript(words) ?? byWords(words)
}

const beginsWithLetter = /^\p{L}/u
const trimmed = (word: string): string => (hanging.test(word) ? word.replace(/^['-]+|['-]+$/g, '') : word)
const hanging = /^['-]|['-]$/

/** The languages in whose lists a word stands: the fewer, the more it says. */
const listed: ReadonlyMap<string, readonly number[]> = listWords()

function listWords(): Map<string, readonly number[]> {
  const found = new Map<string, Set<number>>()
  for (const [at, language] of languages.entries()) {
    const { stop: _same, danger: _said, ...said } = wordsOf[language]
    const spoken = Object.values(said).flatMap((phrases) => phrases.flatMap((phrase) => phrase.split(' ')))
    for (const word of [...commonWords[language], ...spoken].flatMap((one) => [one, plain(one)]))
      found.set(word, (found.get(word) ?? new Set()).add(at))
  }
  return new Map([...found].map(([word, set]) => [word, [...set]]))
}

const nowhere: readonly number[] = []
const listedIn = (word: string): readonly number[] => listed.get(word) ?? listed.get(plain(word)) ?? nowhere

const foreignWords: ReadonlyMap<string, readonly number[]> = listForeignWords()

function listForeignWords(): Map<string, number[]> {
  const found = new Map<string, number[]>()
  for (const [at, { words }] of foreignLanguages.entries())
    for (const word of words) found.set(word, [...(found.get(word) ?? []), at])
  return found
}

/** What a group of letters says for each language that uses it: the commoner there, the more. */
const groupWeights: ReadonlyMap<string, readonly (readonly [number, number])[]> = weighGroups()

function weighGroups(): Map<string, (readonly [number, number])[]> {
  const weights = new Map<string, (readonly [number, number])[]>()
  for (const language of latin) {
    for (const [i, group] of letterGroups[language].split(' ').entries()) {
      const weight = Math.log(800 / (i + 60))
      weights.set(group, [...(weights.get(group) ?? []), [languages.indexOf(language), weight]])
    }
  }
  return weights
}

/** A listed word weighs more in languages whose Latin letters we know by words only. */
const listedWeights = languages.map((language) => (isLatin(language) ? 5 : 12))
/** A word that we have too says less of a language that is none of ours. */
const [tellingWeight, foreignWordWeight, sharedWordWeight, foreignTellingWeight] = [2.5, 12, 6, 5]

/** Letters that stand together in one language and hardly in the others. */
const telling: readonly (readonly [number, RegExp])[] = (
  [
    ['en', /ing$|ght|ck|sh|^wh|ly$|ed$|ee|ea[dkrt]|tion|^th/],
    ['pl', /[ąęłńśźż]|^(?:prz|krz|szcz)|rz|cz/],
    ['ro', /[șțşţ]|[ăî]/],
    ['cy', /[ŵŷ]|^(?:dd|ll|ngh|mh|nh|gw|cy|rh)|[wy](?:dd|ll|ch|n$|r$)|wy|[aeo]dd|iad$|au$|ff|ae(?:th)?$|^ym/],
    ['pt', /[ãõ]|ç[ãõ]|[nl]h[aeo]|[âê]nc|ei[rt]o|agem$|[ae]m$|ss[aeo]|dade$|ções$/],
    ['es', /ñ|ción$|dad$|ll[aeo]|ie[nr]|ue[nrst]|^[vrp]ue|[aeo]n$/],
    ['fr', /[œèùû]|eaux?$|oi[rst]|^[ldjnsmtc]'|eux$|ée?s?$|ais$|ent$/],
    ['so', /aa|uu|ii|dh|xa|oo$|^x|q[^u]/],
  ] as const
).map(([language, letters]) => [languages.indexOf(language), letters])

/** What one word says for each language of ours, in their order, and behind them for each that is none of ours. */
function scoreWord(word: string): Float64Array {
  const scores = new Float64Array(languages.length + foreignLanguages.length)
  const having = listedIn(word)
  const share = having.length ** 0.7
  for (const language of having) scores[language]! += listedWeights[language]! / share
  const padded = `_${word}_`
  for (let i = 0; i + 3 <= padded.length; i++) {
    for (const [language, weight] of groupWeights.get(padded.slice(i, i + 3)) ?? []) scores[language]! += weight
  }
  for (const [language, letters] of telling) if (letters.test(word)) scores[language]! += tellingWeight
  const weight = having.length === 0 ? foreignWordWeight : sharedWordWeight / (having.length + 1) ** 0.7
  for (const at of foreignWords.get(word) ?? nowhere) scores[languages.length + at]! += weight
  for (const [at, { telling: letters }] of foreignLanguages.entries())
    if (letters.test(word)) scores[languages.length + at]! += foreignTellingWeight
  return scores
}

/** Half of what people write are the same few thousand words. */
const scored = new Map<string, Float64Array>()
const mostScored = 8192

function scoresOf(word: string): Float64Array {
  const known = scored.get(word)
  if (known) return known
  if (scored.size >= mostScored) scored.clear()
  const scores = scoreWord(word)
  scored.set(word, scores)
  return scores
}

function byWords(words: readonly string[]): Detected {
  const each = words.map(scoresOf)
  const total = new Float64Array(languages.length + foreignLanguages.length)
  for (const scores of each) for (let at = 0; at < total.length; at++) total[at]! += scores[at]!
  const [best, second] = bestTwo(total)
  if (total[best]! <= 0 || isForeign(total, best, words.length)) return unknown
  const ahead = total[best]! - total[second]!
  return { language: languages[best]!, confident: isSure(best, ahead, words, each) }
}

function bestTwo(total: Float64Array): [number, number] {
  let [best, second] = total[1]! > total[0]! ? [1, 0] : [0, 1]
  for (let at = 2; at < languages.length; at++) {
    if (total[at]! > total[best]!) [second, best] = [best, at]
    else if (total[at]! > total[second]!) second = at
  }
  return [best, second]
}

/** The more words, the surer: of ours letters count too, of the others hardly more than words. */
const shareThatTells = (words: number): number => (words >= 5 ? 0.5 : 0.85)
const isForeign = (total: Float64Array, best: number, words: number): boolean =>
  total.subarray(languages.length).some((score) => score > shareThatTells(words) * total[best]!)

/** How far the best language is ahead when it is taken for sure, and when few of its words are known. */
const [surelyAhead, farAhead] = [5, 14]

function isSure(best: number, ahead: number, words: readonly string[], each: readonly Float64Array[]): boolean {
  const known = new Set(words.filter((word) => listedIn(word).includes(best))).size
  if (best === english) return words.length > 1 && ahead > surelyAhead / 2 && known * 6 >= words.length
  const unlikeEnglish = each.filter((scores) => scores[best]! > scores[english]!).length
  if (ahead < surelyAhead || known < 2 || unlikeEnglish * 2 < words.length) return false
  return known * 3 >= words.length || (ahead >= farAhead && words.length >= 5 && known * 6 >= words.length)
}
