import { afterEach, beforeEach, expect, test } from 'vitest'
import { twilioSms } from '../../adapters/channels/twilio-sms.ts'
import { twilioVoice } from '../../adapters/channels/twilio-voice.ts'
import { twilioWhatsapp } from '../../adapters/channels/twilio-whatsapp.ts'
import { openPool } from '../../adapters/db/open.ts'
import { listen } from '../../adapters/http/server.ts'
import { readSettings } from '../../adapters/settings.ts'
import { type Muster, wireMuster } from '../../bots/muster.ts'
import { enterVolunteers } from '../../bots/turns/enter-volunteers.ts'
import type { Door } from '../../core/channel.ts'
import { newDataDir, removeDataDir } from '../support/data-dir.ts'
import { freshDatabase } from '../support/database.ts'
import { volunteerRow } from '../support/town.ts'
import { type TwilioStandIn, twilioStandIn } from '../support/twilio-stand-in.ts'

const publicUrl = 'https://muster.example.gov.uk'
const [us, whatsappNumber] = ['+447700900000', '+447700900001']
const template = `HX${'a'.repeat(32)}`
const sam = { name: 'Sam Okoro', at: { lat: 51.9931, lon: -2.1571 } }

let twilio: TwilioStandIn
let muster: Muster
let startsAtMs: number
let close: () => Promise<void>

const now = () => new Date(startsAtMs)

beforeEach(async () => {
  startsAtMs = Date.parse('2026-11-25T12:00:00.000Z')
  const templates = { [template]: { body: 'A message from Muster: {{1}}', approved: true } }
  twilio = await twilioStandIn({ now, whatsapp: { numbers: [whatsappNumber], templates } })
})

afterEach(async () => {
  await close()
  await twilio.close()
})

/** Opens a Muster with these doors, called over HTTP as Twilio calls it. */
async function open(doorsOf: (given: Account) => readonly Door[]): Promise<void> {
  const database = await freshDatabase()
  const pool = openPool(database.config, () => undefined)
  const dir = newDataDir('doors')
  muster = await wireMuster({
    settings: readSettings({ PUBLIC_URL: publicUrl }),
    database: { pool, dir, close: async () => undefined },
    doors: doorsOf(account()),
    log: () => undefined,
    now,
    pick: () => 0,
    width: 1,
  })
  const server = await listen(muster.app, '127.0.0.1', 0)
  twilio.connect({ publicUrl, appUrl: `http://127.0.0.1:${server.port}` })
  close = async () => {
    await settle()
    await server.close()
    await pool.end()
    await database.drop()
    await removeDataDir(dir)
  }
}

type Account = ReturnType<typeof account>

const account = () => ({
  accountSid: twilio.accountSid,
  authToken: twilio.authToken,
  publicUrl,
  apiBase: twilio.baseUrl,
  us: 'Muster',
  hangUpMs: 5,
  perSecond: 100,
  now,
  recall: (id: string) => muster.recall(id),
})

async function settle(): Promise<void> {
  await muster.lanes.idle()
  while ((await muster.sequence()) > 0);
  muster.sender.wake()
  await muster.sender.idle()
}

const voicePaths = ['', '/answer', '/again', '/wait', '/status', '/machine'].map((p) => `/webhooks/twilio/voice${p}`)

/** A Muster that can do nothing but ring and be rung. */
const telephoneAlone = (given: Account): Door[] => [{ channel: twilioVoice({ ...given, from: us }), paths: voicePaths }]

test('a resident rings for help, a volunteer on a landline says yes with a key, and both hear what they need', async () => {
  await open(telephoneAlone)
  await enterVolunteers(muster.house, [volunteerRow({ ...sam, phone: '+441632960101' })], 'job/test')
  await settle()
  for (const introduction of twilio.rung) await introduction.fail('no-answer')
  startsAtMs += 60_000

  const ada = await twilio.ring('+441632960201')
  await ada.say('Flood water is coming in, I need sandbags, 51.9912, -2.1598')
  await settle()
  expect(ada.heard()).toMatch(/^We read: flood help at .*We are asking people nearby and ring you when one says yes\./)
  expect(ada.heard()).toContain('What name and house number?')
  await ada.say('Ada Brook, 12 Mill Lane')
  await settle()
  expect(ada.heard()).toContain('Only the person who comes will see that')
  await ada.hangUp()

  const asked = twilio.rung.at(-1)!
  expect(asked.to).toBe('+441632960101')
  await asked.pickUp()
  expect(asked.heard()).toMatch(/^Muster: flood help needed.*Press 1: Yes, I can\. Press 2: No, I can't\./)
  expect(asked.heard()).not.toContain('Ada')
  await asked.press('1')
  await settle()
  if (asked.heard().includes('Press 1 to hear it')) await asked.press('1')
  expect(asked.heard()).toContain('Ada Brook, 12 Mill Lane')
  expect(asked.heard()).toContain('Doorstep word: acorn')

  const told = twilio.rung.at(-1)!
  expect(told.to).toBe('+441632960201')
  await told.pickUp()
  expect(told.heard()).not.toContain('Sam')
  await told.press('1')
  expect(told.heard()).toContain('Sam has said yes to flood help')

  const pretended = await twilio.ring('+441632960201')
  await pretended.say('What is happening with my request?')
  await settle()
  expect(pretended.heard()).toContain('We ring you straight back')
  expect(pretended.twiml() + twilio.rung.at(-1)!.twiml()).not.toMatch(/acorn|Sam/)

  await asked.press('5')
  await settle()
  expect(asked.heard()).toContain('that made a difference')
})

test('whoever is on WhatsApp without a number hears of it by a template when their day is over', async () => {
  await open((given) => [
    { channel: twilioSms({ ...given, from: us }), paths: ['/webhooks/twilio/sms', '/webhooks/twilio/status'] },
    {
      channel: twilioWhatsapp({ ...given, from: whatsappNumber, templates: `*=${template}` }),
      paths: ['/webhooks/twilio/whatsapp', '/webhooks/twilio/whatsapp-status'],
    },
  ])
  await enterVolunteers(muster.house, [volunteerRow({ ...sam, phone: '+447700900101' })], 'job/test')
  await settle()
  startsAtMs += 60_000
  const pin = { Latitude: '51.9912', Longitude: '-2.1598', Label: 'Mill Lane' }
  await twilio.whatsapp('GB.ada', 'I need sandbags, flood water coming in', { ...pin, ExternalUserId: 'GB.ada' })
  await settle()
  const toAda = () => twilio.sent.filter(({ to }) => to === 'whatsapp:GB.ada')
  expect(toAda().at(-1)?.body).toMatch(/^We read: flood help at/)
  expect(toAda().every(({ form }) => form.Body !== undefined)).toBe(true)

  startsAtMs += 25 * 3_600_000
  await twilio.inbound('+447700900101', 'A1')
  await settle()
  expect(toAda().at(-1)).toMatchObject({
    outsideSession: false,
    form: { ContentSid: template },
    body: expect.stringMatching(/^A message from Muster: Sam has said yes to flood help/),
  })
})
