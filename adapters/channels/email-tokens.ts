import { createCipheriv, createDecipheriv, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** What a link in an e-mail does when its page's button is pressed, and for whom. */
export interface LinkToken {
  readonly address: string
  readonly messageId: string
  /** `A1`; null: no more e-mails. */
  readonly answer: string | null
  readonly language: string
  /** Milliseconds since 1970. */
  readonly expiresMs: number
}

export interface EmailTokens {
  /** The local part that whoever has this address answers to, and nobody else can know: `reply+…`. */
  replyTo(address: string): string
  /** The local part bounces of a message come to: `bounce+…`. */
  bounceTo(messageId: string): string
  /** Our Message-ID without angle brackets or domain: it proves that who cites it was sent the message. */
  messageIdOf(messageId: string, address: string): string
  /** Whether a local part or a cited Message-ID is one that only this address was given. */
  isProof(local: string, address: string): boolean
  /** The message that bounced, where the local part is ours. */
  bounced(local: string): string | undefined
  seal(link: LinkToken): string
  /** Undefined where it is not ours; one that is too old opens, look at `expiresMs`. */
  open(token: string): LinkToken | undefined
}

const same = (a: string, b: string): boolean => {
  const [x, y] = [Buffer.from(a), Buffer.from(b)]
  return x.length === y.length && timingSafeEqual(x, y)
}

/**
 * Everything that proves who an e-mail comes from, made of one secret of 32 bytes. Local parts are lower-case
 * hexadecimal: mail servers fold case, and cut off at 64 characters. Nothing can be read from any of them.
 */
export function emailTokens(secret: Buffer): EmailTokens {
  const mac = (...parts: string[]) => createHmac('sha256', secret).update(JSON.stringify(parts)).digest('hex')
  const replyTo = (address: string) => `reply+${mac('reply', address).slice(0, 32)}`
  const bounceTo = (id: string) => `bounce+${id}.${mac('bounce', id).slice(0, 16)}`
  const messageIdOf = (id: string, address: string) => `${id}.${mac('message', id, address).slice(0, 32)}`
  const linkKey = Buffer.from(mac('link'), 'hex')
  return {
    replyTo,
    bounceTo,
    messageIdOf,
    isProof(local, address) {
      const [id = ''] = local.split('.')
      return same(local, replyTo(address)) || same(local, messageIdOf(id, address))
    },
    bounced(local) {
      const id = /^bounce\+([^.]+)\./.exec(local)?.[1]
      return id !== undefined && same(local, bounceTo(id)) ? id : undefined
    },
    seal(link) {
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', linkKey, iv)
      const sealed = Buffer.concat([cipher.update(JSON.stringify(link)), cipher.final()])
      return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url')
    },
    open(token) {
      const bytes = Buffer.from(token, 'base64url')
      if (bytes.length < 29) return undefined
      const decipher = createDecipheriv('aes-256-gcm', linkKey, bytes.subarray(0, 12))
      decipher.setAuthTag(bytes.subarray(12, 28))
      try {
        return JSON.parse(Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString())
      } catch {
        return undefined // somebody changed it, or it is another authority's
      }
    },
  }
}
