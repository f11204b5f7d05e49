import { needsAskedFor } from '../../adapters/db/part-in.ts'
import { type Decided, needFact, personFact } from '../../core/needs/decision.ts'
import type { ShownWhy } from '../../core/people/shown.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import type { Turn } from './turn.ts'

type Shown = Promise<Result<null, 'gone'>>

const shownTo = (turn: Turn, person: string, why: ShownWhy): Decided =>
  personFact(person)('record_shown', { staff: turn.actor, why })

/** Writes down that a need's record, and the names of these people on it, are shown to whoever acts. */
export async function showNeed(turn: Turn, id: string, why: ShownWhy, people: readonly string[]): Shown {
  const need = await turn.unit.load('need', id)
  if (!need) return fail('gone')
  await turn.decide(
    [
      needFact(id)('details_disclosed', { staff: turn.actor, stage: 'console', why }),
      ...people.map((person) => shownTo(turn, person, why)),
    ],
    need,
  )
  return ok(null)
}

export async function showPeople(turn: Turn, people: readonly string[], why: ShownWhy): Shown {
  const known = await turn.unit.loadAll('person', people)
  if (known.includes(undefined)) return fail('gone')
  await turn.decide(people.map((person) => shownTo(turn, person, why)))
  return ok(null)
}

/** The same for everything there is about somebody: their record and every request of theirs. */
export async function showAll(turn: Turn, id: string, why: ShownWhy): Shown {
  if (!(await turn.unit.load('person', id))) return fail('gone')
  const needs = await needsAskedFor(turn.unit.client, turn.house.authority, id)
  await turn.decide([shownTo(turn, id, why)])
  for (const need of needs)
    await turn.decide([needFact(need.id)('details_disclosed', { staff: turn.actor, stage: 'console', why })], need)
  return ok(null)
}

export async function showMessage(turn: Turn, id: string, why: ShownWhy): Shown {
  const message = await turn.unit.load('message', id)
  if (!message) return fail('gone')
  const body = { staff: turn.actor, why }
  await turn.decide([{ stream: `message/${id}`, fact: { type: 'message_shown', body } }])
  return ok(null)
}
