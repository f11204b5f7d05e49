import { isIP } from 'node:net'
import type { Context } from 'hono'

const ofThisMachine = ['127.0.0.1', '::1', '::ffff:127.0.0.1']

/**
 * The network address of whoever asks; behind a proxy on this machine, what it says last. `unknown` where there is no
 * socket. For counting only: it is never kept.
 */
export function visitorAddress(c: Context): string {
  const env = c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined
  const direct = env?.incoming?.socket?.remoteAddress ?? 'unknown'
  if (!ofThisMachine.includes(direct)) return direct
  const said = c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() ?? ''
  return isIP(said) === 0 ? direct : said
}
