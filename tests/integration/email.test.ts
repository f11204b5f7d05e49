import { afterAll, beforeAll, expect, test } from 'vitest'
import { email } from '../../adapters/channels/email.ts'
import { smtp } from '../../adapters/channels/email-smtp.ts'
import { emailTokens } from '../../adapters/channels/email-tokens.ts'
import { freePort } from '../support/free-port.ts'
import { type MailStandIn, mailStandIn } from '../support/mail-stand-in.ts'
import { openWired, type Wired } from '../support/wired.ts'

const [ada, sam, tom] = ['ada@example.org', 'sam@example.org', 'tom@example.org']
const domain = 'muster.example.gov.uk'
const webhookSecret = 'inbound-secret-of-the-test'
const passed = 'Authentication-Results: mx.example.gov.uk; dmarc=pass header.from=example.org'

let standIn: MailStandIn
let wired: Wired
let listenAt: string
let stopListening: () => Promise<void>
let sent = 0

beforeAll(async () => {
  standIn = await mailStandIn()
  listenAt = `127.0.0.1:${await freePort()}`
  const open = (muster: () => Wired['muster']) =>
    email({
      smtpUrl: standIn.url,
      from: `help@${domain}`,
      domain,
      publicUrl: 'https://muster.example.org',
      us: 'Muster',
      secret: () => muster().secret('email'),
      recall: (id) => muster().recall(id),
      listenAt,
      webhookSecret,
      authserv: 'mx.example.gov.uk',
    })
  let channel: ReturnType<typeof email> | undefined
  wired = await openWired((muster) => {
    channel = open(muster)
    return [{ channel, paths: ['/email/:token', '/webhooks/email/:secret'] }]
  })
  stopListening = await channel!.listen!((event) => wired.muster.deliver('email', event))
  for (const [name, phone] of [
    ['Sam Okoro', sam],
    ['Tom Byrne', tom],
  ] as const)
    await wired.volunteer({ name, phone, at: { lat: 51.9931, lon: -2.1571 } }, 'email')
}, 60_000)

afterAll(async () => {
  await stopListening()
  await wired.close()
  await standIn.close()
})

interface Mail {
  readonly from: string
  readonly to?: string
  readonly subject?: string
  readonly headers?: readonly string[]
  readonly body: string
}

const mime = ({ from, to = `help@${domain}`, subject = 'Re: Muster', headers = [], body }: Mail) =>
  [
    `From: <${from}>`,
    `To: ${to}`,
    `Message-ID: <${++sent}@example.org>`,
    `Subject: ${subject}`,
    ...headers,
    '',
    body,
  ].join('\r\n')

const byWebhook = (mail: Mail) =>
  wired.post(
    new Request(`https://muster.example.org/webhooks/email/${webhookSecret}`, {
      method: 'POST',
      headers: { 'content-type': 'message/rfc822' },
      body: mime(mail),
    }),
  )

const bySmtp = async ({ from, to = `help@${domain}`, body }: Mail) => {
  const handed = await smtp(`smtp://${listenAt}`, 5_000).send({ envelope: { from, to }, from, to, text: body })
  await wired.settle()
  return handed
}

const textOf = (address: string) => standIn.last(address).email.text!.replaceAll('\n', ' ')
const replyTo = (address: string) => standIn.last(address).email.replyTo![0]!.address!

test('a resident asks by e-mail, and those nearby are asked by e-mail', async () => {
  const body = 'We need sandbags at 51.9912, -2.1598\n-- \nAda'
  expect((await byWebhook({ from: ada, subject: 'Help', headers: [passed], body })).status).toBe(204)
  expect(textOf(ada)).toMatch(/^We read: flood help/)
  expect(textOf(sam)).toContain('Reply A1 yes')
})

test('an e-mail in a volunteer’s name that anybody could have written answers nothing', async () => {
  await byWebhook({ from: sam, body: 'A1' })
  expect(textOf(sam)).toContain('cannot be sure')
  const { rows } = await wired.muster.house.pool.query(`SELECT 1 FROM inbox`)
  expect(rows).toHaveLength(1)
})

test('looking at the link does nothing, pressing its button says yes', async () => {
  const invitation = standIn.taken.find(
    ({ recipients, email: { text } }) => recipients[0] === sam && text!.includes('Reply A1'),
  )!
  const url = /A1: [^\n]*\n(https:\S+)/.exec(invitation.email.text!)![1]!
  const before = standIn.taken.length
  expect(await (await wired.post(new Request(url))).text()).toContain('<form method="post">')
  expect(standIn.taken).toHaveLength(before)
  expect((await wired.post(new Request(url, { method: 'POST' }))).status).toBe(200)
  expect(textOf(sam)).toContain('Doorstep word: acorn')
  expect(textOf(ada)).toMatch(/^Sam has said yes/)
})

test('the next says yes by replying, through SMTP, with our words quoted below', async () => {
  await byWebhook({
    from: 'bea@example.org',
    subject: 'Help',
    headers: [passed],
    body: 'need sandbags 51.9914, -2.1592',
  })
  const asked = standIn.taken.findLast(({ email: { text } }) => /Reply \w\d yes/.test(text!))!
  const [to, code] = [asked.recipients[0]!, /Reply (\w\d) yes/.exec(asked.email.text!)![1]!]
  const body = `${code}\n\nOn Wed, 25 Nov 2026 at 08:15, Muster <help@${domain}> wrote:\n> Reply ${code} yes`
  expect(await bySmtp({ from: to, to: asked.email.replyTo![0]!.address!, body })).toMatchObject({ ok: true })
  expect(textOf(to)).toContain('Doorstep word: amber')
})

test('mail for another domain is refused', async () => {
  expect(await bySmtp({ from: ada, to: 'x@example.net', body: 'x' })).toMatchObject({
    error: { reason: 'bad_address', code: '550' },
  })
})

test('one click stops all e-mails, and whoever they had promised to is not left waiting', async () => {
  const url = /<(https:[^>]+)>/.exec(standIn.last(sam).header('list-unsubscribe')!)![1]!
  await wired.post(new Request(url, { method: 'POST', body: 'List-Unsubscribe=One-Click' }))
  const before = standIn.taken.filter(({ recipients }) => recipients[0] === sam).length
  const alarms = await wired.query<{ reason: string }>(`SELECT state->>'reason' AS reason FROM alarms`)
  expect(alarms.map(({ reason }) => reason)).toContain('ring_them')
  await byWebhook({ from: ada, to: replyTo(ada), body: 'need sandbags at 51.9912, -2.1598' })
  expect(standIn.taken.filter(({ recipients }) => recipients[0] === sam)).toHaveLength(before)
})

test('tokens are this authority’s own', () => {
  const others = emailTokens(Buffer.alloc(32, 9))
  expect(replyTo(ada)).not.toBe(`${others.replyTo(ada)}@${domain}`)
})

test('no address and no word is in the log', () => {
  for (const secret of ['example.org', 'sandbags', webhookSecret])
    expect(wired.lines.filter((line) => line.includes(secret))).toEqual([])
})
