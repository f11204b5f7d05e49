import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { blueskyPublisher } from '../../../adapters/channels/bluesky.ts'
import { blueskyAccount } from '../../../adapters/channels/bluesky-account.ts'
import { mastodonPublisher } from '../../../adapters/channels/mastodon.ts'
import { simulatedPhones } from '../../../adapters/channels/simulated.ts'
import { publishPosts } from '../../../bots/jobs/publishing.ts'
import { fileNeed } from '../../../bots/turns/incidents.ts'
import { asActor } from '../../../bots/turns/staff.ts'
import type { Publisher } from '../../../core/channel.ts'
import { signedInPlanner } from '../../support/planner.ts'
import { type BlueskyStandIn, blueskyStandIn } from '../../support/social/bluesky-stand-in.ts'
import { type MastodonStandIn, mastodonStandIn } from '../../support/social/mastodon-stand-in.ts'
import { openTown, type Town } from '../../support/town.ts'
import type { Visitor } from '../../support/visitor.ts'

const startsAt = '2026-11-22T14:00:00.000Z'
const token = 'token-of-the-test-0123456789'
const post = {
  en: 'Sandbags are needed in the GL20 area.',
  cy: 'Mae angen bagiau tywod yn ardal GL20.',
  warning: 'Flooding',
}
const canaries = ['Quillfeather', '07700 900101', 'GL20 5BY', '12 Mill Lane', 'oxygen', 'Pangolin']

let town: Town
let planner: Visitor
let mastodon: MastodonStandIn
let bluesky: BlueskyStandIn
let publishers: Publisher[]
let path: string

beforeAll(async () => {
  const now = () => town?.now() ?? new Date(startsAt)
  const [password, log] = ['abcd-efgh-ijkl', () => undefined]
  mastodon = await mastodonStandIn({ token, now })
  bluesky = await blueskyStandIn({ password, now })
  const config = { service: bluesky.baseUrl, identifier: 'muster.test', password, log, now }
  publishers = [
    mastodonPublisher({ url: mastodon.baseUrl, token, log }),
    blueskyPublisher(config, blueskyAccount(config)),
  ]
  const places = [
    { postcode: 'GL20 5BY', lat: 51.9912, lon: -2.1598 },
    { postcode: 'GL51 0AA', lat: 51.92, lon: -2.12 },
    { postcode: 'HX7 8AA', lat: 53.741, lon: -2.013 },
  ]
  const quiet = simulatedPhones({ number: '+447700900998', now })
  const doors = [{ channel: quiet, paths: [], publishers }]
  town = await openTown({ places, startsAt, publicUrl: 'https://muster.example.org', doors })
  planner = await signedInPlanner(town)
  await town.text('+447700900101', 'Water coming in, need sandbags, GL20 5BY')
  await town.text('+447700900101', 'Ann Quillfeather, 12 Mill Lane, mum is on oxygen')
  path = await opened('Pangolin floods', 'no')
})
afterAll(async () => {
  await town.close()
  await mastodon.close()
  await bluesky.close()
})

const opened = async (name: string, exercise: string) =>
  (await planner.post('/console/incidents', { name, exercise })).to.split('?')[0]!
const publish = async (minutes = 1) => {
  town.skip(minutes)
  await publishPosts(town.muster.house, publishers)
}
const idsOn = async (page: string) =>
  [...(await planner.get(page)).html.matchAll(/<li id="([\da-f-]{36})"/g)].map(([, id]) => id!)
const texts = () => [...mastodon.posted, ...bluesky.posted].map(({ text }) => text)

describe('a public post', () => {
  it('that could tell of somebody is not kept, and says what to leave out', async () => {
    const answer = await planner.post(`${path}/posts`, { ...post, en: 'Help at GL20 5BY' })
    expect(answer.status).toBe(422)
    expect(answer.html).toContain('Leave out postcodes')
  })

  it('goes nowhere before a person has approved it', async () => {
    await planner.submit(`${path}/posts`, post)
    await publish()
    expect(texts()).toEqual([])
  })

  it('goes out in both languages on every account once it is approved, and once only', async () => {
    const [id] = await idsOn(path)
    await planner.submit(`${path}/posts/${id}/approve`, {})
    mastodon.fail('cut_off')
    for (let i = 0; i < 4; i++) await publish()
    expect(
      mastodon.posted.map(({ language, visibility, spoiler }) => [language, visibility, spoiler]).toSorted(),
    ).toEqual([
      ['cy', 'public', 'Flooding'],
      ['en', 'public', 'Flooding'],
    ])
    expect(bluesky.posted.map(({ text }) => text).toSorted()).toEqual([
      `[Flooding] ${post.cy}`,
      `[Flooding] ${post.en}`,
    ])
    expect((await planner.get(path)).html).toContain('mastodon/en')
  })

  it('that follows an approved one goes out at once', async () => {
    await planner.submit(`${path}/posts`, { ...post, en: 'The river falls.', cy: 'Mae’r afon yn gostwng.' })
    await publish()
    expect(mastodon.posted).toHaveLength(4)
  })

  it('holds nothing of anybody in any field', () => {
    const posted = JSON.stringify([mastodon.posted, bluesky.posted])
    for (const canary of canaries) expect(posted).not.toContain(canary)
  })

  it('is taken back everywhere when it is withdrawn', async () => {
    for (const id of await idsOn(path)) await planner.submit(`${path}/posts/${id}/withdraw`, {})
    await publish()
    expect(texts()).toEqual([])
    expect((await planner.get(path)).html).toContain('Withdrawn')
  })

  it('that brings the last one up to date is an edit on Mastodon and an answer below it on Bluesky', async () => {
    const rising = await opened('Rising', 'no')
    await planner.submit(`${rising}/posts`, post)
    await planner.submit(`${rising}/posts/${(await idsOn(rising))[0]}/approve`, {})
    for (let i = 0; i < 2; i++) await publish()
    const [first] = bluesky.posted
    const update = { ...post, en: 'The sandbags are there.', cy: 'Mae’r bagiau yno.', updates: 'yes' }
    await planner.submit(`${rising}/posts`, update)
    for (let i = 0; i < 2; i++) await publish()
    expect(mastodon.posted.map(({ text, edits }) => [text, edits]).toSorted()).toEqual([
      [update.cy, 1],
      [update.en, 1],
    ])
    const below = bluesky.posted.filter(({ value }) => value.reply !== undefined)
    expect(below).toHaveLength(2)
    expect(below.map(({ value }) => (value.reply as { root: { uri: string } }).root.uri)).toContain(first!.uri)
    await planner.submit(`${rising}/posts`, { ...update, en: 'All is dry.', cy: 'Mae’n sych.' })
    for (let i = 0; i < 2; i++) await publish()
    expect(mastodon.posted.map(({ edits }) => edits)).toEqual([2, 2])
    const roots = bluesky.posted.map(({ value }) => (value.reply as { root: { uri: string } } | undefined)?.root.uri)
    expect(new Set(roots.filter(Boolean)).size).toBe(2)
    for (const id of await idsOn(rising)) await planner.submit(`${rising}/posts/${id}/withdraw`, {})
    for (let i = 0; i < 2; i++) await publish()
    expect(texts()).toEqual([])
  })

  it('of an exercise is refused', async () => {
    const practice = await opened('Dry run', 'yes')
    const refused = await planner.submit(`${practice}/posts`, post)
    expect(refused.html).toContain('never posted in public')
    await publish()
    expect(texts()).toEqual([])
  })

  it('that an account refuses for good wakes people on duty, and the other account has it', async () => {
    const refused = await opened('Refused', 'no')
    await planner.submit(`${refused}/posts`, post)
    await planner.submit(`${refused}/posts/${(await idsOn(refused))[0]}/approve`, {})
    const no = { answer: { status: 422, body: { error: 'Validation failed' } } }
    for (let i = 0; i < 2; i++) mastodon.fail(no)
    for (let i = 0; i < 3; i++) await publish()
    expect([mastodon.posted.length, bluesky.posted.length]).toEqual([0, 2])
    const { rows } = await town.muster.house.pool.query("SELECT state->>'reason' AS reason FROM alarms")
    expect(rows.filter(({ reason }) => reason === 'not_posted')).toHaveLength(1)
  })

  it('goes out on the account of an area where the incident has a need; a call for help, on those nearby', async () => {
    const account = (areas: readonly string[]) =>
      mastodonPublisher({ url: mastodon.baseUrl, token, log: () => undefined }, areas)
    const accounts = [account(['GL20', 'GL19']), account(['GL51']), account(['HX7'])]
    const local = await opened('Local', 'no')
    const { house } = town.muster
    const [need] = (await house.pool.query<{ id: string }>('SELECT id FROM needs')).rows
    await asActor(house, 'staff/x', (turn) => fileNeed(turn, need!.id, local.split('/').at(-1)!, 'local'))
    const before = mastodon.posted.length
    const publishThere = async () => {
      for (let i = 0; i < 2; i++) {
        town.skip(1)
        await publishPosts(house, accounts)
      }
      return mastodon.posted.length - before
    }
    await planner.submit(`${local}/posts`, post)
    await planner.submit(`${local}/posts/${(await idsOn(local))[0]}/approve`, {})
    expect(await publishThere()).toBe(2)
    expect((await planner.get(local)).html).toContain('Posted: mastodon GL20+GL19/')
    await planner.submit(`${local}/posts`, { ...post, en: 'Can you help?', cy: 'Allwch chi helpu?', call: 'yes' })
    expect(await publishThere()).toBe(4)
    const { html } = await planner.get(local)
    expect(html).toContain('Posted: mastodon GL51/')
    expect(html).not.toContain('HX7')
    for (const id of await idsOn(local)) await planner.submit(`${local}/posts/${id}/withdraw`, {})
    expect(await publishThere()).toBe(0)
  })

  it('waits when an account has said enough for an hour', async () => {
    const busy = await opened('Busy', 'no')
    await planner.submit(`${busy}/posts`, post)
    await planner.submit(`${busy}/posts/${(await idsOn(busy))[0]}/approve`, {})
    for (let i = 0; i < 12; i++) await planner.submit(`${busy}/posts`, { ...post, en: `Update ${i}` })
    await publish(0)
    expect(mastodon.posted.length).toBeLessThan(20)
    await publish(61)
    expect(mastodon.posted.length).toBe(26)
  })
})
