import { z } from 'zod'
import { parseVerifierKey, signatureTypes, type VerifierKey } from '../core/ledger/notes/keys.ts'
import type { RetentionRules } from '../core/privacy/retention.ts'
import { type ChannelSettings, liveChannels, turnedOn } from './channels/live.ts'
import { WrongSetting } from './wrong-setting.ts'

const port = z.coerce.number().int().min(0).max(65_535)
const url = z.url({ protocol: /^https?$/ }).transform((text) => text.replace(/\/+$/, ''))
const key = z
  .string()
  .regex(/^[A-Za-z0-9+/_-]{43}=?$/)
  .transform((text) => Buffer.from(text, 'base64'))

/** How long something is kept. */
const span = (usual: number) => z.coerce.number().int().min(1).max(36_500).default(usual)
const spanRight = (unit: string): string => `a whole number of ${unit} from 1 to 36500`

/** A witness of the log: its key, and where it takes checkpoints. */
export interface WitnessSetting {
  readonly key: VerifierKey
  readonly url: string
}

const witnesses = z.string().transform((text, context): WitnessSetting[] => {
  const read = text.split(',').map((one) => {
    const [vkey = '', address = '', ...more] = one.trim().split(/\s+/)
    const [witness, parsed] = [parseVerifierKey(vkey), url.safeParse(address)]
    const right = witness?.type === signatureTypes.cosignature && parsed.success && more.length === 0
    return right ? { key: witness, url: parsed.data } : undefined
  })
  if (read.every((one) => one !== undefined)) return read
  context.addIssue({ code: 'custom', message: 'not a witness' })
  return z.NEVER
})

/** Prices a segment, by channel, in whole or broken units of the currency; held in millionths. */
const prices = z.string().transform((text, context): Readonly<Record<string, number>> => {
  const read = text.split(',').map((one) => /^\s*([a-z_]+)\s*=\s*(\d{1,4}(?:\.\d{1,6})?)\s*$/.exec(one))
  if (read.every((match) => match !== null))
    return Object.fromEntries(read.map(([, channel, price]) => [channel!, Math.round(Number(price) * 1_000_000)]))
  context.addIssue({ code: 'custom', message: 'not prices' })
  return z.NEVER
})

/** Every setting: its form, and what is right, as the sentence that stops a start says it. */
const settings = {
  PORT: { form: port, right: 'a port from 0 to 65535' },
  HOST: { form: z.string().min(1).default('127.0.0.1'), right: 'an address to listen on, such as 127.0.0.1' },
  PUBLIC_URL: { form: url, right: 'the address providers reach us at, such as https://muster.example.gov.uk' },
  DATABASE_URL: { form: z.string().regex(/^postgres(ql)?:\/\//), right: 'a PostgreSQL address, postgres://…' },
  DATA_DIR: { form: z.string().min(1).default('./data'), right: 'a folder' },
  ROLE: { form: z.enum(['all', 'web', 'worker']).default('all'), right: 'all, web or worker' },
  LOG_LEVEL: { form: z.enum(['info', 'quiet']).default('info'), right: 'info or quiet' },
  VAULT_KEY: { form: key, right: '32 bytes in base64' },
  LEDGER_KEY: { form: key, right: '32 bytes in base64' },
  LEDGER_PUBLISH: { form: z.enum(['0', '1']).default('0'), right: '1 to publish the log’s commitments, or 0' },
  LEDGER_WITNESSES: {
    form: witnesses,
    right: 'witnesses set apart by commas, each its key (NAME+ID+KEY) and the address it takes checkpoints at',
  },
  AUTHORITY_NAME: {
    form: z.string().min(1).max(20).default('Muster'),
    right: 'what texts call us, at most 20 characters',
  },
  MESSAGE_PRICES: {
    form: prices,
    right: 'what a segment costs on each channel, such as sms=0.0395, notify_sms=0.0233',
  },
  MESSAGE_CURRENCY: {
    form: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .default('GBP'),
    right: 'the currency of prices and budgets, three letters such as GBP',
  },
  RETENTION_NEED_DAYS: { form: span(90), right: spanRight('days') },
  RETENTION_MESSAGE_DAYS: { form: span(365), right: spanRight('days') },
  RETENTION_RESIDENT_DAYS: { form: span(730), right: spanRight('days') },
  RETENTION_VOLUNTEER_DAYS: { form: span(730), right: spanRight('days') },
  RETENTION_DECISION_YEARS: { form: span(7), right: spanRight('years') },
  POSTCODES_IO_BASE: { form: url, right: 'the address of a postcodes.io service' },
} as const

type Known = keyof typeof settings
type Parsed = { [K in Known]: z.output<(typeof settings)[K]['form']> }
type WithDefault =
  | 'HOST'
  | 'DATA_DIR'
  | 'ROLE'
  | 'LOG_LEVEL'
  | 'AUTHORITY_NAME'
  | 'MESSAGE_CURRENCY'
  | 'LEDGER_PUBLISH'
  | (`RETENTION_${string}` & Known)

/** The settings as the program uses them: those without a default may be missing. */
export type Settings = Pick<Parsed, WithDefault> &
  Partial<Omit<Parsed, WithDefault>> & {
    /** Those of channels, which each channel reads itself. */
    readonly channels: ChannelSettings
  }

/**
 * Reads the settings from the environment, once. An empty variable counts as unset.
 * Throws `WrongSetting` on the first that is wrong; the value is not repeated, it may be a secret.
 */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const given = (name: string) => env[name]?.trim() || undefined
  const read = (Object.keys(settings) as Known[]).flatMap((name) => {
    const { form, right } = settings[name]
    const value = given(name)
    if (value === undefined && !(form instanceof z.ZodDefault)) return []
    const parsed = form.safeParse(value)
    if (!parsed.success) throw new WrongSetting(`${name} must be ${right}.`)
    return [[name, parsed.data]]
  })
  const channels = channelNames.flatMap((name) => (given(name) === undefined ? [] : [[name, given(name)!]]))
  const values = { ...Object.fromEntries(read), channels: Object.fromEntries(channels) } as Settings
  checkTogether(values)
  return values
}

/** What only channels read. */
const channelNames = [...new Set(liveChannels.flatMap(({ on, needs, may }) => [on, ...needs, ...may]))].filter(
  (name) => !Object.hasOwn(settings, name),
)

/** Settings that only make sense with others. */
function checkTogether(values: Settings): void {
  checkChannels(values)
  if (!values.DATABASE_URL) return
  const key = (['VAULT_KEY', 'LEDGER_KEY'] as const).find((name) => values[name] === undefined)
  if (key)
    throw new WrongSetting(`${key} is missing: with DATABASE_URL the keys must be given, ${settings[key].right}.`)
}

function checkChannels({ channels, PUBLIC_URL: publicUrl }: Settings): void {
  for (const { on, needs } of turnedOn(channels)) {
    const missing = needs.find((name) => (name === 'PUBLIC_URL' ? !publicUrl : channels[name] === undefined))
    if (missing) throw new WrongSetting(`${missing} is missing: ${on} is set, and needs it.`)
  }
  for (const name of Object.keys(channels)) {
    const readers = liveChannels.filter(({ on, needs, may }) => [on, ...needs, ...may].includes(name))
    if (!readers.some(({ on }) => channels[on] !== undefined))
      throw new WrongSetting(
        `${readers.map(({ on }) => on).join(' or ')} is missing: ${name} is set, and is read with it.`,
      )
  }
}

/** What a start needs beyond the settings being right: with a database of one's own the demo cannot stand in for a channel. */
export function requireChannel({ DATABASE_URL: database, channels }: Settings): void {
  if (!database || turnedOn(channels).length > 0) return
  const all = liveChannels.map(({ on }) => on).join(', ')
  throw new WrongSetting(
    `No channel is set up: with DATABASE_URL at least one must be, by ${all}; the demo cannot run there.`,
  )
}

/** The demo runs when nothing live is set up; any live setting makes it impossible. */
export const isDemo = ({ DATABASE_URL: database, channels }: Settings): boolean =>
  database === undefined && turnedOn(channels).length === 0

/** How long each class of record is kept. */
export const retentionOf = (values: Settings): RetentionRules => ({
  needDays: values.RETENTION_NEED_DAYS,
  messageDays: values.RETENTION_MESSAGE_DAYS,
  residentDays: values.RETENTION_RESIDENT_DAYS,
  volunteerDays: values.RETENTION_VOLUNTEER_DAYS,
  decisionYears: values.RETENTION_DECISION_YEARS,
})
