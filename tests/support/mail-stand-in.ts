import type { AddressInfo } from 'node:net'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'

/** What the mail server does with the next e-mail. */
export type MailFault =
  | 'closing' // 421 at the recipient
  | 'greylisted' // 450 at the recipient
  | 'unknown_user' // 550 at the recipient
  | 'too_big' // 552 after its words
  | 'hung' // takes its words and never answers
  | 'taken_and_hung'
  | 'taken_and_cut_off'
  | 'cut_off'

export interface TakenMail {
  readonly recipients: readonly string[]
  readonly envelopeFrom: string
  readonly raw: string
  readonly email: Email
  /** A header as it came, by its lower-case name. */
  header(name: string): string | undefined
}

export interface MailStandIn {
  /** For SMTP_URL. */
  readonly url: string
  readonly taken: readonly TakenMail[]
  fail(fault: MailFault): void
  /** The newest e-mail to an address. */
  last(address: string): TakenMail
  close(): Promise<void>
}

const refusals: Partial<Record<MailFault, readonly [code: number, sentence: string]>> = {
  closing: [421, 'Service not available, closing transmission channel'],
  greylisted: [450, 'Greylisted, try again in five minutes'],
  unknown_user: [550, '5.1.1 User unknown'],
  too_big: [552, 'Message size exceeds fixed limit'],
}

/** A real mail server on this machine that keeps what it takes, and misbehaves on demand. */
export async function mailStandIn(): Promise<MailStandIn> {
  const taken: TakenMail[] = []
  const faults: MailFault[] = []
  const refusal = () => {
    const [code, sentence] = refusals[faults.shift()!]!
    return Object.assign(new Error(sentence), { responseCode: code })
  }
  const isNext = (...some: MailFault[]) => faults[0] !== undefined && some.includes(faults[0])
  const keep = async (raw: string, recipients: string[], envelopeFrom: string) => {
    const email = await PostalMime.parse(raw)
    const header = (name: string) => email.headers.find(({ key }) => key === name)?.value
    taken.push({ raw, recipients, envelopeFrom, email, header })
  }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    onRcptTo: (_, __, done) => (isNext('closing', 'greylisted', 'unknown_user') ? done(refusal()) : done()),
    onData: async (stream, { envelope }, done) => {
      const raw = Buffer.concat(await stream.toArray()).toString()
      if (isNext('too_big')) return done(refusal())
      const fault = faults.shift()
      const recipients = envelope.rcptTo.map(({ address }) => address)
      const from = envelope.mailFrom ? envelope.mailFrom.address : ''
      if (fault === undefined || fault.startsWith('taken')) await keep(raw, recipients, from)
      if (fault === undefined) return done(null, 'Taken')
      if (fault.endsWith('cut_off')) for (const socket of sockets) socket.destroy()
    },
  })
  const sockets = new Set<{ destroy(): void }>()
  server.server.on('connection', (socket) => sockets.add(socket))
  server.on('error', () => undefined)
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', () => listening()))
  return {
    url: `smtp://muster:mail-password@127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    taken,
    fail: (fault) => void faults.push(fault),
    last: (address) => taken.findLast(({ recipients }) => recipients.includes(address))!,
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise<void>((closed) => server.close(() => closed()))
    },
  }
}
