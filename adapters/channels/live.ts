import type { Door, Message } from '../../core/channel.ts'
import type { Kept } from '../db/kept.ts'
import type { PlannerActions } from './planner-actions.ts'

/** What a channel is given besides its settings. */
export interface ChannelSurroundings {
  /** Where people and providers reach us; no slash at the end. Always there where a channel's `needs` name PUBLIC_URL. */
  readonly publicUrl: string
  /** What texts call us. */
  readonly us: string
  /** 32 bytes that only this authority can make, the same for ever for the same label. */
  readonly secret: (label: string) => Buffer
  /** A message that was sent, as it was; undefined when it never was, or was erased. */
  readonly recall: (messageId: string) => Promise<Message | undefined>
  /** What planners can have done from a chat; not there where nobody can do it. */
  readonly planners?: () => PlannerActions
  /** Keeps a value under a name over restarts, sealed; not there where nothing is kept. */
  readonly kept?: (name: string) => Kept
  /** The ids of those who wrote on a channel within the last week, the last first; some hundred at most. */
  readonly heardLately?: (channel: string) => Promise<readonly string[]>
  readonly log: (line: string) => void
}

/** Settings of channels as they were given, by name; an empty one counts as not given. */
export type ChannelSettings = Readonly<Record<string, string>>

/** A channel that settings turn on. */
export interface LiveChannel {
  /** The setting that turns it on. */
  readonly on: string
  /** Settings that must be given with it. */
  readonly needs: readonly string[]
  /** Settings that may be given with it. */
  readonly may: readonly string[]
  /** Throws one sentence that names a setting which is wrong; the value is not in it. */
  readonly open: (settings: ChannelSettings, surroundings: ChannelSurroundings) => Promise<Door>
}

const twilio = ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'PUBLIC_URL']
const twilioMay = ['TWILIO_PREVIOUS_AUTH_TOKEN', 'TWILIO_API_BASE']

const notify = ['NOTIFY_API_KEY', 'NOTIFY_CALLBACK_TOKEN']
const notifyMay = ['NOTIFY_API_BASE', 'NOTIFY_PER_MINUTE']

/** Every channel there is, loaded only where it is turned on. Adding a channel is a line here. */
export const liveChannels: readonly LiveChannel[] = [
  {
    on: 'TWILIO_FROM',
    needs: twilio,
    may: [...twilioMay, 'TWILIO_PER_SECOND'],
    open: async (...given) => (await import('./twilio-sms.ts')).openTwilioSms(...given),
  },
  {
    on: 'TWILIO_WHATSAPP_FROM',
    needs: twilio,
    may: [...twilioMay, 'TWILIO_WHATSAPP_TEMPLATES', 'TWILIO_WHATSAPP_BUTTONS', 'TWILIO_WHATSAPP_PER_SECOND'],
    open: async (...given) => (await import('./twilio-whatsapp.ts')).openTwilioWhatsapp(...given),
  },
  {
    on: 'TWILIO_VOICE_FROM',
    needs: twilio,
    may: [...twilioMay, 'TWILIO_VOICE_PER_SECOND'],
    open: async (...given) => (await import('./twilio-voice.ts')).openTwilioVoice(...given),
  },
  {
    on: 'SLACK_BOT_TOKEN',
    needs: [],
    may: ['SLACK_SIGNING_SECRET', 'SLACK_APP_TOKEN', 'SLACK_ROLES', 'SLACK_API_BASE'],
    open: async (...given) => (await import('./slack.ts')).openSlack(...given),
  },
  {
    on: 'DISCORD_BOT_TOKEN',
    needs: [],
    may: ['DISCORD_PUBLIC_KEY', 'DISCORD_ROLES', 'DISCORD_API_BASE'],
    open: async (...given) => (await import('./discord.ts')).openDiscord(...given),
  },
  {
    on: 'WEB_PAGES',
    needs: ['PUBLIC_URL'],
    may: [],
    open: async (...given) => (await import('./web-pages.ts')).openWebPages(...given),
  },
  {
    on: 'NOTIFY_SMS_TEMPLATE',
    needs: notify,
    may: [...notifyMay, 'NOTIFY_SMS_SENDER', 'NOTIFY_SMS_ANSWERED'],
    open: async (values) => (await import('./notify.ts')).openNotifySms(values),
  },
  {
    on: 'NOTIFY_EMAIL_TEMPLATE',
    needs: notify,
    may: [...notifyMay, 'NOTIFY_EMAIL_REPLY_TO'],
    open: async (values) => (await import('./notify.ts')).openNotifyEmail(values),
  },
  {
    on: 'SMTP_URL',
    needs: ['EMAIL_FROM', 'EMAIL_DOMAIN', 'PUBLIC_URL'],
    may: ['EMAIL_LISTEN', 'EMAIL_WEBHOOK_SECRET', 'EMAIL_AUTHSERV_ID', 'EMAIL_PER_SECOND'],
    open: async (...given) => (await import('./email.ts')).openEmail(...given),
  },
  {
    on: 'MASTODON_URL',
    needs: ['MASTODON_TOKEN', 'PUBLIC_URL'],
    may: ['MASTODON_AREAS'],
    open: async (...given) => (await import('./mastodon.ts')).openMastodon(...given),
  },
  {
    on: 'BLUESKY_SERVICE',
    needs: ['BLUESKY_IDENTIFIER', 'BLUESKY_PASSWORD', 'PUBLIC_URL'],
    may: ['BLUESKY_AREAS'],
    open: async (...given) => (await import('./bluesky.ts')).openBluesky(...given),
  },
]

/** Those that are turned on, in the order of the list. */
export const turnedOn = (settings: ChannelSettings): LiveChannel[] =>
  liveChannels.filter(({ on }) => settings[on] !== undefined)
