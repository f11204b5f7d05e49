import { afterAll, beforeAll, expect, it } from 'vitest'
import { blueskyChannel } from '../../../adapters/channels/bluesky.ts'
import { mastodonChannel } from '../../../adapters/channels/mastodon.ts'
import type { Channel } from '../../../core/channel.ts'
import { type BlueskyStandIn, blueskyStandIn } from '../../support/social/bluesky-stand-in.ts'
import { type MastodonStandIn, mastodonStandIn } from '../../support/social/mastodon-stand-in.ts'
import { openTown, type Town } from '../../support/town.ts'
import { Visitor } from '../../support/visitor.ts'

const startsAt = '2026-11-23T10:00:00.000Z'
const places = [
  { postcode: 'HX7 8AA', lat: 53.741, lon: -2.013 },
  { postcode: 'HX7 8AB', lat: 53.742, lon: -2.012 },
]
const sam = 'did:plc:samsamsamsamsam234567abc'
const phone = '+447700900301'
const token = 'token-of-the-test-0123456789'

let town: Town
let standIn: BlueskyStandIn
let bluesky: Channel
let server: MastodonStandIn
let mastodon: Channel

beforeAll(async () => {
  const now = () => town?.now() ?? new Date(startsAt)
  const [password, log] = ['abcd-efgh-ijkl', () => undefined]
  standIn = await blueskyStandIn({ password, now })
  bluesky = blueskyChannel({ service: standIn.baseUrl, identifier: 'muster.test', password, log, now })
  server = await mastodonStandIn({ token, now })
  mastodon = mastodonChannel({ url: server.baseUrl, token, log, now })
  town = await openTown({
    places,
    startsAt,
    publicUrl: 'https://muster.example.org',
    pages: true,
    doors: [bluesky, mastodon].map((channel) => ({ channel, paths: [] })),
  })
})
afterAll(async () => {
  await town.close()
  await standIn.close()
  await server.close()
})

const hears = async (channel: Channel) => {
  for (const event of await channel.missed!(new Date(0))) await town.muster.deliver(channel.name, event)
  await town.settle()
}
const mentions = (text: string, from = sam) => {
  town.skip(1)
  standIn.mention(from, `@muster.test ${text}`)
  return hears(bluesky)
}
const lastPost = () => standIn.posted.toSorted((a, b) => (a.uri < b.uri ? -1 : 1)).at(-1)!
const codeIn = (text: string) => /\/go\/(\w+)/.exec(text)?.[1] ?? ''
const lastText = () =>
  town.phones.texts.findLast((text) => text.phone === phone && text.direction === 'to_phone')?.text ?? ''
const needs = async () =>
  (await town.muster.house.pool.query<{ state: { kind: string } }>('SELECT state FROM needs')).rows.map(
    ({ state }) => state.kind,
  )

it('somebody who mentions us is shown how to go on by text, and goes on from what they wrote', async () => {
  await mentions('my kitchen is flooding, can someone bring sandbags?')
  const [code, page] = [codeIn(lastPost().text), `/go/${codeIn(lastPost().text)}`]
  expect(code).toMatch(/^[A-Z\d]{12}$/)
  expect(await needs()).toEqual([])
  const shown = await (await town.muster.app.request(page)).text()
  expect(shown).toContain(`GO ${code}`)
  expect(shown).toContain('+447700900999')
  expect(shown).not.toMatch(/sandbags|kitchen/)
  await town.text(phone, `Go ${code.toLowerCase()}`)
  expect(lastText()).toMatch(/postcode/i)
  await town.text(phone, 'HX7 8AA')
  expect(await needs()).toEqual(['flood_help'])
  expect((await town.muster.app.request(page)).status).toBe(404)
})

it('whoever rather fills in the form goes on there from what they wrote, once', async () => {
  await mentions('can somebody bring food, the shop is shut')
  const code = codeIn(lastPost().text)
  const visitor = new Visitor(town.muster.app)
  const [, link = ''] = /href="(\/ask\?go=[^"]+)"/.exec((await visitor.get(`/go/${code}`)).html) ?? []
  const { html } = await visitor.get(link)
  expect(html).toContain(`name="go" value="${code}"`)
  expect(html).not.toContain('the shop')
  const before = await needs()
  const filled = { go: code, what: '', where: 'HX7 8AB' }
  expect((await visitor.post('/ask', filled)).status).toBe(303)
  await town.settle()
  expect((await needs()).slice(before.length)).toEqual(['shopping'])
  const again = await visitor.post('/ask', filled)
  expect(again.status).toBe(422)
  expect((await visitor.get(link)).html).not.toContain('name="go"')
})

it('nothing of what they wrote stands in any field of what is posted', async () => {
  const canaries = ['Zebedee', 'Quillfeather', '12 Mill Lane', 'HX7 8AB', '07700 900302', 'oxygen']
  await mentions("I'm Zebedee Quillfeather at 12 Mill Lane HX7 8AB, 07700 900302, mum is on oxygen and needs food")
  const code = codeIn(lastPost().text)
  await town.text(phone, `GO ${code}`)
  const posted = decodeURIComponent(JSON.stringify(standIn.posted)).toLowerCase()
  for (const canary of [...canaries, sam])
    expect(posted.replaceAll(`at://${sam}`, '')).not.toContain(canary.toLowerCase())
})

it('danger is answered at once, and a person is told', async () => {
  await mentions('someone is drowning in the river, they cannot breathe')
  expect(lastPost().text).toContain('999')
  const { rows } = await town.muster.house.pool.query("SELECT state->>'reason' AS reason FROM alarms")
  expect(rows).toContainEqual({ reason: 'danger' })
})

it('a code that is unknown, used or a day old is a text like any other', async () => {
  await mentions('can someone bring food')
  const code = codeIn(lastPost().text)
  const before = await needs()
  await town.text('+447700900303', 'GO ACDEFGHJKMNP')
  town.skip(24 * 60 + 1)
  await town.text('+447700900304', `GO ${code}`)
  expect(await needs()).toEqual(before)
  expect((await town.muster.app.request(`/go/${code}`)).status).toBe(404)
})

it('who says stop is answered once and gets no link', async () => {
  await mentions('STOP', 'did:plc:anotherperson234567abcde')
  expect(lastPost().text).not.toContain('/go/')
})

it('on Mastodon they are answered by a direct message', async () => {
  server.mention('kim@elsewhere.example', '<p>@muster@127.0.0.1 can someone bring sandbags?</p>')
  await hears(mastodon)
  expect(server.posted).toMatchObject([
    { visibility: 'direct', text: expect.stringMatching(/^@kim@elsewhere\.example .*\/go\//s) },
  ])
})
