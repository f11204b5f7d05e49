import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'

const pair = generateKeyPairSync('ed25519')
const other = generateKeyPairSync('ed25519')

/** For DISCORD_PUBLIC_KEY. */
export const publicKey = Buffer.from(String(pair.publicKey.export({ format: 'jwk' }).x), 'base64url').toString('hex')

export interface SignedOptions {
  readonly at?: Date
  readonly url?: string
  /** Signed by somebody else. */
  readonly forged?: boolean
}

/** An interaction as Discord posts it, signed over the second it was sent in and the bytes of its body. */
export function signedRequest(
  body: string,
  { at = new Date(), url = door, forged = false }: SignedOptions = {},
): Request {
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const key: KeyObject = forged ? other.privateKey : pair.privateKey
  const headers = {
    'content-type': 'application/json',
    'x-signature-timestamp': timestamp,
    'x-signature-ed25519': sign(null, Buffer.from(timestamp + body), key).toString('hex'),
  }
  return new Request(url, { method: 'POST', body, headers })
}

const door = 'http://127.0.0.1/webhooks/discord'

export interface Pressed {
  readonly user: string
  readonly answer: string
  readonly id: string
  /** In a server instead of a direct message: the roles there. */
  readonly roles?: readonly string[]
}

export const pressInteraction = ({ user, answer, id, roles }: Pressed) => ({
  ...interactionOf({ user, id, roles }),
  type: 3,
  data: { component_type: 2, custom_id: answer },
})

/** What is the same in every interaction. */
export const interactionOf = ({
  user,
  id,
  roles,
}: {
  user: string
  id: string
  roles?: readonly string[] | undefined
}) => {
  const who = { id: user, username: 'nobody-looks-at-this', global_name: 'Planner' }
  return {
    application_id: '1',
    id,
    token: `token-${id}`,
    version: 1,
    ...(roles ? { guild_id: '8', channel_id: '88', member: { roles, user: who } } : { user: who }),
  }
}

export const writtenMessage = ({
  user,
  text,
  id,
  more = {},
}: {
  user: string
  text: string
  id: string
  more?: object
}) => ({
  id,
  channel_id: `9${user}`,
  author: { id: user, username: 'nobody-looks-at-this', discriminator: '0000' },
  content: text,
  timestamp: '2026-11-25T09:00:00.000000+00:00',
  type: 0,
  ...more,
})
