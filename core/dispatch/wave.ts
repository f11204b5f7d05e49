import { kinds } from '../kinds.ts'
import { passedOver } from '../matching/by-how-much.ts'
import { besides, unavailable } from '../matching/eligible.ts'
import { type Decided, needFact, personFact } from '../needs/decision.ts'
import { type Need, type PutOffReason, seatsFree, stillAsked, type WaveReason } from '../needs/need.ts'
import { nextLetter } from '../people/letters.ts'
import type { Person } from '../people/person.ts'
import { type Instant, isNight, minutes, plus, quietUntil } from '../time.ts'
import { choose, type Facts, wavePolicy } from './choose.ts'
import type { Considered, PassedOver, Together } from './decided-from.ts'
import { asksOf, tiredOf } from './history.ts'
import { factorPpm, type Learnt, missedPpm, ownPpm, tableOf } from './learning.ts'
import type { Manner } from './order.ts'
import { aimS } from './pace.ts'
import { answeredByS } from './response.ts'

export interface Candidate {
  readonly person: Person
  readonly metres: number
  readonly offer: string | null
  /** Needs that portions of the same offer are promised to: they keep nobody from one more. */
  readonly promisedTo?: readonly string[]
}

export interface Proposal {
  readonly considered: number
  readonly excluded: Readonly<Record<string, number>>
  /** As the index and the offers propose them. */
  readonly candidates: readonly Candidate[]
  /** The nearest of those left out, with the reason. */
  readonly passedOver: readonly PassedOver[]
}

export interface Asking {
  readonly reason: WaveReason
  readonly now: Instant
  readonly learnt: Learnt
  /** So many texts the budget has left; as many as are wanted unless given. */
  readonly textsLeft?: number
}

/** The most people one need may have asked: the budget for its texts. Where life is at risk there is none. */
const mostAsksPerNeed = 200
/** Texts that a long number sends in the minute a wave has. */
const textsPerWave = 60
/** A planner who asks for more gets so many more for each free seat. */
const morePerSeat = 3
/** Somebody who says yes and is not there so long after they should have been is replaced. */
const graceMin = 15
/** People asked last are given the time in which so many of the yeses come before a planner is called. */
const fairShare = 0.6
const fairWithinS = 3_600
/** Everybody who could be asked is asked for something that comes first: we look again after this long. */
const othersFirstMs = minutes(1)
/** So long whoever usually does it has to answer before others are asked. */
const usualWaitS = 2 * 3_600
/** So many of those passed over are written down. */
const passedOverWritten = 30

/** What counts in the order of asking for this need. */
export const mannerOf = ({ kind, urgency }: Need): Manner =>
  kinds[kind].lifeSafety || urgency === 'life' ? 'life' : urgency === 'urgent' ? 'urgent' : 'unhurried'

/** A need with all that its next wave is decided from. */
export interface Prepared {
  readonly need: Need
  readonly considered: number
  readonly able: readonly Candidate[]
  readonly excluded: Readonly<Record<string, number>>
  readonly passedOver: readonly PassedOver[]
  readonly facts: Facts
}

/** What the other needs of the same plan leave to this one. */
export interface Share {
  readonly together: Together
  readonly kept: NonNullable<Facts['kept']>
}

/** Letters that rounds decided at once gave before, by person: nobody has one twice. */
export type Given = Map<string, string[]>

/**
 * The next wave of a need: as few of those who can still be asked as fill it in time, each with a letter of their own.
 *
 * Returns what is to be written: a wave, one put off because it is night or enough are asked, or nothing when nobody is
 * left to ask and waiting for those asked is not enough.
 */
export function startWave(need: Need, proposal: Proposal, asking: Asking): Decided[] {
  const quiet = quietFor(need, asking)
  return quiet ?? decideWave(prepareWave(need, proposal, asking), asking, new Map())
}

/** Asking put off because it is night; null where it is not, or a planner wants it now. */
export function quietFor(need: Need, { reason, now }: Asking): Decided[] | null {
  const quiet = kinds[need.kind].quiet && need.urgency !== 'urgent' && need.urgency !== 'life' ? quietUntil(now) : null
  return quiet !== null && reason !== 'planner' && reason !== 'ranked' ? [putOff(need, quiet, 'quiet_hours')] : null
}

/** Of those proposed, who can be asked, and what the choice among them is made from. */
export function prepareWave(need: Need, proposal: Proposal, asking: Asking): Prepared {
  const { able, excluded, turnedOut } = ableOf(need, proposal, asking.now)
  const passedOver = [...turnedOut, ...proposal.passedOver].slice(0, passedOverWritten)
  return { need, considered: proposal.considered, able, excluded, passedOver, facts: factsOf(need, able, asking) }
}

/** What is to be written of a prepared wave; `share`: where other needs want the same people. */
export function decideWave(prepared: Prepared, asking: Asking, given: Given, share: Share | null = null): Decided[] {
  const { need, considered, able, excluded, passedOver } = prepared
  const { reason, now } = asking
  const facts = share ? sharedFacts(prepared.facts, share) : prepared.facts
  const { chosen, allowedPpm, emptyPpm, reviewS } = choose(facts)
  const fallsShort = emptyPpm > allowedPpm
  const fairS = chosen.length === able.length && fallsShort ? Math.max(reviewS, fairWaitS(facts)) : reviewS
  const nextS = facts.usual === undefined ? fairS : Math.max(fairS, usualWaitS)
  if (chosen.length === 0 && share && share.kept.length > 0)
    return [putOff(need, plus(now, othersFirstMs), 'others_first')]
  if (chosen.length === 0) return withoutAsking(need, { fallsShort, nextS, asking, facts })
  const { seats, ...from } = facts
  const letters = new Map(chosen.map(({ person }) => [person, letterFor(able, person, asking, given)]))
  return [
    needFact(need.id)('wave_started', {
      ...{ policy: wavePolicy, seats, considered, excluded },
      chosen: chosen.map(({ person, metres, offer }) => ({ person, letter: letters.get(person)!, metres, offer })),
      ...{ wave: need.wave + 1, reason, endsAt: plus(now, nextS * 1_000) },
      decided: {
        ...{ ...from, allowedPpm, emptyPpm, reviewS: nextS, passedOver },
        ...(share ? { together: share.together } : {}),
      },
    }),
    ...chosen.map(({ person }) =>
      personFact(person)('invited', { need: need.id, kind: need.kind, letter: letters.get(person)! }),
    ),
  ]
}

/** Nobody but those the plan left to this need, and no more of them than it wanted: the rest may be another's. */
const sharedFacts = (facts: Facts, { kept, together }: Share): Facts => ({
  ...facts,
  kept,
  most: Math.min(facts.most, together.wants),
})

function letterFor(able: readonly Candidate[], id: string, { now }: Asking, given: Given): string {
  const { person } = able.find((one) => one.person.id === id)!
  const before = given.get(id) ?? []
  const letter = nextLetter([...person.items.map((item) => item.letter), ...before], person.retired, now)
  given.set(id, [...before, letter])
  return letter
}

const putOff = (need: Need, until: Instant, reason: PutOffReason): Decided =>
  needFact(need.id)('wave_put_off', { until, reason })

function withoutAsking(
  need: Need,
  { fallsShort, nextS, asking, facts }: { fallsShort: boolean; nextS: number; asking: Asking; facts: Facts },
): Decided[] {
  const { now } = asking
  if (!fallsShort) return [putOff(need, plus(now, nextS * 1_000), 'enough_asked')]
  const lastS = Math.min(...facts.waiting.map(({ ageS }) => ageS))
  const stillFairS = fairWaitS(facts) - lastS // minus infinity when nobody is asked
  if (stillFairS > 0) return [putOff(need, plus(now, stillFairS * 1_000), 'enough_asked')]
  return []
}

const fairWaitS = ({ table }: Facts): number => answeredByS(table, fairShare, fairWithinS)

/** Of those proposed, who can be asked once their record is read, and how many are left out for which reason. */
function ableOf(
  need: Need,
  { candidates, excluded }: Proposal,
  now: Instant,
): { able: Candidate[]; excluded: Record<string, number>; turnedOut: PassedOver[] } {
  const counted: Record<string, number> = { ...excluded }
  const able: Candidate[] = []
  const turnedOut: PassedOver[] = []
  for (const candidate of candidates) {
    const { person, metres } = candidate
    const twice = able.some((other) => other.person.id === person.id)
    const free = besides(person, candidate.promisedTo)
    const why = twice ? 'asked_before' : unavailable(need, free, now, candidate.offer !== null)
    if (why) counted[why] = (counted[why] ?? 0) + 1
    else able.push(candidate)
    if (why && !twice) turnedOut.push(passedOver(need, { person, profile: null, metres, why }, now))
  }
  return { able, excluded: counted, turnedOut }
}

function factsOf(need: Need, able: readonly Candidate[], { reason, now, learnt, textsLeft }: Asking): Facts {
  const kind = kinds[need.kind]
  const seats = seatsFree(need)
  const about = (person: string, metres: number) => ({ person, metres, kind: need.kind, night: isNight(now) })
  const candidates = able.map(
    ({ person, metres, offer, promisedTo = [] }): Considered => ({
      ...{ person: person.id, offer, metres, ...asksOf(person, now), tired: tiredOf(person, now) },
      ...(promisedTo.length > 0 ? { promisedTo } : {}),
      ...{ ownPpm: ownPpm(learnt, person.id), factorPpm: factorPpm(learnt, about(person.id, metres)) },
    }),
  )
  const leftS = aimS({
    ...{ leftS: leftForS(need, reason, now), seats, missedPpm: missedPpm(learnt) },
    noticedAfterS: (kind.arriveInMin + graceMin) * 60,
  })
  const wantedNext = (need.next ?? []).filter((person) => candidates.some((one) => one.person === person))
  const facts = {
    ...{ manner: mannerOf(need), leftS, targetPpm: kind.fill.targetPpm, seats, wantedNext },
    ...{ table: tableOf(learnt, kind.answered), most: mostNow(need, textsLeft) },
    least: leastNow(reason, seats, candidates, wantedNext),
    waiting: stillAsked(need).map(({ person, metres, at }) => ({
      ...{ person, ageS: Math.max(0, Math.floor((Date.parse(now) - Date.parse(at)) / 1_000)) },
      factorPpm: factorPpm(learnt, about(person, metres)),
    })),
  }
  const usual = usualOf(need, candidates)
  return { ...facts, candidates, ...(usual === null ? {} : { usual, least: 1, most: 1 }) }
}

/** Who does it every week is asked alone, once: if they say no or nothing, others are. */
const usualOf = (need: Need, candidates: readonly Considered[]): string | null =>
  candidates.find(({ person }) => need.wave === 0 && person === need.weekly?.usual)?.person ?? null

const mostNow = (need: Need, textsLeft = Number.POSITIVE_INFINITY): number =>
  mannerOf(need) === 'life'
    ? textsPerWave
    : Math.max(0, Math.min(textsPerWave, mostAsksPerNeed - need.invitations.length, textsLeft))

/** Who said no is replaced at once, whatever the chance; a planner and a new offer are heeded. */
function leastNow(
  reason: WaveReason,
  seats: number,
  candidates: readonly Considered[],
  wantedNext: readonly string[],
): number {
  if (reason === 'planner') return morePerSeat * seats
  if (reason === 'ranked') return wantedNext.length
  if (reason === 'offer') return candidates.filter(({ offer }) => offer !== null).length
  return reason === 'time_passed' ? 0 : 1
}

/** Seconds until the seats should be taken; a need that has run over is hurried, not given up. */
function leftForS(need: Need, reason: WaveReason, now: Instant): number {
  const { withinMin } = kinds[need.kind].fill
  const begins = ['dropped', 'overdue', 'reopened'].includes(reason) ? now : (need.invitations[0]?.at ?? now)
  const left = Date.parse(begins) + minutes(withinMin) - Date.parse(now)
  return Math.floor(Math.max(minutes(withinMin) / 3, left) / 1_000)
}
