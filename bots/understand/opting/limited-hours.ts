import type { HoursRange } from '../../../core/matching/hours.ts'
import { bare } from '../fold.ts'

const week = [1, 2, 3, 4, 5, 6, 7]
const dayMin = 24 * 60
const weekdayNames = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

const aDay = '(?:mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs|ur)?(?:days?)?'
const days = `weekends?|week ?days?|(?:the |during the |working )?week|${aDay}(?:(?: and| or| &|,| to|-)* ${aDay})*`
const parts: Readonly<Record<string, readonly [number, number]>> = {
  morning: [7 * 60, 12 * 60],
  afternoon: [12 * 60, 18 * 60],
  evening: [18 * 60, 22 * 60],
  daytime: [8 * 60, 18 * 60],
}
const part = '(morning|afternoon|evening|day ?time|day)s?'
const when = `(?:at |on |in |during |the )*(?:(${days}) ?)?(?:${part})?`
const please = '(?: for me| please| pls| thanks| thank you| x)*'
const lead = "(?:please |sorry )*(?:(?:i can|i'?m|i am|can|we can|i could) )?"
const doing = '(?:do |help |free |available |around |text me |ask me |text |manage |work )*'

/** "only weekends", "weekends only please", "I can only help on Saturdays", "only text me in the evenings". */
const only = [
  new RegExp(`^${lead}only ${doing}${when}${please}$`),
  new RegExp(`^${lead}${doing}${when} only${please}$`),
]
const noTexts =
  "(?:not|no (?:more )?(?:texts?|messages?|jobs|requests)|(?:don'?t|do not) (?:text|ask|message|contact) (?:me|us)|i can'?t (?:do|help)|can'?t (?:do|help))"
const never = new RegExp(`^(?:please |sorry )*${noTexts} (?:at |on |in |over |during |the )*(${days})${please}$`)
const atNight = new RegExp(
  `^(?:please |sorry )*${noTexts} (?:at |in the |over |during the )*(?:night(?: ?time)?|nights|middle of the night)${please}$`,
)
const clock = '(\\d{1,2})(?:\\.(\\d\\d))? ?(am|pm)?'
const between = new RegExp(
  `^${lead}only ${doing}(?:between|from) ${clock} ?(?:and|to|-|until|till) ?${clock}${please}$`,
)
const writing = "(?:(?:don'?t|do not) (?:text|ask|message|contact) (?:me|us)|no texts|no messages|nothing)"
const after = new RegExp(`^(?:please )?${writing} after ${clock}${please}$`)
const before = new RegExp(`^(?:please )?${writing} before ${clock}(?: in the morning)?${please}$`)

/** One of these is in every such text. */
const limits = /only|no|n['’´`ʼ‘]?t/i

/**
 * When somebody asks to be asked from now on, the rest of the week never ("only weekends", "not at night", "no texts
 * after 9pm"); null when the text says no such thing.
 */
export function hoursLimitedTo(text: string): HoursRange | null {
  if (!limits.test(text)) return null
  const words = bare(text.replaceAll(/(\d)[:.](\d\d)/g, '$1•$2')).replaceAll('•', '.')
  const said = only.map((pattern) => pattern.exec(words)).find((match) => match !== null)
  if (said && (said[1] || said[2])) return { weekdays: daysIn(said[1]), ...partOf(said[2]) }
  const not = never.exec(words)
  if (not) return { weekdays: week.filter((one) => !daysIn(not[1]).includes(one)), from: 0, to: dayMin }
  if (atNight.test(words)) return { weekdays: week, from: 8 * 60, to: 21 * 60 }
  return byTheClock(words)
}

function byTheClock(words: string): HoursRange | null {
  const range = between.exec(words)
  if (range) return { weekdays: week, from: minuteOf(range.slice(1, 4)), to: minuteOf(range.slice(4, 7)) }
  const late = after.exec(words)
  if (late) return { weekdays: week, from: 7 * 60, to: minuteOf(late.slice(1, 4), 'pm') }
  const early = before.exec(words)
  return early ? { weekdays: week, from: minuteOf(early.slice(1, 4), 'am'), to: 22 * 60 } : null
}

function daysIn(said: string | undefined): readonly number[] {
  if (said === undefined) return week
  if (/weekend/.test(said)) return [6, 7]
  if (/week/.test(said)) return [1, 2, 3, 4, 5]
  const named = [...said.matchAll(/\b(mon|tue|wed|thu|fri|sat|sun)/g)].map((m) => weekdayNames.indexOf(m[1]!) + 1)
  const [first, last] = named
  return / to |-/.test(said) && named.length === 2
    ? week.filter((one) => one >= first! && one <= last!)
    : named.toSorted()
}

function partOf(said: string | undefined): { from: number; to: number } {
  const [from, to] = parts[said?.startsWith('day') ? 'daytime' : (said ?? '')] ?? [0, dayMin]
  return { from, to }
}

function minuteOf([hour, past, half]: readonly (string | undefined)[], unsaid = ''): number {
  const pm = (half ?? unsaid) === 'pm'
  return ((Number(hour) % 12) + (pm || (half === undefined && Number(hour) === 12) ? 12 : 0)) * 60 + Number(past ?? 0)
}
