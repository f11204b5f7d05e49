import { afterAll, beforeAll, expect, test } from 'vitest'
import { blueskyChannel } from '../../../adapters/channels/bluesky.ts'
import { twilioSms } from '../../../adapters/channels/twilio-sms.ts'
import type { Channel } from '../../../core/channel.ts'
import { type ChatTown, openChatTown } from '../../support/chat-town.ts'
import { type BlueskyStandIn, blueskyStandIn } from '../../support/social/bluesky-stand-in.ts'
import { type TwilioStandIn, twilioStandIn } from '../../support/twilio-stand-in.ts'

const publicUrl = 'https://muster.example.org'
const [ada, inDiscord, inBluesky] = ['U0ADA', '107700900000000001', 'did:plc:samsamsamsamsam234567abc'] as const
const [phone, us] = ['+447700900301', '+447700900000'] as const

let chat: ChatTown
let server: BlueskyStandIn
let bluesky: Channel
let twilio: TwilioStandIn
let sms: Channel

beforeAll(async () => {
  const now = () => chat?.town.now() ?? new Date('2026-11-22T14:00:00.000Z')
  const [password, log] = ['abcd-efgh-ijkl', () => undefined]
  server = await blueskyStandIn({ password, now })
  twilio = await twilioStandIn({ numbers: [us], now })
  bluesky = blueskyChannel({ service: server.baseUrl, identifier: 'muster.test', password, log, now })
  const { accountSid, authToken, baseUrl: apiBase } = twilio
  sms = twilioSms({ accountSid, authToken, apiBase, from: us, publicUrl, now })
  chat = await openChatTown({
    members: [ada],
    users: [inDiscord],
    publicUrl,
    more: [
      { channel: bluesky, paths: [] },
      { channel: sms, paths: ['/webhooks/twilio/sms', '/webhooks/twilio/status'], shown: us },
    ],
  })
  twilio.connect({ publicUrl, appUrl: chat.url })
})
afterAll(async () => {
  await chat.close()
  await server.close()
  await twilio.close()
})

const mentions = async (text: string) => {
  server.mention(inBluesky, `@muster.test ${text}`)
  await chat.after(
    (async () => {
      for (const event of await bluesky.missed!(new Date(0))) await chat.town.muster.deliver('bluesky', event)
    })(),
  )
}
const texts = async (text: string) => {
  const answer = await chat.after(twilio.inbound(phone, text))
  expect(answer.status).toBe(200)
}
/** What Discord writes over the gateway arrives a moment later. */
const writesInDiscord = async (text: string) => {
  const before = toDiscord().length
  await chat.discord.write(inDiscord, text)
  await expect
    .poll(async () => {
      await chat.town.settle()
      return toDiscord().length
    })
    .toBeGreaterThan(before)
}
const toPhone = () => twilio.sent.filter(({ to }) => to === phone).map(({ body }) => body)
const toDiscord = () => chat.discord.to(inDiscord).map(({ content }) => content)
const toAda = () => chat.slack.to(ada).map(({ text }) => text)
const last = (said: readonly string[]) => said.at(-1) ?? ''
const stopped = async () => Object.keys((await people())[0]!.state.optedOut).length
const people = async () => {
  const sql = "SELECT state FROM people WHERE state->>'volunteer' IS NOT NULL"
  return (await chat.town.muster.house.pool.query<{ state: { addresses: string[]; optedOut: object } }>(sql)).rows
}

test('somebody starts on Bluesky, goes on by text, and is one person in Discord', async () => {
  await mentions('JOIN')
  const [, code = ''] = /\/go\/(\w{12})/.exec(server.posted.at(-1)?.text ?? '') ?? []
  await texts(`GO ${code}`)
  expect(last(toPhone())).toContain('first name')
  await texts("I'm Sam")
  await texts('GL20 5BY')
  const [, menu = ''] = /18 or over\? Reply (\w+)1/.exec(last(toPhone())) ?? []
  await texts(`${menu}1`)
  await texts(`${menu}1`)
  await texts('3')
  expect(last(toPhone())).toContain('You are in')

  await texts('link phone')
  const [link = ''] = /\b[A-Z]{2}\d-[A-Z]{3}\d\b/.exec(last(toPhone())) ?? []
  await writesInDiscord(link)
  expect(toDiscord().join()).toContain('count as one person')
  expect((await people()).map(({ state }) => state.addresses.length)).toEqual([2])
})

test('they are asked once, and what is open has the same letter wherever they answer', async () => {
  await chat.after(chat.slack.write(ada, 'Flood water coming in, need sandbags, GL20 5BY'))
  const asked = [...toPhone(), ...toDiscord()].filter((said) => /flood help needed/.test(said))
  expect(asked).toHaveLength(1)
  const [, letter = ''] = /Reply (\w+)1 yes/.exec(asked[0]!) ?? []
  await writesInDiscord(`${letter}1`)
  expect(last(toDiscord())).toContain('it is yours: flood help')
  expect(last(toAda())).toContain('Sam has said yes')

  await texts(`${letter}3`)
  expect(last(toAda())).toMatch(/Sam is on the way/i)
  await chat.after(chat.discord.press(inDiscord, `${letter}4`))
  expect(last(toAda())).toContain('Sam says they have arrived')
  await texts(`${letter}5`)
  expect(last(toAda())).toMatch(/Reply \w+1 if so/)
  await writesInDiscord(`${letter}1`)
  expect(last(toDiscord())).toMatch(/closed|nothing more/i)
})

test('a break that is asked for in one place holds in all', async () => {
  await writesInDiscord('AWAY 2 weeks')
  const before = [toPhone().length, toDiscord().length]
  await chat.after(chat.slack.write(ada, 'Flood water coming in again, need sandbags, GL20 5BY'))
  expect([toPhone().length, toDiscord().length]).toEqual(before)
  await texts('BACK')
})

test('STOP in one place is STOP in all, and START brings all back', async () => {
  await writesInDiscord('STOP')
  const before = [toPhone().length, toDiscord().length]
  await chat.after(chat.slack.write(ada, 'More flood water, need sandbags, GL20 5BY'))
  await chat.town.pass(30)
  expect([toPhone().length, toDiscord().length]).toEqual(before)
  expect(await stopped()).toBe(2)
  await texts('START')
  expect(await stopped()).toBe(0)
})

test('nothing of it was ever said where others read along', async () => {
  const said = JSON.stringify(server.posted)
  for (const canary of ['GL20 5BY', 'Sam has', 'sandbags', phone, inDiscord]) expect(said).not.toContain(canary)
})
