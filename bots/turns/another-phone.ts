import type { UnitOfWork } from '../../adapters/db/unit-of-work.ts'
import type { Claim, Context, State } from '../conversations/types.ts'
import type { House } from './house.ts'

const mostNamesakes = 20

/** Volunteers of the name that somebody gave for themselves, with that letter open, and where each is known to live. */
export async function claimsOf(house: House, unit: UnitOfWork, state: State): Promise<Claim[]> {
  if (state.at !== 'proving') return []
  const named = house.volunteers.named(state.name, mostNamesakes)
  const people = await unit.loadAll(
    'person',
    named.map(({ person }) => person.id),
  )
  return named.flatMap(({ person: { id }, profile: { lat, lon } }, i) => {
    const holds = people[i]?.items.some(({ letter, purpose }) => letter === state.letter && purpose !== 'menu')
    return holds ? [{ person: id, point: { lat, lon } }] : []
  })
}

/** Whoever this phone was found to speak for, and the letters they hold. */
export async function speakingFor(unit: UnitOfWork, state: State): Promise<Context['speakingFor']> {
  if (state.at !== 'speaking_for') return null
  const person = await unit.load('person', state.person)
  return person ? { person: person.id, letters: person.items.map(({ letter }) => letter) } : null
}
