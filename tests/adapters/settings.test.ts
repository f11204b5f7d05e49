import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { isDemo, readSettings, requireChannel } from '../../adapters/settings.ts'
import { WrongSetting } from '../../adapters/wrong-setting.ts'

const key = randomBytes(32).toString('base64')
const twilio = {
  TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
  TWILIO_AUTH_TOKEN: 'secret-token',
  TWILIO_FROM: '+447700900000',
  PUBLIC_URL: 'https://muster.example.gov.uk/',
}

test('nothing set is the demo, with its defaults', () => {
  const settings = readSettings({})
  expect(isDemo(settings)).toBe(true)
  expect(settings).toMatchObject({ HOST: '127.0.0.1', DATA_DIR: './data', ROLE: 'all', AUTHORITY_NAME: 'Muster' })
})

test('a single live setting makes the demo impossible', () => {
  expect(isDemo(readSettings(twilio))).toBe(false)
  expect(() =>
    requireChannel(readSettings({ DATABASE_URL: 'postgres://h/d', VAULT_KEY: key, LEDGER_KEY: key })),
  ).toThrow(/^No channel is set up.*TWILIO_FROM/)
})

test('an address loses its last stroke, an empty variable counts as unset', () => {
  expect(readSettings(twilio).PUBLIC_URL).toBe('https://muster.example.gov.uk')
  expect(readSettings({ PORT: '' }).PORT).toBeUndefined()
})

test.each([
  [{ PORT: '70000' }, /^PORT must be a port/],
  [{ ROLE: 'both' }, /^ROLE must be all, web or worker\.$/],
  [{ PUBLIC_URL: 'muster' }, /^PUBLIC_URL must be/],
  [{ VAULT_KEY: 'short' }, /^VAULT_KEY must be 32 bytes/],
  [{ AUTHORITY_NAME: 'A name that is far too long to text' }, /^AUTHORITY_NAME must be/],
  [{ ...twilio, TWILIO_FROM: '' }, /^TWILIO_FROM or .* is missing/],
  [{ ...twilio, TWILIO_AUTH_TOKEN: '' }, /^TWILIO_AUTH_TOKEN is missing/],
  [{ ...twilio, PUBLIC_URL: '' }, /^PUBLIC_URL is missing/],
  [{ DATABASE_URL: 'mysql://h/d' }, /^DATABASE_URL must be/],
  [{ ...twilio, DATABASE_URL: 'postgres://h/d', LEDGER_KEY: key }, /^VAULT_KEY is missing/],
])('%j is one sentence that names it', (env, sentence) => {
  expect(() => readSettings(env)).toThrow(WrongSetting)
  expect(() => readSettings(env)).toThrow(sentence)
})

test('no value is repeated in an error: it may be a secret', () => {
  expect(() => readSettings({ VAULT_KEY: 'hunter2' })).toThrow(
    expect.not.objectContaining({ message: expect.stringContaining('hunter2') }),
  )
})
