import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rows } from '../../../adapters/db/client.ts'
import { allIncidents } from '../../../adapters/db/incident-records.ts'
import { roomTeller } from '../../../bots/jobs/rooms.ts'
import { enterVolunteers } from '../../../bots/turns/enter-volunteers.ts'
import { fileNeed } from '../../../bots/turns/incidents.ts'
import { asActor } from '../../../bots/turns/staff.ts'
import { sequenced } from '../../../scripts/talk/settled.ts'
import { type ChatTown, openChatTown, plannerRole } from '../../support/chat-town.ts'
import { slowDown } from '../../support/discord/api.ts'
import { interactionOf } from '../../support/discord/signed-request.ts'
import { volunteerRow } from '../../support/town.ts'

const [planner, discordPlanner] = ['U0PLANNER', '107700900000000001'] as const
const [resident, sam, priya] = ['+447700900101', '+447700900102', '+447700900103'] as const

/** Words that people said, put into every field there is; none is a word of ours. */
const canaries = {
  incident: 'Pangolinfloods',
  request: 'numbatcellar',
  who: 'Quillfeather',
  house: '12 Capybara Lane',
  postcode: 'GL20 5BY',
  vulnerable: 'oxygenfossa',
  volunteer: 'Samquetzal',
  second: 'Priyakakapo',
  condition: 'okapi',
  reason: 'reasonsaiga',
  situation: 'bridgemarmoset',
  decision: 'leisureaxolotl',
  rationale: 'fortyhomeswombat',
  decidedBy: 'Deciderdhole',
} as const
const numbers = ['900101', '900102', '900103']

let chat: ChatTown
let tick: () => Promise<void>
let code: string
let need: string

beforeAll(async () => {
  chat = await openChatTown({ members: [planner], users: [discordPlanner], planners: [planner] })
  tick = roomTeller(chat.town.muster.house, chat.rooms)
  chat.slack.makeChannel('C0OPS', 'ops')
  const { house } = chat.town.muster
  const people = [
    { name: canaries.volunteer, phone: sam, at: { lat: 51.9931, lon: -2.1541 } },
    { name: canaries.second, phone: priya, at: { lat: 51.9921, lon: -2.1561 } },
  ]
  await enterVolunteers(house, people.map(volunteerRow), 'job/test', 'simulated')
})
afterAll(() => chat.close())

const pass = async (ticks: number) => {
  for (let i = 0; i < ticks; i++) {
    chat.town.skip(1 / 30)
    await sequenced(chat.town.muster)
    await tick()
  }
}

const inSlack = async (text: string, channel = 'C0OPS'): Promise<string> => {
  const who = { user_id: planner, user_name: 'planner', team_id: 'T0MUSTER' }
  const command = { command: '/muster', text, trigger_id: '13.37', channel_id: channel, ...who }
  const { body } = await chat.after(chat.slack.post(command, { as: 'command' }))
  return body === '' ? '' : JSON.parse(body).text
}
let counted = 700
const inDiscord = async (name: string, value: string): Promise<string> => {
  const data = { name: 'muster', options: [{ type: 1, name, options: [{ type: 3, name: 'words', value }] }] }
  const interaction = interactionOf({ user: discordPlanner, id: String(++counted), roles: [plannerRole] })
  const { body } = await chat.after(chat.discord.interact({ ...interaction, type: 2, data }))
  return JSON.parse(body).data.content
}

const slackChannel = () => [...chat.slack.channels].find(([, name]) => name.startsWith('muster-'))?.[0]
const inSlackRoom = (channel = slackChannel()) => chat.slack.messages.filter((one) => one.channel === channel)
const discordRoom = () => [...chat.discord.places].find(([, { name }]) => name.startsWith('muster-'))?.[0]
const inDiscordRoom = () => {
  const threads = [...chat.discord.places].filter(([, { name }]) => !name.startsWith('muster-')).map(([id]) => id)
  return chat.discord.messages.filter(({ channel }) => channel === discordRoom() || threads.includes(channel))
}
const incidentId = async () => {
  const { house } = chat.town.muster
  return (await allIncidents(house.pool, house.authority)).find((one) => one.code === code)!.id
}
const alarms = async () => {
  const sql = `SELECT state->>'reason' AS reason FROM alarms WHERE state->>'reason' = 'not_posted'`
  return (await rows(chat.town.muster.house.pool, sql)).length
}
const times = (texts: readonly string[]) => texts.map((text) => text.replace(/^\d\d:\d\d /, ''))

const toSam = () =>
  chat.town.phones.texts
    .flatMap(({ phone, direction, text }) => (phone === sam && direction === 'to_phone' ? text : []))
    .join('\n')

const decide = (decision: string) => {
  const words = Object.entries({ decision, rationale: canaries.rationale, decidedBy: canaries.decidedBy })
  const filled = words.map(([id, value]) => [id, { value: { type: 'plain_text_input', value } }])
  const view = { callback_id: `decide/${code}`, state: { values: Object.fromEntries(filled) } }
  const payload = { type: 'view_submission', team: { id: 'T0MUSTER' }, user: { id: planner }, view }
  return chat.after(chat.slack.post(payload, { as: 'interactive' }))
}

describe('the channel of an incident', () => {
  it('is made when the incident is opened in a chat, once, though Slack did not say that it was', async () => {
    chat.slack.fail({ kind: 'broken', taken: true }, /conversations\.create/)
    const said = await inSlack(`incident ${canaries.incident}`)
    const [, opened = '', name = ''] = /^Opened: (\S+)\. It is told in #(\S+), in a moment\.$/.exec(said) ?? []
    code = opened
    await pass(2)
    expect(inSlackRoom()).toEqual([])
    await pass(5)
    expect([...chat.slack.channels.values()]).toEqual(['ops', name])
    expect(chat.slack.topics.get(slackChannel()!)).toContain(code)
    expect(inSlackRoom().map(({ text }) => text)).toEqual([expect.stringContaining(`Incident ${code}.`)])
  })

  it('is not made twice in a chat, but in each chat where a planner asks', async () => {
    expect(await inSlack(`room ${code}`)).toContain('has a channel already')
    expect(await inSlack('room 1999-01-01/7')).toBe('No open incident is called 1999-01-01/7.')
    expect(await inSlack(`room ${code}`, 'D0PLANNER')).toContain('Say that in a channel')
    chat.discord.fail({ kind: 'broken', taken: true }, /POST .*guilds/)
    expect(await inDiscord('room', code)).toContain('It is told in #muster-')
    await pass(6)
    expect([...chat.discord.places.values()]).toHaveLength(1)
    expect(times(inDiscordRoom().map(({ content }) => content))).toEqual([expect.stringContaining(`Incident ${code}.`)])
  })

  it('tells of a need that is filed there by kind, rough area and state, in a thread of its own', async () => {
    const { town } = chat
    await town.text(resident, `Water coming in ${canaries.request}, need sandbags, ${canaries.postcode}, two people`)
    await town.text(resident, `${canaries.who}, ${canaries.house}, mum is on ${canaries.vulnerable}`)
    const [found] = await rows<{ id: string }>(town.muster.house.pool, 'SELECT id FROM needs')
    need = found!.id
    const incident = await incidentId()
    await asActor(town.muster.house, 'staff/x', (turn) => fileNeed(turn, need, incident, canaries.reason))
    await pass(4)
    const [, head] = inSlackRoom()
    expect(head?.text).toMatch(
      new RegExp(
        `^${need.slice(-6)}: flood help, urgent, near GL20 5\\. Open since 14:0\\d\\. Open: 0 of \\d coming, 2 asked\\.$`,
      ),
    )
    expect(head?.thread).toBeUndefined()
    expect(inDiscordRoom()[1]?.content).toBe(head?.text)
  })

  it('follows it: lines come in the thread, and the head is edited as its state changes', async () => {
    const letter = /Reply (\w+)1 yes/.exec(toSam())?.[1]
    await chat.town.text(sam, `${letter}1 if ${canaries.condition} is free`)
    await chat.town.text(sam, `${letter}1`)
    await chat.town.text(sam, `${letter}3`)
    await pass(8)
    const [, head, ...lines] = inSlackRoom()
    expect(head?.text).toMatch(/(?:Open|Filled): 1 of \d coming/)
    expect(head?.edits).toBeGreaterThan(0)
    expect(lines.every(({ thread }) => thread === head?.ts)).toBe(true)
    const said = times(lines.map(({ text }) => text))
    expect(said).toEqual(expect.arrayContaining(['Somebody said yes.', 'Somebody is on the way.']))
    const threads = inDiscordRoom().filter(({ channel }) => channel === inDiscordRoom()[1]?.id)
    expect(times(threads.map(({ content }) => content))).toEqual(said)
    const edits = [head?.edits, inDiscordRoom()[1]?.edits]
    await pass(3)
    expect([head?.edits, inDiscordRoom()[1]?.edits]).toEqual(edits)
  })

  it('is told that a decision was made, and its words only when a planner shares them', async () => {
    await decide(`Open the ${canaries.decision}, ring 07700 900199`)
    expect(await inSlack(`share ${code}`)).toMatch(/^Not shared: it holds a number/)
    await pass(3)
    expect(times(inSlackRoom().map(({ text }) => text)).at(-1)).toBe(
      'A decision was logged. It is read in the console.',
    )
    await decide('Open the leisure centre <!channel> @everyone')
    expect(await inSlack(`share ${code}`)).toMatch(/^Not shared/)
    await decide('Open the leisure centre <!channel>')
    expect(await inSlack(`share ${code}`)).toBe(`The channel of ${code} is told its last decision.`)
    await pass(6)
    expect(inSlackRoom().at(-1)?.text).toMatch(/Decided: Open the leisure centre &lt;!channel&gt;$/)
    expect(inDiscordRoom().at(-1)?.content).toMatch(/Decided: Open the leisure centre <!channel>$/)
    const stored = await rows(chat.town.muster.house.pool, 'SELECT * FROM room_posts')
    expect(JSON.stringify(stored)).not.toContain('leisure')
  })
})

describe('what a chat does not take', () => {
  const lines = () => [inSlackRoom().length, inDiscordRoom().length] as const
  const happens = () => decide('Wait')

  it.each([
    ['broken', true],
    ['broken', false],
    ['cut_off', true],
    ['cut_off', false],
    ['hung', true],
    ['garbled', true],
  ] as const)('%s, done %s: it is there once in the end, over a restart too', async (kind, taken) => {
    const [bySlack, byDiscord] = lines()
    chat.slack.fail({ kind, taken }, /chat\.postMessage/)
    if (kind !== 'hung') chat.discord.fail({ kind, taken }, /POST .*\/messages$/)
    await happens()
    await pass(1)
    tick = roomTeller(chat.town.muster.house, chat.rooms)
    await pass(24)
    expect(lines()).toEqual([bySlack + 1, byDiscord + 1])
  })

  it('for being too much waits as long as it is told', async () => {
    const [bySlack, byDiscord] = lines()
    const later = { status: 429, headers: { 'retry-after': '30' }, body: { ok: false, error: 'ratelimited' } }
    chat.slack.fail({ kind: 'answer', answer: later }, /chat\.postMessage/)
    chat.discord.fail({ kind: 'answer', answer: slowDown(30) }, /POST .*\/messages$/)
    await happens()
    await pass(1)
    const asked = () => [...chat.slack.requested, ...chat.discord.requested].filter((one) => /essage/.test(one)).length
    const before = asked()
    await pass(10)
    expect(asked()).toBe(before)
    await pass(10)
    expect(lines()).toEqual([bySlack + 1, byDiscord + 1])
  })

  it('for good wakes people on duty, once, until a planner names another channel', async () => {
    chat.slack.archive(slackChannel()!)
    const before = inSlackRoom().length
    await happens()
    await pass(3)
    await happens()
    await pass(3)
    expect(inSlackRoom()).toHaveLength(before)
    expect(await alarms()).toBe(1)
    expect(await inSlack(`room ${code} here`)).toBe(`${code} is told here from now on.`)
    await pass(6)
    const there = inSlackRoom('C0OPS').map(({ text }) => text)
    expect(there[0]).toContain(`Incident ${code}.`)
    expect(there[1]).toMatch(/flood help, urgent, near GL20 5/)
  })

  it('goes on a message a second in each channel, however much there is', async () => {
    for (let i = 0; i < 5; i++) await happens()
    const posts = () => chat.slack.requested.filter((one) => one.includes('chat.postMessage')).length
    for (const expected of [1, 2, 3]) {
      const before = posts()
      await pass(1)
      expect(posts() - before, `tick ${expected}`).toBe(1)
    }
    await pass(4)
  })
})

it('an exercise says so in every line', async () => {
  const [, practice = ''] = /exercise: (\S+)\./.exec(await inSlack(`incident exercise ${canaries.incident}`)) ?? []
  await pass(4)
  const said = chat.slack.messages.filter(({ text }) => text.includes(practice))
  expect(said.map(({ text }) => text)).toEqual([expect.stringMatching(/^EXERCISE\. /)])
})

it('no post, thread, name, topic or edit holds anything of anybody', async () => {
  await pass(10)
  const slackSaid = [
    chat.slack.messages.filter(({ channel }) => !channel.startsWith('D')),
    [...chat.slack.channels],
    [...chat.slack.topics],
  ]
  const discordSaid = [inDiscordRoom(), [...chat.discord.places]]
  const all = JSON.stringify([slackSaid, discordSaid])
  for (const canary of [...Object.values(canaries), ...numbers]) expect(all).not.toContain(canary)
  expect(all).toContain('near GL20 5')
  expect(chat.discord.messages.filter(({ pings }) => pings)).toEqual([])
  expect(toSam()).toContain(canaries.who)
})
