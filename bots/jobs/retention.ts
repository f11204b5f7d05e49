import { forgetEndedHandOvers } from '../../adapters/db/hand-overs.ts'
import { forgetEndedLinkCodes } from '../../adapters/db/link-codes.ts'
import * as outdated from '../../adapters/db/outdated.ts'
import { forgetEndedLinks } from '../../adapters/db/own-links.ts'
import { forgetUses } from '../../adapters/db/page-uses.ts'
import type { Message } from '../../core/messages/message.ts'
import { type Decided, needFact, personFact } from '../../core/needs/decision.ts'
import type { Need } from '../../core/needs/need.ts'
import { type ErasedBody, inParts, nothingDestroyed } from '../../core/privacy/destroyed.ts'
import type { RetentionCounts, RetentionRules } from '../../core/privacy/retention.ts'
import { days, minutes, wallClock } from '../../core/time.ts'
import { erasePerson, inErasingTurn } from '../turns/erasing.ts'
import type { House } from '../turns/house.ts'

const job = { actor: 'job/retention', why: 'retention' } as const
const batch = 200
const firstId = '00000000-0000-0000-0000-000000000000'
const atMinute = 3 * 60 + 30

/** Lets go of old records once a day, at half past three at night or when there was next somebody to do it. */
export async function retainDaily(house: House, rules: RetentionRules): Promise<RetentionCounts | null> {
  const now = house.now()
  const since = (wallClock(now.toISOString()).minute - atMinute + 1440) % 1440
  const dueAt = new Date(now.getTime() - minutes(since))
  return (await outdated.takeTurnOf(house.pool, 'retention', dueAt, now)) ? applyRetention(house, rules) : null
}

/**
 * Lets go of every record whose time is over. What a legal hold stands on is passed over and counted; so is whoever has
 * part in it. Entries stay, and can be opened: they hold codes only.
 */
export async function applyRetention(house: House, rules: RetentionRules): Promise<RetentionCounts> {
  const ago = (n: number): Date => new Date(house.now().getTime() - days(n))
  await forgetEndedLinks(house.pool, house.now())
  await forgetUses(house.pool, house.now())
  await forgetEndedHandOvers(house.pool, house.now())
  await forgetEndedLinkCodes(house.pool, house.now(), ago(1))
  const needs = await letGo(house, ago(rules.needDays), letGoOfNeeds)
  const texts = await letGo(house, ago(rules.messageDays), letGoOfTexts)
  const volunteers = await letGo(house, ago(rules.volunteerDays), letGoOfPeople('volunteer'))
  const residents = await letGo(house, ago(rules.residentDays), letGoOfPeople('resident'))
  const incidents = await letGo(house, ago(Math.round(rules.decisionYears * 365.25)), letGoOfIncidents)
  const counts: RetentionCounts = {
    needs: needs.gone,
    texts: texts.gone,
    people: volunteers.gone + residents.gone,
    incidents: incidents.gone,
    held: [needs, texts, volunteers, residents, incidents].reduce((sum, one) => sum + one.held, 0),
  }
  await note(house, counts)
  return counts
}

interface Round {
  readonly gone: number
  readonly held: number
  /** The last id that was looked at; null when there are no more. */
  readonly last: string | null
}

type LetGo = (house: House, of: outdated.Outdated) => Promise<Round>

async function letGo(house: House, before: Date, round: LetGo): Promise<{ gone: number; held: number }> {
  const sum = { gone: 0, held: 0 }
  for (let after: string | null = firstId; after !== null; ) {
    const done: Round = await round(house, { authority: house.authority, before, after, limit: batch })
    sum.gone += done.gone
    sum.held += done.held
    after = done.last
  }
  return sum
}

const lastOf = (ids: readonly string[]): string | null => (ids.length < batch ? null : ids.at(-1)!)

const body = { why: 'retention', reasonRef: null } as const
const whole = { part: 1, parts: 1 } as const

const letGoOfNeeds: LetGo = async (house, of) => {
  const old = await outdated.closedNeeds(house.pool, of)
  const free = await withoutHeld(house, old, ({ id, incident, reporter }) => [id, reporter, incident ?? id])
  const ids = free.map(({ id }) => id)
  const loose = await outdated.looseTextsOf(house.pool, house.authority, ids)
  await erasing(
    house,
    ids.flatMap((id) => {
      const parts = inParts({ ...nothingDestroyed, keys: [id], ...loose.get(id) })
      return parts.map((one, i): Decided => {
        const said: ErasedBody = { ...one, ...body, part: i + 1, parts: parts.length }
        return needFact(id)('need_erased', said)
      })
    }),
  )
  return { gone: free.length, held: old.length - free.length, last: lastOf(old.map(({ id }) => id)) }
}

const letGoOfTexts: LetGo = async (house, of) => {
  const old = await outdated.oldTexts(house.pool, of)
  const incidents = await incidentsOf(house, old)
  const free = await withoutHeld(house, old, ({ person, need }) => [
    person,
    need ?? person,
    incidents.get(need) ?? person,
  ])
  const texts = (all: readonly Message[], way: Message['direction']) =>
    all.filter(({ direction }) => direction === way).map(({ text }) => text)
  await erasing(
    house,
    [...Map.groupBy(free, ({ person }) => person)].map(([person, all]) => {
      const said = { ...nothingDestroyed, ...body, ...whole, values: texts(all, 'out'), inbox: texts(all, 'in') }
      return personFact(person)('texts_erased', said)
    }),
  )
  return { gone: free.length, held: old.length - free.length, last: lastOf(old.map(({ id }) => id)) }
}

async function incidentsOf(house: House, messages: readonly Message[]): Promise<ReadonlyMap<string | null, string>> {
  const needs = [...new Set(messages.flatMap(({ need }) => need ?? []))]
  const sql = 'SELECT state FROM needs WHERE authority_id = $1 AND id = ANY($2)'
  const { rows } = await house.pool.query<{ state: Need }>(sql, [house.authority, needs])
  return new Map(rows.flatMap(({ state }) => (state.incident ? [[state.id, state.incident] as const] : [])))
}

const letGoOfPeople =
  (sort: 'volunteer' | 'resident'): LetGo =>
  async (house, of) => {
    const silent = await outdated.silentPeople(house.pool, sort, of)
    const done = { gone: 0, held: 0 }
    for (const id of silent) {
      const erased = await erasePerson(house, id, job)
      if (erased.ok) done.gone++
      else if (erased.error === 'held') done.held++
    }
    return { ...done, last: lastOf(silent) }
  }

const letGoOfIncidents: LetGo = async (house, of) => {
  const old = await outdated.closedIncidents(house.pool, of)
  const free = old.filter((incident) => !incident.hold)
  await erasing(
    house,
    free.map(({ id }) => ({
      stream: `incident/${id}`,
      fact: { type: 'incident_erased', body: { ...nothingDestroyed, ...body, ...whole, keys: [id] } },
    })),
  )
  return { gone: free.length, held: old.length - free.length, last: lastOf(old.map(({ id }) => id)) }
}

async function withoutHeld<T>(house: House, all: readonly T[], idsOf: (one: T) => readonly string[]): Promise<T[]> {
  const held = await outdated.heldAmong(house.pool, house.authority, [...new Set(all.flatMap(idsOf))])
  return all.filter((one) => !idsOf(one).some((id) => held.has(id)))
}

const erasing = (house: House, decided: readonly Decided[]): Promise<void> =>
  decided.length === 0 ? Promise.resolve() : inErasingTurn(house, job, (turn) => turn.decide(decided))

async function note(house: House, counts: RetentionCounts): Promise<void> {
  if (Object.values(counts).every((n) => n === 0)) return
  const { needs, people, texts, incidents, held } = counts
  house.log(
    `retention: let go of ${needs} needs, ${texts} texts, ${people} people and ${incidents} incidents; ${held} passed over, a legal hold stands on them`,
  )
  const fact = { type: 'retention_applied', body: counts }
  await inErasingTurn(house, job, (turn) => turn.decide([{ stream: `incident/${house.standingIncident}`, fact }]))
}
