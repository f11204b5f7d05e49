import { Readable } from 'node:stream'
import type { SendMailOptions } from 'nodemailer'
import MailComposer from 'nodemailer/lib/mail-composer'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { SendFailure, SendFailureCode } from '../../core/channel.ts'
import { fail, ok, type Result } from '../../core/result.ts'

/** An e-mail with the envelope it goes out in. */
export type EmailOut = SendMailOptions & { readonly envelope: { readonly from: string; readonly to: string } }

interface Auth {
  readonly user: string
  readonly pass: string
}

export interface Smtp {
  /** Hands one e-mail over. What the server said is not in a failure: it may quote the address. */
  send(mail: EmailOut, signal?: AbortSignal): Promise<Result<null, SendFailure>>
}

/**
 * A mail server by SMTP, one connection a message. A server takes a message when it answers the end of its words: an
 * error before the first of them left means that nothing was sent, silence after it that nobody knows. Nodemailer's own
 * transport does not tell the two apart (it calls both CONN), so its connection is used, and seen when it reads the words.
 */
export function smtp(url: string, timeoutMs: number): Smtp {
  const server = optionsOf(url, timeoutMs)
  return {
    async send(mail, signal) {
      if (signal?.aborted) return fail({ reason: 'unreachable' })
      const words = await new MailComposer(mail).compile().build()
      const handing: Handing = { connection: new SMTPConnection(server.options), words, wordsLeft: false }
      try {
        await Promise.race([handOver(handing, mail, server.auth), toldToStop(signal)])
        return ok(null)
      } catch (error) {
        return fail(failureOf(error, handing.wordsLeft))
      } finally {
        handing.connection.close()
      }
    },
  }
}

interface Handing {
  readonly connection: SMTPConnection
  readonly words: Buffer
  wordsLeft: boolean
}

function optionsOf(url: string, timeoutMs: number) {
  const { hostname, protocol, port, username, password } = new URL(url)
  const secure = protocol === 'smtps:'
  const options = {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port ? Number(port) : secure ? 465 : 587,
    secure,
    requireTLS: !['127.0.0.1', 'localhost', '[::1]'].includes(hostname),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
  }
  const auth = username ? { user: decodeURIComponent(username), pass: decodeURIComponent(password) } : undefined
  return { options, auth }
}

async function handOver(handing: Handing, { envelope }: EmailOut, auth: Auth | undefined): Promise<void> {
  const { connection } = handing
  await new Promise<void>((connected, failed) => {
    connection.on('error', failed)
    connection.on('end', () => setImmediate(failed, new Error('email: the connection ended')))
    connection.connect((error) => (error ? failed(error) : connected()))
  })
  if (auth && connection.allowsAuth) await step((done) => connection.login(auth, done))
  await step((done) => connection.send(envelope, Readable.from(wordsOf(handing), { objectMode: false }), done))
  connection.quit()

  function step(run: (done: (error: Error | null) => void) => void): Promise<void> {
    return new Promise((done, failed) => {
      connection.on('error', failed)
      connection.on('end', () => setImmediate(failed, new Error('email: the connection ended')))
      run((error) => (error ? failed(error) : done()))
    })
  }
}

async function* wordsOf(handing: Handing): AsyncGenerator<Buffer> {
  handing.wordsLeft = true
  yield handing.words
}

const toldToStop = (signal: AbortSignal | undefined): Promise<never> =>
  new Promise((_, reject) => signal?.addEventListener('abort', () => reject(new Error('email: told to stop'))))

/** How long a server that says "later" is left alone, in seconds; all of the channel's messages wait. */
const laterS = 30
/** How long a recipient waits whose server says "later" of them alone, as it does of strangers; others do not wait. */
const strangerS = 120
/** Of a mailbox: busy, not there just now, full. Not 421, after which the server takes nothing. */
const ofMailbox: ReadonlySet<number> = new Set([450, 451, 452])

function failureOf(error: unknown, wordsLeft: boolean): SendFailure {
  const { code, command = '', responseCode } = error as { code?: string; command?: string; responseCode?: number }
  if (responseCode !== undefined && responseCode >= 400) return refusal(responseCode, command)
  if (!wordsLeft && code !== undefined && ['EAUTH', 'ETLS', 'ENOAUTH'].includes(code))
    return { reason: 'misconfigured', code }
  return { reason: wordsLeft ? 'unconfirmed' : 'unreachable', ...(code === undefined ? {} : { code }) }
}

const refusals: Readonly<Record<number, SendFailureCode>> = {
  454: 'misconfigured', // our login is not taken now
  501: 'bad_address',
  510: 'bad_address',
  511: 'bad_address',
  513: 'bad_address',
  530: 'misconfigured', // it wants a login or TLS
  534: 'misconfigured',
  535: 'misconfigured',
  538: 'misconfigured',
  550: 'bad_address',
  551: 'bad_address',
  553: 'bad_address',
}

function refusal(status: number, command: string): SendFailure {
  const code = String(status)
  const known = refusals[status]
  if (known === 'misconfigured') return { reason: known, code }
  if (command === 'RCPT TO' && ofMailbox.has(status))
    return { reason: 'throttled', code, retryAfterS: strangerS, onlyThis: true }
  if (status < 500) return { reason: 'throttled', code, retryAfterS: laterS }
  return { reason: known !== undefined && command === 'RCPT TO' ? known : 'rejected', code }
}
