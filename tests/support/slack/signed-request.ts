import { createHmac } from 'node:crypto'

export interface SignedOptions {
  readonly secret: string
  readonly at?: Date
  readonly url?: string
  readonly contentType?: string
  readonly headers?: Readonly<Record<string, string>>
}

export const form = 'application/x-www-form-urlencoded'

/** A request as Slack posts it: signed over the bytes of its body and the second it was sent in. */
export function signedRequest(body: string, { secret, at = new Date(), url = door, ...how }: SignedOptions): Request {
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const signature = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')
  const headers = {
    'content-type': how.contentType ?? 'application/json',
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': `v0=${signature}`,
    ...how.headers,
  }
  return new Request(url, { method: 'POST', body, headers })
}

const door = 'http://127.0.0.1/webhooks/slack'

export interface Written {
  readonly user: string
  readonly text: string
  readonly event?: string
  readonly more?: object
}

/** What Slack posts when somebody writes to us alone. */
export const writtenEvent = ({ user, text, event = 'Ev0MDYHUEL', more = {} }: Written) => ({
  token: 'verification-token-that-nobody-uses',
  team_id: 'T0MUSTER',
  api_app_id: 'A0MUSTER',
  event: {
    client_msg_id: 'bd4e1b5a-0000-4000-8000-000000000000',
    type: 'message',
    user,
    text,
    ts: '1795600000.000200',
    channel: `D${user.slice(1)}`,
    channel_type: 'im',
    event_ts: '1795600000.000200',
    ...more,
  },
  type: 'event_callback',
  event_id: event,
  event_time: 1_795_600_000,
  authorizations: [{ team_id: 'T0MUSTER', user_id: 'UBOT', is_bot: true }],
})

export const pressPayload = ({ user, answer, trigger }: { user: string; answer: string; trigger: string }) => ({
  type: 'block_actions',
  user: { id: user, username: 'nobody-looks-at-this', team_id: 'T0MUSTER' },
  api_app_id: 'A0MUSTER',
  team: { id: 'T0MUSTER', domain: 'muster' },
  trigger_id: trigger,
  response_url: 'http://127.0.0.1/never-used',
  actions: [{ type: 'button', action_id: `answer/${answer}`, block_id: 'b', value: answer, action_ts: '1795600001.1' }],
})
