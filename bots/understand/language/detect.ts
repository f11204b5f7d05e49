import { bare } from '../fold.ts'
import { plain, wordsOf } from '../words/index.ts'
import { type Language, languages } from '../words.ts'
import { commonWords } from './common-words.ts'
import { type LatinLanguage, letterGroups } from './letter-groups.ts'
import { byScript } from './script.ts'

/** `confident`: sure enough to answer in it unasked. Null: too short, or a language that is none of ours. */
export interface Detected {
  readonly language: Language | null
  readonly confident: boolean
}

const unknown: Detected = { language: null, confident: false }
const latin = Object.keys(letterGroups) as readonly LatinLanguage[]

/**
 * The language a text is written in: by its script where that tells, otherwise by its words and by how its letters
 * follow each other. English is never left for one foreign word: two must speak for the other language, and more
 * than speak for English.
 */
export function detectLanguage(text: string): Detected {
  const words = bare(text)
    .split(' ')
    .map(trimmed)
    .filter((word) => /^\p{L}/u.test(word))
  return byScript(words) ?? byWords(words)
}

const trimmed = (word: string): string => word.replaceAll(/^['-]+|['-]+$/g, '')

/** The languages in whose lists a word stands: the fewer, the more it says. */
const listed: ReadonlyMap<string, readonly Language[]> = listWords()

function listWords(): Map<string, readonly Language[]> {
  const found = new Map<string, Set<Language>>()
  for (const language of languages) {
    const { stop: _same, ...said } = wordsOf[language]
    const spoken = Object.values(said).flatMap((phrases) => phrases.flatMap((phrase) => phrase.split(' ')))
    for (const word of [...commonWords[language], ...spoken].flatMap((one) => [one, plain(one)]))
      found.set(word, (found.get(word) ?? new Set()).add(language))
  }
  return new Map([...found].map(([word, set]) => [word, [...set]]))
}

const listedIn = (word: string): readonly Language[] => listed.get(word) ?? listed.get(plain(word)) ?? []

/** What a group of letters says for each language that uses it: the commoner there, the more. */
const groupWeights: ReadonlyMap<string, readonly (readonly [LatinLanguage, number])[]> = weighGroups()

function weighGroups(): Map<string, (readonly [LatinLanguage, number])[]> {
  const weights = new Map<string, (readonly [LatinLanguage, number])[]>()
  for (const language of latin) {
    for (const [i, group] of letterGroups[language].split(' ').entries())
      weights.set(group, [...(weights.get(group) ?? []), [language, Math.log(800 / (i + 60))]])
  }
  return weights
}

/** A listed word weighs more in languages whose Latin letters we know by words only. */
const listedWeight = (language: Language): number => (latin.some((one) => one === language) ? 5 : 12)
const tellingWeight = 2.5

/** Letters that stand together in one language and hardly in the others. */
const telling: readonly (readonly [LatinLanguage, RegExp])[] = [
  ['en', /ing$|ght|ck|sh|^wh|ly$|ed$|ee|ea[dkrt]|tion|^th/],
  ['pl', /[ąęłńśźż]|^(prz|krz|szcz)|rz|cz/],
  ['ro', /[șțşţ]|[ăî]/],
  ['cy', /[ŵŷ]|^(dd|ll|ngh|mh|nh|gw|cy|rh)|[wy](dd|ll|ch|n$|r$)|wy|[aeo]dd|iad$|au$|ff/],
  ['pt', /[ãõ]|ç[ãõ]|[nl]h[aeo]|[âê]nc|ei[rt]o|agem$|[ae]m$|ss[aeo]/],
  ['es', /ñ|ción$|dad$|ll[aeo]|ie[nr]|ue[nrst]|^[vrp]ue|[aeo]n$/],
  ['fr', /[œèùû]|eaux?$|oi[rst]|^[ldjnsmtc]'|eux$|ée?s?$|ais$|ent$/],
  ['so', /aa|uu|ii|dh|xa|oo$|^x|q[^u]/],
]

type Scores = Map<Language, number>

const add = (scores: Scores, language: Language, n: number): void => {
  scores.set(language, (scores.get(language) ?? 0) + n)
}

function scoreWord(word: string): Scores {
  const scores: Scores = new Map()
  const having = listedIn(word)
  for (const language of having) add(scores, language, listedWeight(language) / having.length ** 0.7)
  const padded = `_${word}_`
  for (let i = 0; i + 3 <= padded.length; i++) {
    for (const [language, weight] of groupWeights.get(padded.slice(i, i + 3)) ?? []) add(scores, language, weight)
  }
  for (const [language, letters] of telling) if (letters.test(word)) add(scores, language, tellingWeight)
  return scores
}

function byWords(words: readonly string[]): Detected {
  const each = words.map(scoreWord)
  const total: Scores = new Map()
  for (const scores of each) for (const [language, n] of scores) add(total, language, n)
  const [best, second] = [...total].sort((a, b) => b[1] - a[1])
  if (!best || best[1] <= 0) return unknown
  const [language, score] = best
  return { language, confident: isSure(language, score - (second?.[1] ?? 0), words, each) }
}

/** How far the best language is ahead when it is taken for sure. */
const surelyAhead = 5

function isSure(language: Language, ahead: number, words: readonly string[], each: readonly Scores[]): boolean {
  if (language === 'en') return words.length > 1 && ahead > surelyAhead / 2
  const known = new Set(words.filter((word) => listedIn(word).includes(language))).size
  const unlikeEnglish = each.filter((scores) => (scores.get(language) ?? 0) > (scores.get('en') ?? 0)).length
  return ahead >= surelyAhead && known >= 2 && known * 3 >= words.length && unlikeEnglish * 2 >= words.length
}
