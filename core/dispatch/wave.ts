import { kinds } from '../kinds.ts'
import { unavailable } from '../matching/eligible.ts'
import { type Decided, needFact, personFact } from '../needs/decision.ts'
import { type Chosen, type Need, seatsFree, stillAsked, type WaveReason } from '../needs/need.ts'
import { nextLetterOf, type Person } from '../people/person.ts'
import { type Instant, plus, quietUntil } from '../time.ts'

/** The rule that chose: raised whenever the choice for the same facts would change. */
export const wavePolicy = 1

export interface Candidate {
  readonly person: Person
  readonly metres: number
  readonly offer: string | null
}

export interface Proposal {
  readonly considered: number
  readonly excluded: Readonly<Record<string, number>>
  /** Best first, as the index or the offers propose them. */
  readonly candidates: readonly Candidate[]
}

/** How many more people a wave asks: enough for each free seat, less those who have not answered yet. */
export function waveSize(need: Need, reason: WaveReason): number {
  const { perPerson } = kinds[need.kind].wave
  const seats = seatsFree(need)
  if (reason === 'declined') return Math.max(0, Math.min(seats, seats * perPerson - stillAsked(need).length))
  return seats * perPerson
}

/**
 * The next wave of a need: the best candidates that can still be asked, each with a letter of their own.
 *
 * Returns what is to be written: a wave, a wave put off to the end of quiet hours, or nothing when nobody is left.
 */
export function startWave(need: Need, proposal: Proposal, reason: WaveReason, now: Instant): Decided[] {
  const quiet = kinds[need.kind].quiet && need.urgency !== 'urgent' && need.urgency !== 'life' ? quietUntil(now) : null
  if (quiet !== null && reason !== 'planner') {
    return [needFact(need.id)('wave_put_off', { until: quiet, reason: 'quiet_hours' })]
  }
  const { chosen, excluded } = choose(need, proposal, waveSize(need, reason), now)
  if (chosen.length === 0) return []
  const endsAt = plus(now, kinds[need.kind].wave.pauseS * 1000)
  return [
    needFact(need.id)('wave_started', {
      policy: wavePolicy,
      seats: seatsFree(need),
      considered: proposal.considered,
      excluded,
      chosen,
      wave: need.wave + 1,
      reason,
      endsAt,
    }),
    ...chosen.map(({ person, letter }) => personFact(person)('invited', { need: need.id, kind: need.kind, letter })),
  ]
}

function choose(
  need: Need,
  proposal: Proposal,
  size: number,
  now: Instant,
): { chosen: Chosen[]; excluded: Record<string, number> } {
  const excluded: Record<string, number> = { ...proposal.excluded }
  const chosen: Chosen[] = []
  for (const { person, metres, offer } of proposal.candidates) {
    if (chosen.length === size) break
    const why = chosen.some((c) => c.person === person.id) ? 'asked_before' : unavailable(need, person, now)
    if (why) excluded[why] = (excluded[why] ?? 0) + 1
    else chosen.push({ person: person.id, letter: nextLetterOf(person, now), metres, offer })
  }
  return { chosen, excluded }
}
