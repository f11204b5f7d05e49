import { isApiBase, isBase } from './base-address.ts'
import type { ChannelSettings, ChannelSurroundings } from './live.ts'
import { checkRules, type SettingRule } from './setting-rules.ts'

/** What every channel by Twilio is given. */
export interface TwilioAccountConfig {
  readonly accountSid: string
  readonly authToken: string
  /** The token before the last rotation: webhooks signed with it still count. */
  readonly previousAuthToken?: string | undefined
  /** Where Twilio reaches us, as it signs it. No trailing slash; a path is kept. */
  readonly publicUrl: string
  readonly apiBase?: string | undefined
  /** For one request to Twilio. */
  readonly timeoutMs?: number | undefined
  /** How long after an attempt what Twilio took may still be missing from its list. */
  readonly settleMs?: number | undefined
  readonly now?: (() => Date) | undefined
}

export const accountIn = (values: ChannelSettings, { publicUrl }: ChannelSurroundings): TwilioAccountConfig => ({
  accountSid: values.TWILIO_ACCOUNT_SID ?? '',
  authToken: values.TWILIO_AUTH_TOKEN ?? '',
  previousAuthToken: values.TWILIO_PREVIOUS_AUTH_TOKEN,
  publicUrl,
  apiBase: values.TWILIO_API_BASE,
})

export type TwilioAccountSettings = ReturnType<typeof checkedAccount>

/** The settings with what is usual for those not given. Throws one sentence naming the setting that is wrong. */
export function checkedAccount(config: TwilioAccountConfig) {
  const { apiBase = 'https://api.twilio.com', timeoutMs = 10_000, settleMs = 60_000 } = config
  const { accountSid, authToken, previousAuthToken, publicUrl, now = () => new Date() } = config
  const authTokens = previousAuthToken ? [authToken, previousAuthToken] : [authToken]
  const settings = { accountSid, authToken, authTokens, publicUrl, apiBase, timeoutMs, settleMs, now }
  checkRules(settings, accountRules)
  return settings
}

interface Checked {
  readonly accountSid: string
  readonly authToken: string
  readonly publicUrl: string
  readonly apiBase: string
}

const accountRules: readonly SettingRule<Checked>[] = [
  [
    ({ accountSid }) => /^AC[0-9a-fA-F]{32}$/.test(accountSid),
    'TWILIO_ACCOUNT_SID must be AC and 32 hexadecimal digits, as the Twilio console shows it.',
  ],
  [({ authToken }) => /^\S+$/.test(authToken), 'TWILIO_AUTH_TOKEN must be the token from the Twilio console.'],
  [
    ({ publicUrl }) => isBase(publicUrl, /^https?:$/),
    'PUBLIC_URL must be the address at which Twilio reaches us, such as https://muster.example.org, without a slash ' +
      'at the end.',
  ],
  [
    ({ apiBase }) => isApiBase(apiBase),
    'TWILIO_API_BASE must be an https address without a slash at the end; http is for this machine only.',
  ],
]
