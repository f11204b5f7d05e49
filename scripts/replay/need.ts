import type { Db } from '../../adapters/db/client.ts'
import { streamEntries } from '../../adapters/db/stream-entries.ts'
import { replayWave } from '../../core/dispatch/replay.ts'
import { byHandWords, notAmong, reasonWords, type Wave, whyInWave } from '../../core/dispatch/why.ts'
import type { Entry } from '../../core/ledger/entry.ts'
import { evolve } from '../../core/ledger/streams.ts'
import type { Need, Overridden } from '../../core/needs/need.ts'
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
  const others = await streamEntries(db, [...new Set(waves.flatMap(rivalsIn))])
  const replayed = waves.map((wave) => {
    const plan = planOf(wave, [...others.values()].flat())
    return { wave, wrong: differencesOf({ wave, plan, entries, people }) }
  })
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

const togetherIn = (entry: Entry) => bodyOf(entry).decided?.together

const rivalsIn = (entry: Entry): string[] => (togetherIn(entry)?.needs ?? []).map((need) => `need/${need}`)

/** The rounds that were planned together with this one, in the order of their needs; itself alone where none were. */
function planOf(wave: Entry, others: readonly Entry[]): Entry[] {
  const together = togetherIn(wave)
  if (!together) return [wave]
  const same = others.filter((one) => one.type === 'wave_started' && togetherIn(one)?.plan === together.plan)
  return same.toSorted((a, b) => (a.stream < b.stream ? -1 : 1))
}

interface Replaying {
  readonly wave: Entry
  readonly plan: readonly Entry[]
  readonly entries: readonly Entry[]
  readonly people: ReadonlyMap<string, readonly Entry[]>
}

function differencesOf({ wave, plan, entries, people }: Replaying): string[] {
  const before = folded<'need'>(entries.filter(({ version }) => version < wave.version))
  const began = plan.reduce((first, one) => (one.id < first.id ? one : first), wave)
  const statesAt = (cut: (own: readonly Entry[]) => readonly Entry[]): Map<string, Person> =>
    new Map(
      peopleIn(wave).flatMap((stream): [string, Person][] => {
        const state = folded<'person'>(cut(people.get(stream) ?? []))
        return state ? [[stream.slice('person/'.length), state]] : []
      }),
    )
  return replayWave(bodyOf(wave), {
    need: before as Need,
    people: statesAt((own) => (began === wave ? earlier(own, wave) : own.filter(({ id }) => id < began.id))),
    asked: statesAt((own) => earlier(own, wave)),
    plan: plan.map((one) => ({ need: one.stream.slice('need/'.length), wave: bodyOf(one) })),
    at: wave.at,
  })
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

const sentByHand = (entries: readonly Entry[], person: string): string[] =>
  entries.flatMap(({ type, body }) => {
    const by = body as { person: string; overridden?: Overridden }
    return type === 'assigned_by_hand' && by.person === person ? [byHandWords(by.overridden)] : []
  })

const nobodyAsked = (entries: readonly Entry[]): string =>
  entries.some(({ type, body }) => type === 'need_escalated' && (body as { why: string }).why === 'kept_clear')
    ? 'Nobody was asked: it is in an area that is kept clear, and nobody is sent there.'
    : 'Nobody was ever asked for this.'

/** Why one person was asked for a need, or was not: a sentence for each round that says something of them. */
export async function whyPerson(db: Db, id: string, person: string): Promise<string[]> {
  const entries = (await streamEntries(db, [`need/${id}`])).get(`need/${id}`)!
  const waves = entries.filter(({ type }) => type === 'wave_started').map(bodyOf)
  const asked = waves.flatMap((wave) => {
    const why = whyInWave(wave, person)
    return why ? [`Round ${wave.wave}: ${why}`] : []
  })
  const said = [...asked, ...sentByHand(entries, person)]
  if (said.length === 0 && waves.length === 0) return [nobodyAsked(entries)]
  return said.length > 0 ? said : [notAmong(waves[0]!)]
}
