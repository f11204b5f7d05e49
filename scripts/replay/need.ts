import type { Db } from '../../adapters/db/client.ts'
import { streamEntries } from '../../adapters/db/stream-entries.ts'
import { replayWave } from '../../core/dispatch/replay.ts'
import { notAmong, reasonWords, type Wave, whyInWave } from '../../core/dispatch/why.ts'
import type { Entry } from '../../core/ledger/entry.ts'
import { evolve } from '../../core/ledger/streams.ts'
import type { Need } from '../../core/needs/need.ts'
import type { Person } from '../../core/people/person.ts'

export interface Replayed {
  readonly lines: readonly string[]
  /** How many things differ from what the ledger says. */
  readonly differences: number
}

/** Makes every choice of a need again from the ledger alone, and says of each whether it comes out the same. */
export async function replayNeed(db: Db, id: string): Promise<Replayed> {
  const entries = (await streamEntries(db, [`need/${id}`])).get(`need/${id}`)!
  const waves = entries.filter(({ type }) => type === 'wave_started')
  if (waves.length === 0) return { lines: ['Nobody was ever asked for this.'], differences: 0 }
  const people = await streamEntries(db, [...new Set(waves.flatMap(peopleIn))])
  const replayed = waves.map((wave) => ({ wave, wrong: differencesOf(wave, entries, people) }))
  return {
    lines: replayed.flatMap(({ wave, wrong }) => [headOf(wave, wrong), ...wrong.map((what) => `  DIFFERS  ${what}`)]),
    differences: replayed.reduce((sum, { wrong }) => sum + wrong.length, 0),
  }
}

const bodyOf = (entry: Entry): Wave => entry.body as Wave

const peopleIn = (entry: Entry): string[] =>
  (bodyOf(entry).decided?.candidates ?? []).map(({ person }) => `person/${person}`)

function headOf(entry: Entry, wrong: readonly string[]): string {
  const { wave, reason, chosen, seats, considered, policy, decided } = bodyOf(entry)
  const outcome = wrong.length > 0 ? 'comes out differently' : 'comes out the same'
  const again =
    decided === null ? 'decided by policy 1, which wrote down less than a choice can be made again from' : outcome
  return `${entry.at}  round ${wave}, because ${reasonWords[reason]}: ${chosen.length} asked for ${seats} of ${considered} looked at, policy ${policy}: ${again}`
}

function differencesOf(wave: Entry, need: readonly Entry[], people: ReadonlyMap<string, readonly Entry[]>): string[] {
  const before = folded<'need'>(need.filter(({ version }) => version < wave.version))
  const states = peopleIn(wave).map((stream): [string, Person | undefined] => [
    stream.slice('person/'.length),
    folded<'person'>(earlier(people.get(stream) ?? [], wave)),
  ])
  const known = new Map(states.filter((pair): pair is [string, Person] => pair[1] !== undefined))
  return replayWave(bodyOf(wave), { need: before as Need, people: known, at: wave.at })
}

/** Somebody's entries from before the wave: up to its own question to them, or to what bears a later id. */
function earlier(entries: readonly Entry[], wave: Entry): readonly Entry[] {
  const need = wave.stream.slice('need/'.length)
  const asked = entries.findIndex(
    ({ type, at, body }) => type === 'invited' && at === wave.at && (body as { need: string }).need === need,
  )
  return asked >= 0 ? entries.slice(0, asked) : entries.filter(({ id }) => id < wave.id)
}

const folded = <A extends 'need' | 'person'>(entries: readonly Entry[]) =>
  entries.reduce<ReturnType<typeof evolve<A>> | undefined>((state, entry) => evolve<A>(state, entry), undefined)

/** Why one person was asked for a need, or was not: a sentence for each round that says something of them. */
export async function whyPerson(db: Db, id: string, person: string): Promise<string[]> {
  const entries = (await streamEntries(db, [`need/${id}`])).get(`need/${id}`)!
  const waves = entries.filter(({ type }) => type === 'wave_started').map(bodyOf)
  if (waves.length === 0) return ['Nobody was ever asked for this.']
  const said = waves.flatMap((wave) => {
    const why = whyInWave(wave, person)
    return why ? [`Round ${wave.wave}: ${why}`] : []
  })
  return said.length > 0 ? said : [notAmong(waves[0]!)]
}
