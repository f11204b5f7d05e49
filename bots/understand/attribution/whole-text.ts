import { bare } from '../fold.ts'
import { shortAnswer, type WordMeaning } from '../words/index.ts'
import { isThanks } from '../words/thanks.ts'
import type { Language } from '../words.ts'
import type { Statement } from './statements.ts'
import type { Spoken } from './vocabulary.ts'

const statement = (said: Spoken | null, digit: number | null = null): Statement => ({
  target: null,
  digit,
  said,
  minutes: null,
  condition: null,
  strange: 0,
  sure: true,
})

const digits: Readonly<Record<string, number>> = { one: 1, won: 1, two: 2, three: 3, four: 4, five: 5, six: 6 }
const single = /^(?:option |number |press |yes )?(\d|one|won|two|three|four|five|six)(?: please| thanks| ta)?$/

const wholes: readonly (readonly [RegExp, Spoken])[] = [
  [/^y$/, 'yes'],
  [/^n$/, 'no'],
  [/^(?:here|there)(?: now)?(?: mate| love| x+)?$/, 'arrived'],
]

/** "only after 6", "in an hour": a yes of which only the condition is said. */
const onlyWhen =
  /^(?:(?:yes )?only )?(?:after|from|before|by) \d.*$|^(?:only )?(?:after work|later(?: today)?|tomorrow)$/
const onlyIn = /^(?:in|within) (?:about )?(\d{1,3}) ?(m|mins?|minutes?|h|hrs?|hours?)$|^in (half )?an hour$/

function conditionAlone(words: string): Statement | null {
  const time = onlyIn.exec(words)
  if (time)
    return {
      ...statement('yes'),
      minutes: time[1] ? Number(time[1]) * (time[2]!.startsWith('h') ? 60 : 1) : time[3] ? 30 : 60,
    }
  return onlyWhen.test(words) ? { ...statement('yes'), condition: words } : null
}

/** A digit alone, or one of the words that mean something only as a whole text. */
export function wholeText(text: string, letters: readonly string[]): Statement | null {
  const words = bare(text.replaceAll(/\ufe0f|\u20e3/g, ''))
  if (letters.includes(words.toUpperCase())) return null
  const digit = single.exec(words)?.[1]
  if (digit) return statement(null, digits[digit] ?? Number(digit))
  const found = wholes.find(([pattern]) => pattern.test(words))
  return found ? statement(found[1]) : conditionAlone(words)
}

const meant: Readonly<Partial<Record<WordMeaning | 'unclear', Spoken>>> = {
  yes: 'yes',
  no: 'no',
  onTheWay: 'on_the_way',
  arrived: 'arrived',
  done: 'done',
  unclear: 'maybe',
}

/** A short answer in a language other than English; `maybe` where languages differ on what it says. */
export function inAnyLanguage(text: string, language: Language | null): Statement | null {
  const said = meant[shortAnswer(text, language) ?? 'stop'] ?? (isThanks(text) ? 'thanks' : null)
  return said ? statement(said) : null
}
