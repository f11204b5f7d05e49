import { SMTPServer } from 'smtp-server'
import type { RawEmail } from './email-inbound.ts'

/** Larger e-mails are refused (552) before they are read. */
export const largestEmail = 2 * 1024 * 1024

const refused = (responseCode: number, sentence: string) => Object.assign(new Error(sentence), { responseCode })

/**
 * Takes e-mails for our domain by SMTP and hands each to `take`; a sender is told that it is ours only once `take` is
 * done, and to try again when it fails. Meant to stand behind a mail server, which has the certificate. Returns how to
 * stop.
 */
export async function listenForEmail(
  { host, port, domain }: { host: string; port: number; domain: string },
  take: (email: RawEmail) => Promise<void>,
): Promise<() => Promise<void>> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: largestEmail,
    onRcptTo: ({ address }, _, done) =>
      done(address.toLowerCase().endsWith(`@${domain}`) ? null : refused(550, 'No such mailbox here')),
    onData: (stream, { envelope }, done) => {
      const chunks: Uint8Array[] = []
      stream.on('data', (chunk: Uint8Array) => stream.sizeExceeded || chunks.push(chunk))
      stream.on('error', done)
      stream.on('end', () => {
        if (stream.sizeExceeded) return done(refused(552, 'Too large'))
        const recipients = envelope.rcptTo.map(({ address }) => address)
        const envelopeFrom = envelope.mailFrom ? envelope.mailFrom.address : ''
        take({ bytes: Buffer.concat(chunks), recipients, envelopeFrom }).then(
          () => done(null, 'Taken'),
          () => done(refused(451, 'Not now, try again')),
        )
      })
    },
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  server.on('error', () => undefined) // a peer that broke off: it tries again
  return () => new Promise((closed) => server.close(closed))
}
