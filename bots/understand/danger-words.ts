import { dangerAbroad } from './danger-abroad.ts'
import { quick } from './quick.ts'
import { plain, wordsOf } from './words/index.ts'
import { type Language, languages } from './words.ts'

type Abroad = Exclude<Language, 'en'>
const abroad = languages.filter((one): one is Abroad => one !== 'en')

interface Phrase {
  readonly words: string
  readonly language: Abroad
}

/** Every phrase under the word it begins with. */
const phrases = new Map<string, Phrase[]>()
for (const language of abroad) {
  for (const words of wordsOf[language].danger) {
    const first = words.split(' ')[0]!
    phrases.set(first, [...(phrases.get(first) ?? []), { words, language }])
  }
}

/** Patterns by the script that a text must have any of. */
const inLatin: readonly Abroad[] = ['cy', 'pl', 'ro', 'pt', 'es', 'fr', 'so']
const inScript = abroad.filter((one) => !inLatin.includes(one))
const patterns = new Map(abroad.map((language) => [language, dangerAbroad[language].signs.map(quick)] as const))

/** Languages share words, so what is over in one is over. */
const overs = abroad.flatMap((language) => dangerAbroad[language].over ?? [])

const word = /[\p{L}\p{M}\p{N}'-]+/gu
const goesOn = /^[\p{L}\p{M}\p{N}]/u
/** Urdu, Punjabi, Bengali and Arabic are texted in Latin letters too. */
const latinLetters = /[a-z]{3}/
const otherLetters = /(?!\p{Script=Latin})\p{L}/u

/** Whether a folded text says in a language other than English that life is at risk. */
export function saysDangerAbroad(folded: string): boolean {
  const bareOfMarks = plain(folded)
  return isSaid(folded) || (bareOfMarks !== folded && isSaid(bareOfMarks)) || isMeant(bareOfMarks)
}

function isSaid(form: string): boolean {
  word.lastIndex = 0
  for (let match = word.exec(form); match; match = word.exec(form)) {
    const { index } = match
    if (phrases.get(match[0])?.some((phrase) => stands(phrase, form, index))) return true
  }
  return false
}

function stands({ words, language }: Phrase, form: string, at: number): boolean {
  if (!form.startsWith(words, at)) return false
  const after = form.slice(at + words.length)
  return !goesOn.test(after) && isSo(language, form.slice(0, at), after)
}

const isMeant = (form: string): boolean =>
  (latinLetters.test(form) && abroad.some((language) => hasSign(language, form))) ||
  (otherLetters.test(form) && inScript.some((language) => hasSign(language, form)))

const hasSign = (language: Abroad, form: string): boolean =>
  patterns
    .get(language)!
    .flatMap((sign) => sign.matchAll(form))
    .some((match) => isSo(language, form.slice(0, match.index), form.slice(match.index + match[0].length)))

/** Not denied right before, nor said to be over right after. */
function isSo(language: Abroad, before: string, after: string): boolean {
  const rest = plain(after)
  return !dangerAbroad[language].denied?.test(plain(before)) && !overs.some((over) => over.test(rest))
}
