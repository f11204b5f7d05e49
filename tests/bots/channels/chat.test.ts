import { afterEach, beforeEach, expect, test } from 'vitest'
import { editAnswered } from '../../../bots/jobs/editing.ts'
import { enterVolunteers } from '../../../bots/turns/enter-volunteers.ts'
import type { Channel } from '../../../core/channel.ts'
import { type ChatTown, openChatTown } from '../../support/chat-town.ts'
import type { DiscordStandIn } from '../../support/discord-stand-in.ts'
import type { SlackStandIn } from '../../support/slack-stand-in.ts'
import { type Town, volunteerRow } from '../../support/town.ts'

const near = { lat: 51.9931, lon: -2.1541 }
const [ada, priya, sam] = ['U0ADA', 'U0PRIYA', '107700900000000001'] as const

let chat: ChatTown
let slackApp: SlackStandIn
let discordApp: DiscordStandIn
let channels: readonly Channel[]
let town: Town

beforeEach(async () => {
  chat = await openChatTown({ members: [ada, priya], users: [sam] })
  const { slack, discord } = chat
  slackApp = slack
  discordApp = discord
  channels = chat.channels
  town = chat.town
})

afterEach(() => chat.close())

const after = <T>(done: Promise<T>): Promise<T> => chat.after(done)

const volunteer = async (channel: string, name: string, id: string, metres: number) => {
  const at = { lat: near.lat + metres / 111_000, lon: near.lon }
  await enterVolunteers(town.muster.house, [volunteerRow({ name, phone: id, at })], 'job/test', channel)
  await town.settle()
}

const toSlack = (user: string) => slackApp.to(user).map(({ text }) => text)
const toDiscord = (user: string) => discordApp.to(user).map(({ content }) => content)
const buttonsUnder = (user: string) =>
  slackApp.to(user).flatMap(({ blocks }) => blocks.flatMap((block) => block.elements?.map((one) => one.value) ?? []))
const lastOf = (texts: readonly string[]) => texts.at(-1) ?? ''

/** What Discord writes over the gateway arrives a moment later. */
const writeInDiscord = async (text: string) => {
  const before = discordApp.to(sam).length
  await discordApp.write(sam, text)
  await expect
    .poll(async () => {
      await town.settle()
      return discordApp.to(sam).length
    })
    .toBeGreaterThan(before)
}

test('who asks in Slack is helped by who presses in Discord; who was asked too sees that it is taken', async () => {
  await volunteer('discord', 'Sam', sam, 200)
  await volunteer('slack', 'Priya', priya, 300)
  await after(slackApp.write(ada, 'Flood water coming in, need sandbags, GL20 5BY'))
  expect(lastOf(toSlack(ada))).toContain('We read: flood help')
  expect(lastOf(toDiscord(sam))).toContain('Reply A1 yes, A2 no')
  expect(lastOf(toSlack(priya))).toContain('Reply A1 yes, A2 no')
  expect(buttonsUnder(priya)).toEqual(['A1', 'A2'])

  expect((await after(discordApp.press(sam, 'A1'))).body).toBe('{"type":6}')
  expect(lastOf(toDiscord(sam))).toContain('it is yours: flood help')
  expect(lastOf(toSlack(ada))).toContain('Sam has said yes')
  expect(lastOf(toSlack(priya))).toContain('Covered now')

  await editAnswered(town.muster.house, channels)
  const asked = slackApp.to(priya).find(({ edits }) => edits === 1)
  expect(asked?.text).toMatch(/Reply A1 yes, A2 no\.\nTaken now\. Thank you, nothing to do\.$/)
  expect(asked?.blocks).toEqual([])
  const invitation = discordApp.to(sam).find(({ content }) => content.includes('A1 yes'))
  expect(invitation).toMatchObject({ components: [], edits: 1, content: expect.stringMatching(/\nAnswered\.$/) })
  const current = discordApp.to(sam).find(({ content }) => content.includes('it is yours'))
  expect(current?.components[0]?.components.map((one) => one.custom_id)).toEqual(['A3', 'A4', 'A5', 'A6'])

  await editAnswered(town.muster.house, channels)
  expect(slackApp.to(priya).map(({ edits }) => edits)).not.toContain(2)

  const before = slackApp.to(priya).length
  await after(slackApp.press(priya, 'A1'))
  expect(slackApp.to(priya)).toHaveLength(before + 1)
  expect(lastOf(toSlack(priya))).toMatch(/reserve|covered/i)

  await after(discordApp.press(sam, 'A4'))
  expect(lastOf(toSlack(ada))).toContain('Sam says they have arrived')
  await writeInDiscord('A5')
  expect(lastOf(toDiscord(sam))).toContain('Thank you')

  await after(slackApp.write(priya, 'STOP'))
  const silent = slackApp.to(priya).length
  await after(slackApp.write(ada, 'Flood water coming in again, need sandbags, GL20 5BY'))
  expect(slackApp.to(priya)).toHaveLength(silent)
})

test('what Slack sends again is handled once, and what is forged not at all', async () => {
  await after(slackApp.write(ada, 'Flood water coming in, need sandbags, GL20 5BY', { event: 'Ev1' }))
  const said = toSlack(ada).length
  const again = await after(slackApp.write(ada, 'Flood water coming in, need sandbags, GL20 5BY', { event: 'Ev1' }))
  expect(again.status).toBe(200)
  expect((await after(slackApp.write(ada, 'STOP', { forged: true }))).status).toBe(403)
  expect((await after(discordApp.press(sam, 'A1', { forged: true }))).status).toBe(401)
  expect(toSlack(ada)).toHaveLength(said)
})

test('Slack is told that a message was taken before anything is sent', async () => {
  await after(slackApp.write(ada, 'hello'))
  slackApp.fail({ kind: 'hung' }, /chat\.postMessage/)
  expect((await slackApp.write(ada, 'GL20 5BY')).status).toBe(200)
})

test('an edit that is refused for good is not tried again, one that may still be done is', async () => {
  await volunteer('slack', 'Priya', priya, 300)
  await after(slackApp.write(ada, 'Flood water coming in, need sandbags, GL20 5BY'))
  await after(slackApp.press(priya, 'A2'))
  const edits = () => slackApp.requested.filter((one) => one.includes('chat.update')).length
  const slowDown = { status: 429, headers: { 'retry-after': '3' }, body: {} }
  slackApp.fail({ kind: 'answer', answer: slowDown }, /chat\.update/)
  await editAnswered(town.muster.house, channels)
  expect(slackApp.to(priya).map((one) => one.edits)).not.toContain(1)
  slackApp.fail(
    { kind: 'answer', answer: { status: 200, body: { ok: false, error: 'cant_update_message' } } },
    /chat\.update/,
  )
  await editAnswered(town.muster.house, channels)
  await editAnswered(town.muster.house, channels)
  expect(edits()).toBe(2)
})
