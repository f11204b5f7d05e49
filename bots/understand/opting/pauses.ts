import { days, hours, type Instant, minutes, plus } from '../../../core/time.ts'
import { bare } from '../fold.ts'
import { readNumber } from '../quantities.ts'
import { named, namedFirst, namedOrMonth, spanNamed, withMonthOf } from './days-named.ts'

/** When somebody wants not to be asked. `from` null: from now on; `until` null: until they say BACK. */
export interface Pause {
  readonly from: Instant | null
  readonly until: Instant | null
}

const reach = '(?:text|message|msg|ask|contact|bother)'
const texts = '(?:texts?|messages?|jobs|requests|asks)'
const span =
  '(?:about |another |the next )?(?<count>\\d{1,3}|an?|half an|one|two|three|four|five|six|ten|twelve|a few|few|couple of|a couple of)? ?(?<unit>m|mins?|minutes?|h|hrs?|hours?|days?|weeks?|wks?|fortnight|months?)'
const courtesy = '(?: please| pls| thanks| thank you| sorry| ta)*'
const greeting = '(?:sorry |please |hi |hello |thanks |thank you |just to say |just so you know |fyi )*'

const subject = "(?:i'?m|i am|we'?re|we are|i'?ll be|i will be|we'?ll be|we will be)"
const absent =
  '(?:away|on holiday|on hols|on leave|abroad|out of the country|out of town|off|in hospital|out of action)(?: (?:on business|with work|for work))?'
const away = `(?:${subject} )?(?:off |away |gone )?${absent}`
const going = `(?:${subject} )?(?:going|heading|flying)(?: off)? (?:away|on holiday|on hols|abroad|into? hospital)`
const here = '(?:back|free|available|around|about|home|here)(?: again)?'
const notHere = `(?:(?:${subject} )?(?:not |un)|(?:i |we )?(?:won'?t|will not) be )${here}`
const busy = `(?:${subject} )?(?:really |very |too )?busy`
const unable = "(?:i |we )?(?:can'?t|cannot) (?:do (?:anything|any)|help|volunteer)"
const noTexts = `(?:no (?:more )?${texts}|(?:please )?(?:don'?t|do not|stop) ${reach}(?:ing)? (?:me|us)(?: any ?more| again)?|leave (?:me|us) alone|nothing(?: please)?|not)`
/** However somebody says that they cannot be asked. */
const gone = `(?:${going}|${notHere}|${away}|${busy}|${unable}|${noTexts}|no more|pause|mute)(?: ${texts})?`

/** "MUTE 2h", "away for two weeks", "don't text me for 3 days": a stretch from now. */
const stretches = [
  `^(?:please )?(?:mute|pause|snooze|away|holiday|quiet)(?: me| texts| for)* ${span}${courtesy}$`,
  `^${away}(?: for)? ${span}${courtesy}$`,
  `^(?:please )?(?:don'?t|do not|stop) ${reach}(?:ing)? (?:me|us) for ${span}${courtesy}$`,
  `^(?:no (?:more )?${texts}|nothing)(?: please)? for ${span}${courtesy}$`,
  `^(?:i'?m |i'?d |i )?(?:need(?:ing)?|taking|like|want|having) a (?:break|rest|pause) (?:for|of) ${span}${courtesy}$`,
].map((pattern) => new RegExp(pattern))

/** "AWAY", "mute", "pause please": until they say BACK. */
const openEnded = new RegExp(`^(?:please )?(?:mute|pause|snooze|away|holiday)(?: me| texts)?${courtesy}$`)

/** What comes after is about something else: "away on Friday at the latest", "off on Monday so I can help". */
const closed =
  "(?![\\w/])(?! (?:at|we|the|there|is|i have|if you)\\b)(?! (?:so|and)(?: i| we)?(?: can|'m free| am free| could)\\b)"
const until = '(?:until|till?|til|before|(?:and )?(?:back|home|returning)(?: on| by| again on)?)'
const from = '(?:(?:starting |beginning )?from|starting(?: on)?|beginning(?: on)?|as of|between)'
const during = '(?:on|over|for|in|during|all(?: of)?)'

/** How all of the following begin: most texts do not. */
const opens = new RegExp(`^${greeting}(?:${gone}|(?:${subject} )?${here}) `)
/** "away until Monday", "not before the 5th": gone already. */
const goneUntil = new RegExp(`^${greeting}${gone} ${until} (?<end>${namedOrMonth})${closed}`)
/** "back on 4 January", "free from Friday": not before. */
const hereFrom = new RegExp(
  `^${greeting}(?:${subject} )?${here} (?:on|from|by|again on) (?<end>${namedOrMonth})${closed}`,
)
/** "away from Monday to Friday", "on holiday 3-10 December", "off from tomorrow, back Tuesday". */
const goneBetween = new RegExp(
  `^${greeting}${gone} (?:(?:${from}|${during}) )?(?<begin>${namedFirst}) ?(?:(?<through>to|-|thru|through|and)|${until}) ?(?<end>${named})${closed}`,
)
/** "away for a week from Friday". */
const goneForFrom = new RegExp(`^${greeting}${gone} (?:for )?${span} ${from} (?<begin>${named})${closed}`)
/** "away from Friday for a week", "on holiday next month for ten days". */
const goneFromFor = new RegExp(`^${greeting}${gone} (?:(?:${from}|${during}) )?(?<begin>${named}) for ${span}\\b`)
/** "away from Monday": nobody knows until when. */
const goneFrom = new RegExp(`^${greeting}${gone} ${from} (?<begin>${namedOrMonth})${closed}`)
/** "going away on Friday" begins then; "going away next week" is that week. */
const goingOn = new RegExp(`^${greeting}${going} (?:on )?(?<begin>${named})${closed}`)
/** "away tomorrow", "not this week", "no texts on Friday", "on holiday in March": from its beginning to its end. */
const goneDuring = new RegExp(
  `^${greeting}${gone} (?:${during} )?(?<during>${named})${closed}|^${greeting}${gone} ${during} (?<month>${namedOrMonth})${closed}`,
)
/** "From Monday I'm away", "next week we are on holiday": said the other way round. */
const whenFirst = new RegExp(
  `^${greeting}(?<when>(?:${from} )?${named}(?: ?(?:to|-|thru|through|${until}) ?${named})?) (?<how>${going}|${notHere}|${away}|${busy}|${unable})${courtesy}$`,
)
const tryLater = /\b(?:try|ask|text) (?:me|us) (?:again )?(tomorrow|next week)\b/

const unitMs: Readonly<Record<string, number>> = {
  m: minutes(1),
  h: hours(1),
  d: days(1),
  w: days(7),
  f: days(14),
  o: days(30),
}

type Groups = Readonly<Record<string, string | undefined>>

function spanMs({ count: said, unit }: Groups): number {
  const n =
    said === 'half an' ? 0.5 : said?.endsWith('couple of') ? 2 : said?.endsWith('few') ? 3 : (readNumber(said) ?? 1)
  return n * unitMs[unit!.startsWith('mo') ? 'o' : unit![0]!]!
}

/**
 * When somebody asks not to be asked; null when the text asks for no pause. "Until Friday" ends as Friday begins, "to
 * Friday" as it ends; a week begins on Monday; all in London's time.
 */
export function pauseIn(text: string, now: Instant): Pause | null {
  const words = bare(text)
  if (openEnded.test(words)) return { from: null, until: null }
  const stretch = stretches.map((pattern) => pattern.exec(words)).find((match) => match !== null)
  if (stretch) return { from: null, until: plus(now, spanMs(stretch.groups!)) }
  const pause = namedIn(inOrder(words), now)
  return pause && { ...pause, from: pause.from !== null && pause.from > now ? pause.from : null }
}

function inOrder(words: string): string {
  const said = whenFirst.exec(words)?.groups
  return said ? `${said.how} ${said.when}` : words
}

type Reader = (said: Groups, now: Instant) => Pause | null

/** The first that matches decides: the one that says most stands first. */
const readers: readonly (readonly [RegExp, Reader])[] = [
  [goneForFrom, beginAndSpan],
  [goneFromFor, beginAndSpan],
  [goneBetween, bothEnds],
  [goneUntil, ({ end }, now) => ({ from: null, until: spanNamed(end!, now).from })],
  [hereFrom, ({ end }, now) => ({ from: null, until: spanNamed(end!, now).from })],
  [goneFrom, ({ begin }, now) => ({ from: spanNamed(begin!, now, true).from, until: null })],
  [goingOn, leaving],
  [goneDuring, ({ during, month }, now) => throughout(spanNamed((during ?? month)!, now, true))],
]

function namedIn(words: string, now: Instant): Pause | null {
  for (const [pattern, read] of opens.test(words) ? readers : []) {
    const match = pattern.exec(words)
    if (match) return isRefusalOnly(words, match) ? null : read(match.groups!, now)
  }
  const again = tryLater.exec(words)?.[1]
  return again ? { from: null, until: spanNamed(again, now).from } : null
}

const throughout = ({ from, to }: { from: Instant; to: Instant }): Pause => ({ from, until: to })

function beginAndSpan(said: Groups, now: Instant): Pause {
  const { from } = spanNamed(said.begin!, now, true)
  return { from, until: plus(from, spanMs(said)) }
}

function bothEnds({ begin, through, end }: Groups, now: Instant): Pause | null {
  const first = withMonthOf(begin!, end!)
  if (/^\d+$/.test(first)) return null
  const { from } = spanNamed(first, now, true)
  const last = spanNamed(end!, isRelative.test(end!) ? now : from)
  const until = through === undefined ? last.from : last.to
  return until > from ? { from, until } : null
}

/** Counted from today, whatever day was named before. */
const isRelative = /^(?:this|next|coming|all|the week|week|to)/

function leaving({ begin }: Groups, now: Instant): Pause {
  const away = spanNamed(begin!, now, true)
  return /week|month/.test(begin!) ? throughout(away) : { from: away.from, until: null }
}

/** "not today", "can't help tonight sorry" only answer what was asked. */
const isRefusalOnly = (words: string, { groups }: RegExpExecArray): boolean =>
  groups!.during !== undefined && refuses.test(words) && !/week|month/.test(groups!.during) && !tryLater.test(words)
const refuses = new RegExp(`^${greeting}(?:not (?!${here})|(?:i |we )?(?:can'?t|cannot) (?:help|volunteer) )`)
