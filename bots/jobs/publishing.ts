import { needsOfIncident } from '../../adapters/db/incident-records.ts'
import {
  claimPublication,
  incidentsWithPosts,
  middlesOf,
  type Publication,
  type PublicationOutcome,
  postedSince,
  publicationWrite,
  schedule,
  standing,
} from '../../adapters/db/publications.ts'
import { mayGoWell, type PublicPost, type Publisher, sendFailures } from '../../core/channel.ts'
import { haversineM } from '../../core/geo/distance.ts'
import type { Point } from '../../core/geo/point.ts'
import { type Post, type PostText, postLanguages, stands } from '../../core/incidents/post.ts'
import { ok } from '../../core/result.ts'
import { hours, minutes } from '../../core/time.ts'
import type { House } from '../turns/house.ts'
import { alarmFromJob } from '../turns/job-alarm.ts'
import { asActor } from '../turns/staff.ts'

/** So many posts go out on an account in an hour: whoever follows it is not flooded by us too. */
const mostAnHour = 20
/** A network knows for an hour that it has a post already: nobody tries again after that. */
const triedForMs = minutes(50)

/**
 * Brings what the accounts say in line with what people approved and withdrew. Each try has the same key, so a post whose
 * answer was lost is not posted twice. An exercise is never posted.
 */
export async function publishPosts(house: House, publishers: readonly Publisher[]): Promise<void> {
  if (publishers.length === 0) return
  const incidents = await incidentsWithPosts(house.pool, house.authority)
  for (const { id, posts } of incidents.filter(({ exercise }) => !exercise)) {
    const tellsAreasApart = publishers.some(({ areas }) => areas) && posts.some(stands)
    const footprint = tellsAreasApart ? await footprintOf(house, id) : nowhere
    for (const publisher of publishers) {
      const concerned = await concernOf(house, publisher, footprint)
      const wanted = posts.filter(
        (post) => stands(post) && (concerned === 'all' || concerned === (post.call ? 'near' : 'in')),
      )
      for (const post of wanted) await scheduleIn(house, id, post, publisher.network)
      await postDue(house, wanted, publisher)
      await takeBack(
        house,
        posts.filter(({ withdrawnAt }) => withdrawnAt !== null),
        publisher,
      )
    }
  }
}

/** Where an incident has needs, as roughly as that is known. */
interface Footprint {
  readonly points: readonly Point[]
  readonly outwards: ReadonlySet<string>
}

const nowhere: Footprint = { points: [], outwards: new Set() }

async function footprintOf({ pool, authority, roughArea }: House, incident: string): Promise<Footprint> {
  const needs = await needsOfIncident(pool, authority, incident)
  const byCell = new Map(needs.map(({ latE2, lonE2 }) => [`${latE2} ${lonE2}`, { lat: latE2 / 100, lon: lonE2 / 100 }]))
  const points = [...byCell.values()]
  const found = await Promise.all(points.map(roughArea))
  return { points, outwards: new Set(found.flatMap((area) => area?.label.split(' ')[0] ?? [])) }
}

/** People this far away still come to help. */
const nearM = 15_000

/**
 * What an account is to an incident. The account of an area that it happens in tells of it; one of an area near but not
 * in it calls for help there; one of neither has nothing to say.
 */
async function concernOf(
  { pool }: House,
  { areas }: Publisher,
  { points, outwards }: Footprint,
): Promise<'all' | 'in' | 'near' | 'none'> {
  if (areas === undefined) return 'all'
  if (areas.some((area) => outwards.has(area))) return 'in'
  const middles = await middlesOf(pool, areas)
  const isNear = middles.some((middle) => points.some((point) => haversineM(middle, point) <= nearM))
  return isNear ? 'near' : 'none'
}

async function scheduleIn(house: House, incident: string, post: Post, network: string): Promise<void> {
  const { pool, authority, now, newId } = house
  const absent = postLanguages.filter((language) => !post.standsAt.includes(`${network}/${language}`))
  for (const language of absent)
    await schedule(pool, { id: newId(), authority, incident, post: post.id, network, language, now: now() })
}

const claimOf = (house: House, { network }: Publisher, posts: readonly Post[]) => ({
  authority: house.authority,
  network,
  posts: posts.map(({ id }) => id),
  now: house.now(),
})

async function postDue(house: House, posts: readonly Post[], publisher: Publisher): Promise<void> {
  const anHourAgo = () => new Date(house.now().getTime() - hours(1))
  while ((await postedSince(house.pool, publisher.network, anHourAgo())) < mostAnHour) {
    const one = await claimPublication(house.pool, { ...claimOf(house, publisher, posts), state: 'due' })
    if (!one || !(await postOne(house, posts.find(({ id }) => id === one.post)!, one, publisher))) return
  }
}

/** False where the account takes nothing just now. */
async function postOne(house: House, post: Post, one: Publication, publisher: Publisher): Promise<boolean> {
  const text = (await house.vault.openAll<PostText>(house.pool, [post.text])).get(post.text)
  if (!text) await settle(house, one, { state: 'failed', externalId: null })
  if (!text) return true
  const warning = text.warning === '' ? null : text.warning
  const { id, language } = one
  const said = { id, language, text: text[language], warning }
  const before = post.updates === undefined ? undefined : await standing(house.pool, { ...one, post: post.updates })
  const sent = before ? await bringUpToDate(publisher, said, before.externalId!) : await publisher.publish(said)
  if (sent.ok) await settle(house, one, { state: 'posted', externalId: sent.value.externalId })
  if (sent.ok && before && sent.value.externalId === before.externalId)
    await settle(house, before, { state: 'replaced', externalId: null })
  if (sent.ok) return true
  house.log(`posts: ${one.network} did not take a post: ${sendFailures[sent.error.reason].says}`)
  const isOver = house.now().getTime() - Date.parse(post.approvedAt!) > triedForMs || !mayGoWell(sent.error)
  if (isOver) await settle(house, one, { state: 'failed', externalId: null })
  if (isOver) await alarmFromJob(house, 'job/posts', 'not_posted')
  return false
}

/** In the place of an earlier post where the network has edits, below it where it has none. */
async function bringUpToDate(publisher: Publisher, post: PublicPost, before: string) {
  if (!publisher.revise) return publisher.publish({ ...post, above: before })
  const revised = await publisher.revise(before, post)
  return revised.ok ? ok({ externalId: before }) : revised
}

async function takeBack(house: House, posts: readonly Post[], publisher: Publisher): Promise<void> {
  for (;;) {
    const one = await claimPublication(house.pool, { ...claimOf(house, publisher, posts), state: 'posted' })
    if (!one) return
    const gone = await publisher.remove(one.externalId!)
    if (gone.ok) await settle(house, one, { state: 'removed', externalId: null })
    if (gone.ok) continue
    house.log(`posts: ${one.network} did not take a post back: ${sendFailures[gone.error.reason].says}`)
    if (!mayGoWell(gone.error)) await alarmFromJob(house, 'job/posts', 'not_posted')
  }
}

interface Outcome {
  readonly state: PublicationOutcome
  readonly externalId: string | null
}

/** The fact and the row, in one transaction. */
async function settle(
  house: House,
  { id, incident, post, network, language }: Publication,
  outcome: Outcome,
): Promise<void> {
  await asActor(house, 'job/posts', async (turn) => {
    turn.unit.also(...publicationWrite(id, { ...outcome, now: house.now() }))
    if (outcome.state === 'failed') return
    const type = outcome.state === 'posted' ? ('post_published' as const) : ('post_removed' as const)
    const fact = { type, body: { post, network, language } }
    await turn.unit.load('incident', incident)
    await turn.decide([{ stream: `incident/${incident}`, fact }], { incident, exercise: false })
  })
}
