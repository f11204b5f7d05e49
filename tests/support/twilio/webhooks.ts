import type { SentText, TwilioApi } from './api.ts'
import { type Answer, caller } from './calls.ts'
import { statusForm } from './forms.ts'
import { rfc2822, segmentsOf } from './messages.ts'

/** Where webhooks go: signed for `publicUrl`, posted to `appUrl`. One of them stands for both. */
export interface AppAddress {
  readonly appUrl?: string
  readonly publicUrl?: string
}

export interface WebhookOptions extends AppAddress {
  /** Signed with another token. */
  readonly forged?: boolean
}

export interface StatusOptions extends WebhookOptions {
  readonly errorCode?: number | undefined
}

export interface AutomaticStatuses {
  /** What Twilio tells about each text by itself. Default: nothing. */
  readonly statuses?: keyof typeof statusOrders
  /** Numbers whose texts end `undelivered`, with the network's error code. */
  readonly undeliverable?: Readonly<Record<string, number>>
}

export interface Webhooks {
  connect(app: AppAddress): void
  /** The public address of a path. */
  addressOf(path: string): string
  /** Calls the app at an address that it gave itself. */
  call(signedUrl: string, form: Record<string, string>, options?: WebhookOptions): Promise<Answer>
  post(path: string, form: Record<string, string>, options?: WebhookOptions): Promise<Answer>
  tell(text: SentText, status: string, options?: StatusOptions): Promise<Answer>
  /** Tells by itself what becomes of a text. */
  follow(text: SentText): void
  settled(): Promise<void>
  close(): void
}

const statusOrders = {
  none: [],
  in_order: ['queued', 'sent', 'delivered'],
  reordered: ['delivered', 'queued', 'sent'],
  repeated: ['queued', 'sent', 'sent', 'delivered', 'delivered'],
} as const

export interface WebhookSource extends AutomaticStatuses {
  readonly authToken: string
  readonly api: () => TwilioApi
  readonly now: () => Date
}

/** Twilio's calls to the app. A status told is also what the API lists from then on. */
export function webhooks({ authToken, api, now, statuses = 'none', undeliverable = {} }: WebhookSource): Webhooks {
  const calls = caller(authToken)
  const pending = new Set<Promise<unknown>>()
  const problems: unknown[] = []
  let app: AppAddress = {}

  async function tell(text: SentText, status: string, options: StatusOptions = {}): Promise<Answer> {
    const message = api().message(text.sid)
    Object.assign(message, progress(status, now()), { error_code: options.errorCode ?? null })
    if (status === 'delivered') Object.assign(message, { price: '-0.04000', price_unit: 'GBP' })
    message.from ??= api().senderOf(text)
    message.num_segments = segmentsOf(message.body)
    const signedUrl = text.form.StatusCallback
    if (!signedUrl) throw new Error('twilio stand-in: the text was sent without a StatusCallback')
    const { publicUrl = new URL(signedUrl).origin, appUrl = publicUrl } = { ...app, ...options }
    const postUrl = appUrl + signedUrl.slice(publicUrl.length)
    return calls.call({ signedUrl, postUrl, form: statusForm(message, status, options.errorCode), ...options })
  }

  async function tellAll(text: SentText): Promise<void> {
    if (!text.form.StatusCallback) return
    if (text.outsideSession) return void (await tell(text, 'undelivered', { errorCode: 63016 }))
    for (const status of statusOrders[statuses]) {
      const errorCode = status === 'delivered' ? undeliverable[text.to] : undefined
      await tell(text, errorCode === undefined ? status : 'undelivered', { errorCode })
    }
  }

  return {
    connect: (next) => {
      app = next
    },
    async post(path, form, options = {}) {
      const { appUrl, publicUrl = appUrl } = { ...app, ...options }
      if (!publicUrl) throw new Error('twilio stand-in: connect the app before it is sent anything')
      return calls.call({ signedUrl: publicUrl + path, postUrl: (appUrl ?? publicUrl) + path, form, ...options })
    },
    addressOf: (path) => (app.publicUrl ?? app.appUrl ?? '') + path,
    async call(signedUrl, form, options = {}) {
      const { publicUrl = new URL(signedUrl).origin, appUrl = publicUrl } = { ...app, ...options }
      return calls.call({ signedUrl, postUrl: appUrl + signedUrl.slice(publicUrl.length), form, ...options })
    },
    tell,
    follow(text) {
      const told = tellAll(text)
        .catch((error: unknown) => problems.push(error))
        .finally(() => pending.delete(told))
      pending.add(told)
    },
    async settled() {
      await Promise.all(pending)
      if (problems.length > 0) throw problems[0]
    },
    close: calls.close,
  }
}

/** What the list shows of a status: the date of sending is there once it was sent. */
function progress(status: string, at: Date) {
  const isOut = ['sent', 'delivered', 'undelivered'].includes(status)
  return { status, date_updated: rfc2822(at), ...(isOut ? { date_sent: rfc2822(at) } : {}) }
}
