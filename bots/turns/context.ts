import { rows } from '../../adapters/db/client.ts'
import type { InboxItem } from '../../adapters/db/inbox.ts'
import type { UnitOfWork } from '../../adapters/db/unit-of-work.ts'
import type { Pin } from '../../core/channel.ts'
import type { Need } from '../../core/needs/need.ts'
import { nextLetterOf, type Person } from '../../core/people/person.ts'
import { minutes } from '../../core/time.ts'
import type { Context, Sent, State } from '../conversations/types.ts'
import { claimsOf, speakingFor } from './another-phone.ts'
import type { House } from './house.ts'
import { inAnswerTo, mentionsIn } from './places.ts'

/** Whose turn it is, and what they wrote. */
export interface Said {
  readonly person: Person
  readonly text: string
  readonly state: State
  readonly pin: Pin | null
  readonly carrierKeyword: InboxItem['carrierKeyword']
  readonly confirm?: Context['confirm']
}

/** Every fact that a step of the conversation may look at. */
export async function contextOf(
  house: House,
  unit: UnitOfWork,
  { person, text, pin, state, carrierKeyword, confirm = null }: Said,
): Promise<Context> {
  const items = [...person.items, ...person.closed].filter((i) => i.purpose !== 'menu' && i.purpose !== 'alarm')
  const needs = (await unit.loadAll('need', [...new Set([...person.needs, ...items.map((i) => i.about)])])).filter(
    (n): n is Need => n !== undefined,
  )
  const about = new Map(needs.map((need) => [need.id, need]))
  return {
    now: unit.at,
    us: house.us,
    person,
    places: await mentionsIn(house, inAnswerTo(state, text), pin),
    sent: items.length === 0 ? [] : await sentTo(unit, person.id),
    freeLetter: nextLetterOf(person, unit.at),
    triage: house.triage.triage(text),
    needs: person.needs.flatMap((id) => about.get(id) ?? []),
    about,
    carrierKeyword,
    confirm,
    claims: await claimsOf(house, unit, state),
    speakingFor: await speakingFor(unit, state),
  }
}

async function sentTo(unit: UnitOfWork, person: string): Promise<Sent[]> {
  const sql = `SELECT state->>'purpose' AS purpose, state->>'need' AS need, state->>'at' AS at FROM messages
    WHERE state->>'person' = $1 AND state->>'direction' = 'out' AND state->>'at' > $2 ORDER BY state->>'at' DESC LIMIT 30`
  const since = new Date(unit.now.getTime() - minutes(30)).toISOString()
  return rows<Sent>(unit.client, sql, [person, since])
}
