import { afterEach, beforeEach, expect, test } from 'vitest'
import { rows } from '../../../adapters/db/client.ts'
import { allIncidents, logWords } from '../../../adapters/db/incident-records.ts'
import { enterVolunteers } from '../../../bots/turns/enter-volunteers.ts'
import { type ChatTown, openChatTown, plannerRole } from '../../support/chat-town.ts'
import { interactionOf } from '../../support/discord/signed-request.ts'
import { volunteerRow } from '../../support/town.ts'

const [planner, resident, ada] = ['U0PLANNER', 'U0RES', '107700900000000001'] as const

let chat: ChatTown

beforeEach(async () => {
  chat = await openChatTown({ members: [planner, resident], users: [ada], planners: [planner] })
})
afterEach(() => chat.close())

const inSlack = async (user: string, text: string) => {
  const command = {
    command: '/muster',
    text,
    user_id: user,
    team_id: 'T0MUSTER',
    channel_id: 'D0PLANNER',
    trigger_id: '13.37',
    user_name: 'planner',
  }
  const { status, body } = await chat.after(chat.slack.post(command, { as: 'command' }))
  expect(status).toBe(200)
  return body === '' ? null : JSON.parse(body)
}

const submitInSlack = async (user: string, form: string, values: Record<string, string>) => {
  const filled = Object.entries(values).map(([id, value]) => [id, { value: { type: 'plain_text_input', value } }])
  const view = { callback_id: form, state: { values: Object.fromEntries(filled) } }
  const payload = { type: 'view_submission', team: { id: 'T0MUSTER' }, user: { id: user }, view }
  return JSON.parse((await chat.after(chat.slack.post(payload, { as: 'interactive' }))).body)
}

let counted = 900
const inDiscord = async (given: { roles?: readonly string[]; type: number; data: object }) => {
  const { type, data, roles } = given
  const interaction = { ...interactionOf({ user: ada, id: String(++counted), roles }), type, data }
  return JSON.parse((await chat.after(chat.discord.interact(interaction))).body)
}
const command = (name: string, value?: string) => ({
  name: 'muster',
  options: [{ type: 1, name, options: value === undefined ? [] : [{ type: 3, name: 'words', value }] }],
})

const need = {
  words: 'flood water coming in, needs sandbags',
  place: 'GL20 5BY',
  name: 'Maud Tester',
  house: '12 Mill Lane',
  phone: '07700 900123',
}
const personal = ['Maud', 'Tester', '12 Mill', 'GL20 5BY', '900123']

const wholeLedger = async () => {
  const sql = "SELECT convert_from(bytes, 'UTF8') AS entry FROM entries ORDER BY id"
  return (await rows<{ entry: string }>(chat.town.muster.house.pool, sql, [])).map(({ entry }) => entry)
}

test('who is a planner is said by the user group, not by a name', async () => {
  for (const words of ['status', 'need', 'decide', 'incident Flood', 'why abcdef'])
    expect((await inSlack(resident, words)).text).toMatch(/^That is for planners/)
  expect((await submitInSlack(resident, 'need', need)).view.blocks[0].text.text).toMatch(/^That is for planners/)
  expect(await wholeLedger()).not.toContainEqual(expect.stringContaining('need_reported'))
  expect((await inSlack(planner, 'status')).text).toBe('No need is open.')
})

test('nobody is a planner while Slack does not say who is in the group', async () => {
  chat.slack.fail({ kind: 'broken' }, /usergroups/)
  expect((await inSlack(planner, 'status')).text).toMatch(/^That is for planners/)
  expect((await inSlack(planner, 'status')).text).toBe('No need is open.')
})

test('a need is entered in a form, seen by all planners without who and where, and why who was asked', async () => {
  const at = { lat: 51.9931, lon: -2.1541 }
  const { house } = chat.town.muster
  await enterVolunteers(house, [volunteerRow({ name: 'Sam', phone: '+447700900002', at })], 'job/test', 'simulated')
  expect(await inSlack(planner, 'need')).toBeNull()
  expect(chat.slack.views[0]).toMatchObject({ trigger: '13.37', view: { callback_id: 'need' } })

  const unclear = await submitInSlack(planner, 'need', { ...need, place: 'Nowhere-at-all' })
  expect(unclear).toMatchObject({ response_action: 'errors', errors: { place: expect.stringContaining('not known') } })
  const wrong = await submitInSlack(planner, 'need', { ...need, phone: '12' })
  expect(wrong.errors.phone).toMatch(/not a phone number/)
  const empty = await submitInSlack(planner, 'need', { ...need, words: ' ' })
  expect(empty.errors.words).toBe('Please fill in: What is needed.')

  const entered = await submitInSlack(planner, 'need', need)
  const [, end = ''] = /^Entered: (\w{6})\./.exec(entered.view.blocks[0].text.text) ?? []
  const { text: status } = await inSlack(planner, 'status')
  expect(status).toMatch(new RegExp(`^1 open:\n${end}: flood help, urgent, near GL20 5\\. 0 of \\d coming, 1 asked`))
  const { text: why } = await inSlack(planner, `why ${end}`)
  expect(why).toMatch(/^Asked, 1st of 1: \d+ m away/)
  for (const canary of [...personal, 'Sam', '900002']) expect(status + why).not.toContain(canary)
  expect((await inSlack(planner, 'why ffffff')).text).toBe('No open need’s id ends in ffffff.')

  const reported = (await wholeLedger()).map((entry) => JSON.parse(entry)).find(({ type }) => type === 'need_reported')
  expect(reported.actor).toMatch(/^person\//)
  expect(reported.actor).not.toBe(reported.onBehalfOf)
})

test('a decision is written into the log of the incident it names', async () => {
  const opened = (await inSlack(planner, 'incident Flooding at Tewkesbury')).text
  const code = /^Opened: (\S+)\.$/.exec(opened)?.[1] ?? ''
  expect((await inSlack(planner, 'incident')).text).toBe(`Open: ${code}.`)
  expect(await inSlack(planner, 'decide')).toBeNull()
  expect(chat.slack.views.at(-1)?.view.callback_id).toBe(`decide/${code}`)
  expect((await inSlack(planner, 'decide 1999-01-01/1')).text).toMatch(/^No open incident is called/)

  const words = {
    decision: 'Open the leisure centre',
    rationale: 'Forty homes',
    options: '',
    risks: '',
    decidedBy: 'J. Doe',
  }
  const done = await submitInSlack(planner, `decide/${code}`, words)
  expect(done.view.blocks[0].text.text).toBe(`In the log of ${code}.`)
  const { house } = chat.town.muster
  const incident = (await allIncidents(house.pool, house.authority)).find((one) => one.code === code)
  const { decisions } = await logWords(house, incident!)
  expect([...decisions.values()]).toMatchObject([{ decision: 'Open the leisure centre', decidedBy: 'J. Doe' }])
  expect((await wholeLedger()).join()).not.toContain('leisure')
  const gone = await submitInSlack(planner, 'decide/1999-01-01/1', words)
  expect(gone.view.blocks[0].text.text).toMatch(/Nothing was entered/)
})

test('an exercise is opened as one, and what costs money or is unknown is answered with the console', async () => {
  expect((await inSlack(planner, 'incident exercise Willow')).text).toMatch(/^Opened as an exercise: /)
  expect((await inSlack(planner, 'alert everybody')).text).toContain('https://muster.example.org/console')
  const { text: link } = await inSlack(planner, 'alert flood help')
  expect(link).toMatch(/\/console\/alerts\?incident=\d{4}-\d\d-\d\d%2F1&amp;skill=flood_help$/)
  expect((await inSlack(planner, 'unmask')).text).toContain('https://muster.example.org/console')
})

test('a form that Slack does not open is said not to have been', async () => {
  chat.slack.fail({ kind: 'broken' }, /views\.open/)
  expect((await inSlack(planner, 'need')).text).toBe('Slack did not open the form. Please try again.')
})

test('in Discord the commands are offered, and the server’s roles say who may give them', async () => {
  await expect.poll(() => chat.discord.commands.map(({ name }) => name)).toEqual(['muster'])
  const refused = await inDiscord({ type: 2, data: command('status'), roles: ['999'] })
  expect(refused).toMatchObject({ type: 4, data: { flags: 64, content: expect.stringContaining('for planners') } })
  expect(await inDiscord({ type: 2, data: command('status') })).toMatchObject(refused)
  const status = await inDiscord({ type: 2, data: command('status'), roles: [plannerRole] })
  expect(status).toMatchObject({ type: 4, data: { flags: 64, content: 'No need is open.' } })
})

test('in Discord a form is opened, taken, and given back where it is wrong', async () => {
  const roles = [plannerRole]
  const form = await inDiscord({ type: 2, data: command('need'), roles })
  expect(form).toMatchObject({ type: 9, data: { custom_id: 'need' } })
  expect(form.data.components).toHaveLength(5)
  const filled = (values: Record<string, string>) => ({
    custom_id: 'need',
    components: Object.entries(values).map(([custom_id, value]) => ({
      type: 1,
      components: [{ type: 4, custom_id, value }],
    })),
  })
  const wrong = await inDiscord({ type: 5, data: filled({ ...need, place: 'Nowhere-at-all' }), roles })
  expect(wrong.data.content).toMatch(/^That place is not known.*\nYou wrote:\nwords: flood water/)
  expect(wrong.data).toMatchObject({ flags: 64, allowed_mentions: { parse: [] } })
  const entered = await inDiscord({ type: 5, data: filled(need), roles })
  expect(entered.data.content).toMatch(/^Entered: \w{6}\./)
})
