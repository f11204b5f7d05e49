import { z } from 'zod'
import type { Channel, ChannelEvent, Door, Rooms, SentMessage } from '../../core/channel.ts'
import { fail, ok } from '../../core/result.ts'
import { isApiBase } from './base-address.ts'
import type { ChatConfig } from './chat-config.ts'
import { answerWithinMs } from './in-time.ts'
import type { ChannelSettings, ChannelSurroundings } from './live.ts'
import { plannerDesk } from './planner-desk.ts'
import { parseRoleGroups } from './role-groups.ts'
import { checkRules, type SettingRule } from './setting-rules.ts'
import { slackDesk } from './slack-desk.ts'
import { readSlack, receiveSlack } from './slack-inbound.ts'
import { slackRooms } from './slack-rooms.ts'
import { listenToSlack } from './slack-socket.ts'
import { type SlackWeb, slackWeb } from './slack-web.ts'
import { longestText, shown } from './slack-words.ts'

export interface SlackConfig extends ChatConfig {
  /** `xoxb-…` */
  readonly botToken: string
  /** What Slack signs with what it posts to us; without it there is no door. */
  readonly signingSecret?: string | undefined
  /** `xapp-…`: Socket Mode, instead of a door or beside it. */
  readonly appToken?: string | undefined
  /** Which user groups are planners: `S0123=planner`, set apart by commas. */
  readonly roles?: string | undefined
  /** How long after a socket ended the next one is tried. */
  readonly againMs?: number | undefined
}

/** Slack takes several hundred a minute from an app, one a second in each conversation. */
const perSecond = 5

export type Slack = Channel & Required<Pick<Channel, 'find' | 'edit'>>

/**
 * Direct messages in Slack. Throws one sentence naming the setting that is wrong.
 *
 * An address is a member's id (`U…`). `receive` serves `/webhooks/slack` for events, presses and commands alike, and is
 * there with a signing secret; `listen` is there with an app's token. Slack sends again what it could not deliver, so
 * nothing is looked up afterwards.
 */
export function slack(config: SlackConfig): Slack {
  const settings = checked(config)
  const { signingSecret, appToken, now } = settings
  const web = slackWeb({ ...settings, token: settings.botToken })
  const { desk, groups } = settings
  const read = readSlack(
    desk && groups.length > 0 ? slackDesk({ desk, web, groups, now, withinMs: settings.answerMs }) : undefined,
  )
  const listen = (token: string) => (deliver: (event: ChannelEvent) => Promise<void>) =>
    listenToSlack({ ...settings, appToken: token, read }, deliver)
  return {
    name: 'slack',
    can: { choices: true, maxLength: longestText, perSecond },
    async send(to, { messageId, text, choices }, signal) {
      const metadata = { event_type: messageEvent, event_payload: { id: messageId } }
      const form = { channel: to.id, ...shown(text, choices), metadata }
      const sent = await web.call('chat.postMessage', form, signal)
      if (!sent.ok) return sent
      const posted = where.safeParse(sent.value).data
      return posted ? ok({ externalId: `${posted.channel}:${posted.ts}` }) : fail({ reason: 'unconfirmed' })
    },
    async edit({ externalId }, { text, choices }) {
      const [channel, ts] = externalId.split(':')
      const edited = await web.call('chat.update', { channel, ts, ...shown(text, choices) })
      return edited.ok ? ok(undefined) : edited
    },
    find: (message) => find(web, settings, message),
    ...(signingSecret
      ? { receive: (request: Request) => receiveSlack(request, { signingSecret, now: now(), read }) }
      : {}),
    ...(appToken ? { listen: listen(appToken) } : {}),
  }
}

/** Turned on by SLACK_BOT_TOKEN. Throws one sentence naming the setting that is wrong. */
export function openSlack(values: ChannelSettings, { log, planners, publicUrl }: ChannelSurroundings): Door {
  const config = {
    botToken: values.SLACK_BOT_TOKEN ?? '',
    signingSecret: values.SLACK_SIGNING_SECRET,
    appToken: values.SLACK_APP_TOKEN,
    apiBase: values.SLACK_API_BASE,
    roles: values.SLACK_ROLES,
    desk: planners && plannerDesk(planners, publicUrl || null),
    log,
  }
  const channel = slack(config)
  return { channel, paths: channel.receive ? ['/webhooks/slack'] : [], rooms: roomsInSlack(config) }
}

/** Public channels of the workspace. Throws one sentence naming the setting that is wrong. */
export function roomsInSlack(config: SlackConfig): Rooms {
  const { settleMs, now, ...settings } = checked(config)
  return slackRooms({ web: slackWeb({ ...settings, token: settings.botToken }), settleMs, now })
}

const where = z.object({ channel: z.string().min(1), ts: z.string().min(1) })

const messageEvent = 'muster_message'

type Settings = ReturnType<typeof checked>

function checked(config: SlackConfig) {
  const { botToken, signingSecret, appToken, apiBase = 'https://slack.com/api' } = config
  const { timeoutMs = 10_000, settleMs = 30_000, againMs = 5_000, answerMs = answerWithinMs } = config
  const { now = () => new Date(), log = () => undefined } = config
  const { desk, roles } = config
  const groups = roles === undefined ? new Map() : parseRoleGroups(roles, /^S[A-Z0-9]{2,40}$/)
  if (!groups) throw new Error(rolesRight)
  const rest = { timeoutMs, settleMs, againMs, answerMs, now, log, desk, groups: [...groups.keys()] }
  const settings = { botToken, signingSecret, appToken, apiBase, ...rest }
  checkRules(settings, settingRules)
  return settings
}

const rolesRight =
  'SLACK_ROLES must be ids of user groups and what they are, such as S0123ABCD=planner, set apart by commas.'

type Checked = Pick<Settings, 'botToken' | 'signingSecret' | 'appToken' | 'apiBase'>

/** The values are not in the sentences: they are secrets, and sentences end up in a log. */
const settingRules: readonly SettingRule<Checked>[] = [
  [
    ({ botToken }) => /^xoxb-[\w-]+$/.test(botToken),
    'SLACK_BOT_TOKEN must be the bot token of the Slack app, which begins with xoxb-.',
  ],
  [
    ({ signingSecret }) => signingSecret === undefined || /^[0-9a-z]{16,64}$/.test(signingSecret),
    'SLACK_SIGNING_SECRET must be the signing secret of the Slack app, as its page of basic information shows it.',
  ],
  [
    ({ appToken }) => appToken === undefined || /^xapp-[\w-]+$/.test(appToken),
    'SLACK_APP_TOKEN must be a token of the Slack app with connections:write, which begins with xapp-.',
  ],
  [
    ({ signingSecret, appToken }) => signingSecret !== undefined || appToken !== undefined,
    'SLACK_SIGNING_SECRET or SLACK_APP_TOKEN must be given: Slack calls us, or we keep a socket open to it.',
  ],
  [
    ({ apiBase }) => isApiBase(apiBase),
    'SLACK_API_BASE must be an https address without a slash at the end; http is for this machine only.',
  ],
]

/** Slack's clock and ours, in seconds. */
const clockMarginS = 10
const page = 200

const history = z.object({
  has_more: z.boolean().optional(),
  messages: z.array(
    z.looseObject({
      ts: z.string(),
      metadata: z.looseObject({ event_payload: z.looseObject({ id: z.unknown() }).optional() }).optional(),
    }),
  ),
})

const opened = z.object({ channel: z.object({ id: z.string() }) })

/** Looks through what was said to this person since, for the message that carries our id. */
async function find(web: SlackWeb, settings: Settings, { to, messageId, attemptedAt }: SentMessage) {
  const unknown = { outcome: 'unknown' } as const
  const open = await web.call('conversations.open', { users: to.id })
  const channel = open.ok ? opened.safeParse(open.value).data?.channel.id : undefined
  if (!channel) return unknown
  const oldest = String(attemptedAt.getTime() / 1000 - clockMarginS)
  const form = { channel, oldest, include_all_metadata: true, limit: page }
  const listed = await web.call('conversations.history', form)
  const said = listed.ok ? history.safeParse(listed.value).data : undefined
  if (!said) return unknown
  const it = said.messages.find(({ metadata }) => metadata?.event_payload?.id === messageId)
  if (it) return { outcome: 'sent', externalId: `${channel}:${it.ts}` } as const
  const isSettled = settings.now().getTime() - attemptedAt.getTime() >= settings.settleMs
  return isSettled && !said.has_more ? ({ outcome: 'not_sent' } as const) : unknown
}
