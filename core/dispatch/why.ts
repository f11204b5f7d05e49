import type { Exclusion } from '../matching/exclusion.ts'
import type { NeedFact, Overridden, WaveReason } from '../needs/need.ts'
import { inOrder } from './choose.ts'
import type { Considered, DecidedFrom, PassedOver } from './decided-from.ts'
import { costM, mostAsksADay } from './order.ts'

export type Wave = Extract<NeedFact, { type: 'wave_started' }>['body']

/** Why somebody was asked in a wave, or was not, in a sentence; null where the wave says nothing of them in particular. */
export function whyInWave(wave: Wave, person: string): string | null {
  const place = wave.chosen.findIndex((one) => one.person === person)
  if (!wave.decided) return place < 0 ? null : 'Asked, as one of the nearest who fitted and were free.'
  const { passedOver } = wave.decided
  const ordered = inOrder(wave.decided)
  const one = ordered.find((candidate) => candidate.person === person)
  if (place >= 0 && one) return `Asked, ${nth(place + 1)} of ${wave.chosen.length}: ${standing(one, wave.decided)}.`
  const other = wave.decided.kept?.find((kept) => kept.person === person)
  if (one && other)
    return `Not asked in this round: asked for another request at the same time, for which they were needed more or nearer; ${standing(one, wave.decided)}.`
  const last = wave.chosen.at(-1)?.person
  if (one)
    return notReached(
      one,
      ordered.find((candidate) => candidate.person === last),
      wave,
    )
  const passed = passedOver.find((other) => other.person === person)
  return passed ? `Not asked: ${passedWords(passed)}.` : null
}

const overriddenWords: Readonly<Record<Overridden, string>> = {
  vetting: 'they lack the check it calls for',
  vetting_expired: 'their check has run out',
  unconfirmed: 'nobody had approved them',
  vehicle: 'they lack the vehicle it calls for',
}

/** What is said of somebody a planner chose; the planner's own reason is sealed, and stands in the console's log. */
export const byHandWords = (overridden: Overridden | undefined): string =>
  overridden
    ? `Sent by a planner, with a reason in the log, although ${overriddenWords[overridden]}.`
    : 'Sent by a planner, with a reason in the log.'

/** What is said of somebody of whom no wave says anything in particular. */
export const notAmong = (wave: Wave): string =>
  `Not among the nearest who fitted: ${wave.considered} were looked at, ${wave.decided?.candidates.length ?? wave.chosen.length} of them could have been asked.`

const nth = (n: number): string =>
  `${n}${n % 10 === 1 && n % 100 !== 11 ? 'st' : n % 10 === 2 && n % 100 !== 12 ? 'nd' : n % 10 === 3 && n % 100 !== 13 ? 'rd' : 'th'}`

export const metresWords = (metres: number): string =>
  metres < 1_000 ? `${metres} m` : `${(metres / 1_000).toFixed(1)} km`

function standing(one: Considered, { manner, wantedNext, usual }: DecidedFrom): string {
  const away = `${metresWords(one.metres)} away`
  if (wantedNext.includes(one.person)) return `a planner wanted them next; ${away}`
  if (usual === one.person) return `they do this every week; ${away}`
  if (one.offer !== null)
    return `they had offered this; ${away}${one.tired === null ? '' : `; ${tiredWords[one.tired]}, which does not count for what they offered`}`
  const said = reasons(one, manner)
  const broken = one.tired === null ? '' : `; ${tiredWords[one.tired]}, set aside because life is at risk`
  return `${away}${said.length > 0 ? `, counted as ${metresWords(Math.max(0, costM(one, manner)))} because ${list(said)}` : ''}${broken}`
}

/** What counts besides the distance. */
function reasons(
  { ownPpm, askedDay, askedWeek, idleDays, ...one }: Considered,
  manner: DecidedFrom['manner'],
): string[] {
  if (manner === 'life') return []
  const idle = { ...one, ownPpm: 1_000_000, askedDay: 0, askedWeek: 0 }
  const brought = costM({ ...idle, idleDays: 0 }, manner) - costM({ ...idle, idleDays }, manner)
  return [
    ...(askedDay > 0 ? [`asked ${times(askedDay)} today`] : []),
    ...(askedWeek > askedDay ? [`asked ${times(askedWeek)} this week`] : []),
    ...(ownPpm > 1_100_000 ? ['they say yes more often than most'] : []),
    ...(ownPpm < 900_000 ? ['they say yes less often than most'] : []),
    ...(brought > 0 ? [`not asked for ${idleDays} days`] : []),
  ]
}

const times = (n: number): string => (n === 1 ? 'once' : n === 2 ? 'twice' : `${n} times`)
const list = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`

const tiredWords = {
  asked_enough: `asked ${mostAsksADay} times within a day`,
  resting: 'said no or did a job within two hours',
} as const

function notReached(one: Considered, last: Considered | undefined, wave: Wave): string {
  const enough = `${wave.chosen.length} ${wave.chosen.length === 1 ? 'was' : 'were'} enough`
  const mine = standing(one, wave.decided!)
  if (!last) return `Not asked: nobody more was needed; ${mine}.`
  return `Not asked in this round: ${enough} and came first, the last of them ${standing(last, wave.decided!)}; this one is ${mine}.`
}

const passedOverWords: Readonly<Record<Exclusion, (by: number | null) => string>> = {
  skill: () => 'does not offer this',
  vetting: () => 'lacks the check it needs',
  vetting_expired: (by) => `their check ran out${by === null ? '' : ` ${days(by)} ago`}`,
  vehicle: () => 'lacks the vehicle it needs',
  own_radius: (by) => `out of own radius${by === null ? '' : ` by ${metresWords(by)}`}`,
  kind_radius: (by) => `too far away for this${by === null ? '' : ` by ${metresWords(by)}`}`,
  hours: () => 'not free at this hour',
  away: () => 'away',
  overlap: () => 'has promised the time elsewhere',
  opted_out: () => 'gets no texts from us',
  kept_clear: () => 'in an area that is kept clear',
  muted: () => 'wants no such requests for now',
  asked_before: () => 'asked for this before',
  unconfirmed: () => 'not approved yet',
  own_need: () => 'asked for it themselves',
  in_menu: () => 'in the middle of a question',
  asked_enough: (by) => `asked ${by ?? 3} times today`,
  resting: (by) => `said no or finished a job ${by === null ? 'lately' : `${by} minutes ago`}`,
  planner_no: () => 'a planner did not want them asked',
  hygiene: () => 'nobody has confirmed their kitchen, which cooking every week needs',
  blocked: () => 'never to be matched with whoever asked for it',
  unsuitable: () => 'what they offer is not known to suit',
}

const days = (n: number): string => (n === 1 ? '1 day' : `${n} days`)

export const passedWords = ({ why, by, metres }: PassedOver): string =>
  `${(passedOverWords[why as Exclusion] ?? (() => why))(by)} (${metresWords(metres)} away)`

/** Why a wave began, for a sentence that begins with the time. */
export const reasonWords: Readonly<Record<WaveReason, string>> = {
  opened: 'the request came in',
  time_passed: 'nobody had answered in time',
  declined: 'somebody said no',
  dropped: 'somebody could not come after all',
  overdue: 'somebody fell silent',
  planner: 'a planner asked for more people',
  ranked: 'a planner wanted somebody asked next',
  offer: 'a new offer came in',
  reopened: 'it was not done after all',
}
