import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { discord } from '../../../adapters/channels/discord.ts'
import type { PlannerDesk } from '../../../adapters/channels/planner-desk.ts'
import { slack } from '../../../adapters/channels/slack.ts'
import type { Channel } from '../../../core/channel.ts'
import { interactionOf, signedRequest as signedByDiscord } from '../../support/discord/signed-request.ts'
import { type DiscordStandIn, discordStandIn } from '../../support/discord-stand-in.ts'
import { form, signedRequest as signedBySlack } from '../../support/slack/signed-request.ts'
import { type SlackStandIn, slackStandIn } from '../../support/slack-stand-in.ts'

const said = 'No need is open.'

let letGo: (how: 'answered' | 'failed') => void
let desk: PlannerDesk
let slackApp: SlackStandIn
let discordApp: DiscordStandIn

beforeEach(async () => {
  const held = new Promise<void>((resolve, reject) => {
    letGo = (how) => (how === 'answered' ? resolve() : reject(new Error('broken')))
  })
  held.catch(() => undefined)
  desk = {
    command: async () => held.then(() => ({ say: said })),
    submit: async () => held.then(() => ({ wrong: 'That place is not known.', field: 'place' })),
  }
  slackApp = await slackStandIn({ groups: { S0PLAN: ['U0SAM'] } })
  discordApp = await discordStandIn()
})
afterEach(async () => {
  await slackApp.close()
  await discordApp.close()
})

const inSlack = async (payload: object) => {
  const config = { ...slackApp, apiBase: slackApp.baseUrl, appToken: undefined, desk, roles: 'S0PLAN=planner' }
  const channel: Channel = slack({ ...config, answerMs: 20 })
  const body = new URLSearchParams(payload as Record<string, string>).toString()
  const request = signedBySlack(body, { secret: slackApp.signingSecret, contentType: form })
  return (await channel.receive!(request)).reply.json()
}
const inDiscord = async (type: number, data: object) => {
  const config = { ...discordApp, apiBase: discordApp.baseUrl, desk, roles: '555=planner' }
  const channel: Channel = discord({ ...config, answerMs: 20 })
  const interaction = { ...interactionOf({ user: '1077', id: '31', roles: ['555'] }), type, data }
  return (await channel.receive!(signedByDiscord(JSON.stringify(interaction)))).reply.json()
}

const command = () => ({
  command: '/muster',
  text: 'status',
  trigger_id: '13.37',
  user_id: 'U0SAM',
  team_id: 'T0MUSTER',
  channel_id: 'C0OPS',
  response_url: `${slackApp.baseUrl}/respond`,
})
const filled = (view: string) => ({
  payload: JSON.stringify({
    type: 'view_submission',
    user: { id: 'U0SAM' },
    view: { id: view, callback_id: 'need', state: { values: { place: { value: { value: 'Nowhere' } } } } },
  }),
})
const status = { name: 'muster', options: [{ type: 1, name: 'status', options: [] }] }

describe('a command that takes longer than a chat waits', () => {
  it('is acknowledged in Slack, and answered afterwards to whoever gave it alone', async () => {
    expect(await inSlack(command())).toMatchObject({
      response_type: 'ephemeral',
      text: 'One moment: the answer follows.',
    })
    letGo('answered')
    await expect.poll(() => slackApp.responses).toEqual([{ response_type: 'ephemeral', text: said }])
  })

  it('says in Slack that it failed when it did', async () => {
    await inSlack(command())
    letGo('failed')
    await expect.poll(() => slackApp.responses[0]?.text).toMatch(/^That did not work/)
  })

  it('never has Slack’s answer sent to where anybody could listen', async () => {
    const { response_url: _, ...rest } = command()
    await inSlack({ ...rest, response_url: 'http://elsewhere.example.org/x' })
    letGo('answered')
    expect(slackApp.responses).toEqual([])
  })

  it('is acknowledged in Discord, and its answer written there afterwards', async () => {
    expect(await inDiscord(2, status)).toEqual({ type: 5, data: { flags: 64 } })
    letGo('answered')
    const answer = { content: said, allowed_mentions: { parse: [] } }
    await expect.poll(() => discordApp.followUps.get('token-31')).toEqual(answer)
  })

  it('says in Discord that it failed when it did', async () => {
    await inDiscord(2, status)
    letGo('failed')
    await expect.poll(() => discordApp.followUps.get('token-31')?.content).toMatch(/^That did not work/)
  })
})

describe('a form that takes longer than Slack waits', () => {
  it('shows what became of it when that is known', async () => {
    const { baseUrl, botToken } = slackApp
    const body = new URLSearchParams({ trigger_id: '1.1', view: '{"title":{"text":"Enter a need"}}' })
    await fetch(`${baseUrl}/views.open`, { method: 'POST', body, headers: { authorization: `Bearer ${botToken}` } })
    expect(await inSlack(filled('V1'))).toMatchObject({ response_action: 'update' })
    letGo('answered')
    await expect
      .poll(() => JSON.stringify(slackApp.views[0]))
      .toContain('That place is not known. Nothing was entered.')
  })

  it('that was closed meanwhile is followed by a message', async () => {
    await inSlack(filled('V9'))
    letGo('answered')
    await expect.poll(() => slackApp.to('U0SAM')[0]?.text).toBe('That place is not known. Nothing was entered.')
  })
})
