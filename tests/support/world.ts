import { nothingLearnt } from '../../core/dispatch/learning.ts'
import { type Candidate, startWave } from '../../core/dispatch/wave.ts'
import type { KindId } from '../../core/kinds.ts'
import type { Entry } from '../../core/ledger/entry.ts'
import { evolve } from '../../core/ledger/streams.ts'
import {
  acceptInvitation,
  acknowledgeBriefing,
  declineInvitation,
  dropAssignment,
  letGo,
  type Report,
  reportAssignment,
} from '../../core/needs/answers.ts'
import { assignByHand } from '../../core/needs/by-hand.ts'
import { closeNeed, startDoneCheck } from '../../core/needs/closing.ts'
import { type Decided, needFact, personFact } from '../../core/needs/decision.ts'
import { type Need, running, seatsFree, standbys, type WaveReason } from '../../core/needs/need.ts'
import { nextLetterOf, type Person } from '../../core/people/person.ts'
import type { Result } from '../../core/result.ts'
import { type Instant, plus } from '../../core/time.ts'

const reporter = 'resident'

/** Needs and people without a database: what the rules decide is folded in at once, as the engine does it. */
export class World {
  readonly needs = new Map<string, Need>()
  readonly people = new Map<string, Person>()
  now: Instant
  #versions = new Map<string, number>()

  constructor(startsAt: Instant) {
    this.now = startsAt
    this.meet(reporter)
  }

  need = (id: string): Need => this.needs.get(id)!
  person = (id: string): Person => this.people.get(id)!

  pass(ms: number): void {
    this.now = plus(this.now, ms)
  }

  meet(id: string): void {
    const given = { purpose: 'volunteering', lawfulBasis: 'consent', source: 'test', retention: 'test', language: 'en' }
    this.apply([personFact(id)('person_met', { address: `address-${id}`, ...given, lawfulBasis: 'consent' })])
  }

  report(id: string, kind: KindId, wanted: number): void {
    const asked = { kind, wanted, urgency: 'urgent', portions: null, requirements: [], vetting: 'none' } as const
    const body = { ...asked, vehicle: 'none', reporter, details: 'd', latE2: 0, lonE2: 0, by: this.now } as const
    this.apply([needFact(id)('need_reported', { ...body, channel: 'test' })])
  }

  wave(id: string, people: readonly string[], reason: WaveReason): void {
    const need = this.need(id)
    if (need.status !== 'open' || seatsFree(need) === 0) return
    const candidates = people.map((p): Candidate => ({ person: this.person(p), metres: 100, offer: null }))
    const proposal = { considered: people.length, excluded: {}, candidates, passedOver: [] }
    this.apply(startWave(need, proposal, { reason, now: this.now, learnt: nothingLearnt() }))
  }

  accept(id: string, person: string, inMin: number | null): string {
    const how = { now: this.now, inMin, condition: null, how: 'answered' } as const
    return this.#try(acceptInvitation(this.need(id), this.person(person), null, how))
  }

  decline(id: string, person: string): string {
    return this.#try(declineInvitation(this.need(id), this.person(person), null))
  }

  acknowledge(id: string, person: string): string {
    return this.#try(acknowledgeBriefing(this.need(id), this.person(person)))
  }

  tell(id: string, person: string, report: Report): string {
    const told = this.#try(reportAssignment(this.need(id), this.person(person), report, this.now))
    const need = this.need(id)
    const over = running(need).length === 0 && seatsFree(need) === 0 && need.status === 'filled'
    if (report === 'done' && over)
      this.apply(startDoneCheck(need, nextLetterOf(this.person(reporter), this.now), this.now))
    return told
  }

  drop(id: string, person: string): string {
    const dropped = this.#try(dropAssignment(this.need(id), this.person(person), 'said_so'))
    if (dropped === 'ok') this.refill(id)
    return dropped
  }

  /** As the timer of a silent assignment does it. */
  overdue(id: string, person: string): void {
    const assignment = running(this.need(id)).find((a) => a.person === person)
    if (!assignment || this.need(id).status === 'closed') return
    const replaced = assignment.state === 'briefing' || assignment.state === 'accepted'
    const freed = replaced ? letGo(this.need(id), person, assignment.letter, 'overdue') : []
    this.apply([...freed, needFact(id)('assignment_overdue', { person, replaced })])
    if (replaced) this.refill(id)
  }

  /** The first of the reserve who can takes the free seat. */
  refill(id: string): void {
    for (const { person } of standbys(this.need(id))) {
      const how = { now: this.now, inMin: null, condition: null, how: 'from_reserve' } as const
      if (this.#try(acceptInvitation(this.need(id), this.person(person), null, how)) === 'ok') return
    }
  }

  assign(id: string, person: string): string {
    return this.#try(
      assignByHand(this.need(id), this.person(person), null, {
        ...{ now: this.now, reasonRef: 'r', suits: true, override: true },
      }),
    )
  }

  close(id: string): void {
    const item = this.person(reporter).items.find((i) => i.purpose === 'done_check' && i.about === id)
    this.apply(closeNeed(this.need(id), 'withdrawn', null, item?.letter ?? null))
  }

  dispute(id: string): void {
    if (this.need(id).status !== 'done') return
    const item = this.person(reporter).items.find((i) => i.purpose === 'done_check' && i.about === id)!
    const closed = personFact(reporter)('item_closed', { letter: item.letter, outcome: 'disputed' })
    this.apply([closed, needFact(id)('done_disputed', {})])
  }

  apply(decided: readonly Decided[]): void {
    for (const { stream, fact } of decided) {
      const [aggregate, id] = stream.split('/') as ['need' | 'person', string]
      const states = (aggregate === 'need' ? this.needs : this.people) as Map<string, Need | Person>
      const version = (this.#versions.get(stream) ?? 0) + 1
      this.#versions.set(stream, version)
      const entry = { ...envelope, ...fact, id: `${stream}/${version}`, stream, version, at: this.now } as Entry
      states.set(id, evolve<'need' | 'person'>(states.get(id), entry))
    }
  }

  #try(decided: Result<Decided[], string>): string {
    if (!decided.ok) return decided.error
    this.apply(decided.value)
    return 'ok'
  }
}

const envelope = {
  ...{ format: 1, authority: 'authority', bodyVersion: 1, happenedAt: '', actor: 'job/test', onBehalfOf: null },
  ...{ cause: null, incident: null, exercise: false },
}
