import { type ApiRequest, type Reply, refused } from './api.ts'
import { numberedSid, rfc2822 } from './messages.ts'
import { firstRefusal, type TwilioAccount } from './refusals.ts'
import type { Webhooks } from './webhooks.ts'

/** One telephone call, with somebody at its other end. */
export interface PhoneCall {
  readonly sid: string
  readonly to: string
  /** The request as it came; empty for a call of theirs. */
  readonly form: Readonly<Record<string, string>>
  status(): string
  /** The TwiML that is being said. */
  twiml(): string
  /** What is heard now. */
  heard(): string
  /** They pick up; a machine does where it says so. */
  pickUp(by?: 'human' | 'machine_start'): Promise<void>
  /** They do not: busy, no-answer, failed. */
  fail(status: string): Promise<void>
  press(digits: string): Promise<void>
  say(words: string, confidence?: string): Promise<void>
  /** Nothing is pressed and nothing said: the call goes on with what follows. */
  wait(): Promise<void>
  hangUp(): Promise<void>
}

export interface PhoneCalls {
  readonly rung: readonly PhoneCall[]
  ring(from: string, to?: string): Promise<PhoneCall>
  answer(request: ApiRequest): Reply | undefined
}

interface Settings {
  readonly accountSid: string
  readonly account: TwilioAccount
  readonly now: () => Date
  readonly hooks: Webhooks
}

/** Telephone calls as Twilio's API and its TwiML make them. What is put into a call from outside wins over an answer on its way. */
export function phoneCalls({ accountSid, account, now, hooks }: Settings): PhoneCalls {
  const all: ReturnType<typeof open>[] = []
  const base = `/2010-04-01/Accounts/${accountSid}/Calls`

  function open(given: { from: string; to: string; direction: string; form: Record<string, string>; status: string }) {
    const sid = numberedSid('CA', all.length + 1)
    const createdAt = now()
    let { status } = given
    let endedAt: Date | null = null
    let twiml = given.form.Twiml ?? ''
    let updates = 0
    let sequence = 0

    const resource = () => ({
      sid,
      account_sid: accountSid,
      from: given.from,
      to: given.to,
      direction: given.direction,
      status,
      date_created: rfc2822(createdAt),
      date_updated: rfc2822(createdAt),
      start_time: rfc2822(createdAt),
      end_time: endedAt && rfc2822(endedAt),
      price: status === 'completed' ? '-0.01200' : null,
      price_unit: 'GBP',
      uri: `${base}/${sid}.json`,
      subresource_uris: {},
    })
    const form = (more: Record<string, string>) => ({
      CallSid: sid,
      AccountSid: accountSid,
      From: given.from,
      To: given.to,
      Direction: given.direction,
      CallStatus: status,
      ...more,
    })
    const move = async (to: string) => {
      status = to
      if (['completed', 'busy', 'no-answer', 'failed', 'canceled'].includes(to)) endedAt = now()
      const address = given.form.StatusCallback
      if (address) await hooks.call(address, form({ SequenceNumber: String(sequence++) }))
    }
    const goOn = async (address: string, more: Record<string, string> = {}) => {
      const before = updates
      const { status: answered, body } = await hooks.call(address, form(more))
      if (answered !== 200) throw new Error(`twilio stand-in: a call's address answered ${answered}`)
      if (before === updates) await follow(body)
    }
    const follow = async (next: string) => {
      twiml = next
      if (twiml.includes('<Hangup')) await move('completed')
    }
    const gather = (input: 'dtmf' | 'speech') => {
      const [, attributes = ''] = /<Gather ([^>]*)>/.exec(twiml) ?? []
      const takes = /input="([^"]*)"/.exec(attributes)?.[1]?.split(' ') ?? []
      if (status !== 'in-progress' || !takes.includes(input))
        throw new Error(`twilio stand-in: no ${input} is taken now`)
      return unescaped(/action="([^"]*)"/.exec(attributes)?.[1] ?? '')
    }
    return {
      sid,
      to: given.to,
      form: given.form,
      resource,
      status: () => status,
      twiml: () => twiml,
      heard: () => [...twiml.matchAll(/<Say[^>]*>([^<]*)</g)].map(([, words]) => unescaped(words!)).join(' '),
      async pickUp(by: 'human' | 'machine_start' = 'human') {
        await move('in-progress')
        const told = given.form.AsyncAmdStatusCallback
        if (told) await hooks.call(told, form({ AnsweredBy: by, MachineDetectionDuration: '2000' }))
      },
      fail: move,
      press: async (digits: string) => goOn(gather('dtmf'), { Digits: digits }),
      say: async (words: string, confidence = '0.9') =>
        goOn(gather('speech'), { SpeechResult: words, Confidence: confidence }),
      wait: () => goOn(unescaped(/<Redirect[^>]*>([^<]*)</.exec(twiml)?.[1] ?? '')),
      hangUp: () => move('completed'),
      redirect: goOn,
      update(next: string) {
        updates++
        void follow(next)
      },
    }
  }

  function create(form: URLSearchParams): Reply {
    const [from = '', to = ''] = [form.get('From') ?? '', form.get('To') ?? '']
    const twiml = form.get('Twiml') ?? ''
    const callback = form.get('StatusCallback')
    const refusal = firstRefusal([
      [!to, 21201, 'No To number is specified'],
      [!from, 21213, 'No From number is specified'],
      [!account.numbers.includes(from), 21210, `${from} is not a phone number for your account`],
      [!/^\+[1-9]\d{6,14}$/.test(to), 21217, `${to} is not a phone number`],
      [!account.regions.some((code) => to.startsWith(code)), 21215, `Account not authorized to call ${to}`],
      [!twiml && !form.has('Url'), 21205, 'Url is not given'],
      [twiml.length > 4000 || !isTwiml(twiml), 21242, 'Twiml is invalid'],
      [callback !== null && !URL.canParse(callback), 21609, 'StatusCallback is not a valid URL'],
      [
        !['', 'Enable', 'DetectMessageEnd'].includes(form.get('MachineDetection') ?? ''),
        21232,
        'MachineDetection is invalid',
      ],
    ])
    if (refusal) return refused(refusal)
    const call = open({ from, to, direction: 'outbound-api', form: Object.fromEntries(form), status: 'queued' })
    all.push(call)
    return { status: 201, body: call.resource() }
  }

  function update(call: (typeof all)[number], form: URLSearchParams): Reply {
    const twiml = form.get('Twiml') ?? ''
    const refusal = firstRefusal([
      [call.status() !== 'in-progress', 21220, 'Call is not in-progress. Cannot redirect.'],
      [twiml.length > 4000 || !isTwiml(twiml), 21242, 'Twiml is invalid'],
    ])
    if (refusal) return refused(refusal)
    call.update(twiml)
    return { status: 200, body: call.resource() }
  }

  return {
    get rung() {
      return all.filter((call) => call.resource().direction !== 'inbound')
    },
    async ring(from, to = account.numbers[0] ?? '') {
      const call = open({ from, to, direction: 'inbound', form: {}, status: 'ringing' })
      all.push(call)
      await call.pickUp()
      await call.redirect(hooks.addressOf('/webhooks/twilio/voice'))
      return call
    },
    answer({ method, url, form }) {
      const { pathname: path, searchParams: query } = url
      if (path === `${base}.json` && method === 'POST') return create(form)
      if (path === `${base}.json`) {
        const is = (field: string, value: string) => !query.has(field) || query.get(field) === value
        const listed = all.toReversed().map((call) => call.resource())
        const calls = listed.filter((c) => is('Status', c.status) && is('From', c.from) && is('To', c.to))
        return { status: 200, body: { calls, page: 0, page_size: 1000, next_page_uri: null } }
      }
      const call = all.find(({ sid }) => path === `${base}/${sid}.json`)
      if (!call) return undefined
      return method === 'POST' ? update(call, form) : { status: 200, body: call.resource() }
    },
  }
}

const isTwiml = (twiml: string): boolean => twiml === '' || /^<\?xml[^>]*\?><Response>.*<\/Response>$/s.test(twiml)

const unescaped = (xml: string): string =>
  xml
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')
