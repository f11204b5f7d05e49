import { haversineM } from '../../../core/geo/distance.ts'
import type { Point } from '../../../core/geo/point.ts'
import type { Incident } from '../../../core/incidents/incident.ts'
import { unavailable, unfit } from '../../../core/matching/eligible.ts'
import { rank } from '../../../core/matching/rank.ts'
import { type Need, seatsFree } from '../../../core/needs/need.ts'
import { type Person, reachableAddress } from '../../../core/people/person.ts'
import { allAccounts } from '../../db/console-lists.ts'
import { entriesOf, messagesAbout, peopleOf } from '../../db/console-records.ts'
import { allIncidents, incidentNames } from '../../db/incident-records.ts'
import { areasOf, detailsOf, namesOf, staffProfiles, textsOf, wordsOf } from '../../db/unsealed.ts'
import type { Entered } from '../../db/volunteer-index.ts'
import { type ConsoleDeps, reading } from './desk.ts'
import type { Candidate, NeedView, Unmasked } from './need-view.ts'
import { whyNot } from './words.ts'

const nearestShown = 8

/** Everything a need's page holds. With the mask lifted: also what is sealed, and the names of these people. */
export async function needView(
  deps: ConsoleDeps,
  need: Need,
  lifted: readonly string[] | null,
): Promise<Omit<NeedView, 'notice' | 'problems'>> {
  const { pool, authority } = deps
  const from = reading(deps)
  const [areas, incidents, reporter, messages, entries, staff] = await Promise.all([
    areasOf(from, [need]),
    allIncidents(pool, authority),
    peopleOf(pool, authority, [need.reporter]),
    messagesAbout(pool, authority, need.id),
    entriesOf(pool, authority, `need/${need.id}`),
    staffNames(deps),
  ])
  const candidates = await candidatesNear(deps, need)
  return {
    now: deps.now(),
    need,
    area: areas.get(need.id)?.label ?? 'Area not known',
    incident: (await incidentNames(reading(deps), incidents)).get(need.incident ?? '') ?? 'Everyday',
    incidents: await fileableUnder(deps, need, incidents),
    reached: reachedWords(reporter.get(need.reporter)),
    unmasked: lifted && (await unmask(deps, need, lifted, { messages, entries })),
    messages,
    entries,
    candidates,
    staff,
  }
}

/** The names of accounts by id. */
export async function staffNames(deps: ConsoleDeps): Promise<ReadonlyMap<string, string>> {
  const profiles = await staffProfiles(reading(deps), await allAccounts(deps.pool, deps.authority))
  return new Map([...profiles].map(([id, { name }]) => [id, name]))
}

function reachedWords(person: Person | undefined): string {
  if (!person) return 'not known'
  if (reachableAddress(person) !== null) return 'by text'
  return person.addresses.length === 0 ? 'no number for texts: told by voice' : 'sent STOP: gets no texts'
}

/** Whose names a need's page has: those asked, those coming, and those who could be assigned. */
export async function peopleOn(deps: ConsoleDeps, need: Need): Promise<readonly string[]> {
  const candidates = await candidatesNear(deps, need)
  const asked = [...need.invitations, ...need.assignments].map((one) => one.person)
  return [...new Set([...asked, ...candidates.map((one) => one.id)])]
}

async function unmask(
  deps: ConsoleDeps,
  need: Need,
  lifted: readonly string[],
  { messages, entries }: Pick<NeedView, 'messages' | 'entries'>,
): Promise<Unmasked> {
  const from = reading(deps)
  const people = await peopleOf(deps.pool, deps.authority, lifted)
  const reasons = entries.flatMap(({ entry }) => (entry.body as { reasonRef?: string | null }).reasonRef ?? [])
  const conditions = need.invitations.flatMap((i) => i.condition ?? [])
  const [details, names, texts, words] = await Promise.all([
    detailsOf(from, need),
    namesOf(from, [...people.values()]),
    textsOf(from, messages),
    wordsOf(from, [...reasons, ...conditions]),
  ])
  return { details, names, texts, words }
}

/** The nearest who fit and are free, by the index in memory: their record decides when one is assigned. */
async function candidatesNear(deps: ConsoleDeps, need: Need): Promise<readonly Candidate[]> {
  if (need.status !== 'open' || seatsFree(need) === 0) return []
  const at = await pointOf(deps, need)
  if (!at) return []
  const { volunteers } = deps
  const reporter = (await peopleOf(deps.pool, deps.authority, [need.reporter])).get(need.reporter)
  const looking = { now: deps.now().toISOString(), k: nearestShown, blocked: reporter?.blocked ?? [] }
  const { ranked } = rank(volunteers.index, need, at, looking)
  return ranked.map(({ person, metres }) => ({
    id: person,
    metres,
    volunteer: volunteers.get(person)!.volunteer,
    misfit: null,
  }))
}

const pointOf = async (deps: ConsoleDeps, need: Need): Promise<Point | undefined> =>
  (await detailsOf(reading(deps), need))?.place.point

/** Volunteers with a name like this, whether they fit or not, and what speaks against them. */
export async function candidatesNamed(
  deps: ConsoleDeps,
  need: Need,
  name: string,
): Promise<{ found: readonly Candidate[]; names: ReadonlyMap<string, string> }> {
  const at = await pointOf(deps, need)
  const named = at ? deps.volunteers.named(name, 10) : []
  const now = deps.now().toISOString()
  const found = named.map((one) => candidate(one, need, Math.round(haversineM(at!, one.profile)), now))
  return { found, names: new Map(named.map(({ person, profile }) => [person.id, profile.name])) }
}

function candidate({ person, volunteer, profile }: Entered, need: Need, metres: number, now: string): Candidate {
  const misfit = unfit(need, volunteer, profile, metres, now) ?? unavailable(need, person, now)
  return { id: person.id, metres, volunteer, misfit: misfit ? whyNot[misfit] : null }
}

/** Open incidents a need could be filed under, by name: of the same sort, real or exercise. */
async function fileableUnder(
  deps: ConsoleDeps,
  need: Need,
  incidents: readonly Incident[],
): Promise<readonly (readonly [string, string])[]> {
  const fit = incidents.filter((one) => one.open && one.exercise === need.exercise && one.id !== need.incident)
  return [...(await incidentNames(reading(deps), fit))]
}
