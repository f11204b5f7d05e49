import { bare, isAscii } from '../fold.ts'
import { type AnswerWords, type Language, languages } from '../words.ts'
import { ar } from './ar.ts'
import { bn } from './bn.ts'
import { cy } from './cy.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import { pa } from './pa.ts'
import { pl } from './pl.ts'
import { pt } from './pt.ts'
import { ro } from './ro.ts'
import { so } from './so.ts'
import { uk } from './uk.ts'
import { ur } from './ur.ts'

const arabicLetters: readonly (readonly [RegExp, string])[] = [
  [/[أإآ]/g, 'ا'],
  [/[يى]/g, 'ی'],
  [/ة/g, 'ه'],
  [/ك/g, 'ک'],
  [/[\u064b-\u0652\u0640]/g, ''],
]

/**
 * A folded text as somebody writes it who leaves the marks out: "não" is "nao", "mogę" is "moge", "أ" is "ا". Both sides
 * of a comparison must be plain. Scripts in which marks are vowels are left alone.
 */
export function plain(folded: string): string {
  if (isAscii(folded)) return folded
  const latin = folded.replaceAll(/\p{Script=Latin}/gu, (letter) => bareLetters[letter] ?? letter.normalize('NFD')[0]!)
  return arabicLetters.reduce((text, [from, to]) => text.replaceAll(from, to), latin)
}

const bareLetters: Readonly<Record<string, string>> = { ł: 'l', ß: 'ss', œ: 'oe', æ: 'ae' }

const withPlain = (words: readonly string[]): readonly string[] => [
  ...new Set(words.flatMap((word) => [word.normalize('NFKC'), plain(word.normalize('NFKC'))])),
]

const spelt = (given: AnswerWords): AnswerWords => ({
  yes: withPlain(given.yes),
  no: withPlain(given.no),
  onTheWay: withPlain(given.onTheWay),
  arrived: withPlain(given.arrived),
  done: withPlain(given.done),
  stop: withPlain(given.stop),
  danger: withPlain(given.danger),
})

/** Short answers and cries for help of every language, each also as it is written without its marks. */
export const wordsOf: Readonly<Record<Language, AnswerWords>> = {
  en: spelt(en),
  cy: spelt(cy),
  pl: spelt(pl),
  ro: spelt(ro),
  ur: spelt(ur),
  pa: spelt(pa),
  bn: spelt(bn),
  ar: spelt(ar),
  uk: spelt(uk),
  pt: spelt(pt),
  es: spelt(es),
  fr: spelt(fr),
  so: spelt(so),
}

/** What a whole message says. `unclear`: it says different things in languages the person may be writing. */
export type WordMeaning = Exclude<keyof AnswerWords, 'danger'>

const meanings = ['yes', 'no', 'onTheWay', 'arrived', 'done', 'stop'] as const satisfies readonly WordMeaning[]

const meaningIn = new Map(
  languages.map((language) => [
    language,
    new Map(
      meanings.toReversed().flatMap((meaning) => wordsOf[language][meaning].map((word) => [word, meaning] as const)),
    ),
  ]),
)

const longestAnswer = Math.max(
  ...[...meaningIn.values()].flatMap((said) => [...said.keys()].map(({ length }) => length)),
)

/** Words that say something else in this language than another's list would make of them: they are asked about. */
export const falseFriends: Readonly<Partial<Record<Language, readonly string[]>>> = {
  pl: ['no'],
  es: ['pronto'],
  cy: ['da', 'may'],
  ro: ['la'],
}

/**
 * What a whole message says as a short answer. In a language that is known, its own words count, then the English ones,
 * which everybody here texts; where the two differ it is `unclear`. In an unknown one every language is looked at, and
 * all that have the word must agree. Null when it is no short answer.
 */
export function shortAnswer(text: string, language: Language | null): WordMeaning | 'unclear' | null {
  const words = bare(text)
  if (words.length > longestAnswer) return null
  if (language !== null && falseFriends[language]?.includes(words)) return 'unclear'
  const looked: readonly Language[] = language === null || language === 'en' ? languages : [language, 'en']
  const found = new Set(
    looked.flatMap((one) => meaningIn.get(one)!.get(words) ?? meaningIn.get(one)!.get(plain(words)) ?? []),
  )
  if (found.size > 1) return language === 'en' ? (meaningIn.get('en')!.get(words) ?? 'unclear') : 'unclear'
  return [...found][0] ?? null
}
