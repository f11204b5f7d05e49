/** Who may be texted from what: the account as its owner set it up in Twilio's console. */
export interface TwilioAccount {
  /** Our numbers and short codes. */
  readonly numbers: readonly string[]
  /** Messaging services and the numbers in them. */
  readonly services: Readonly<Record<string, readonly string[]>>
  /** Country codes that may be texted. */
  readonly regions: readonly string[]
  readonly landlines: readonly string[]
  /** Our numbers on WhatsApp, and its templates by their sid: the words, with variables as `{{1}}`. */
  readonly whatsapp: { readonly numbers: readonly string[]; readonly templates: Readonly<Record<string, Template>> }
}

export interface Template {
  readonly body: string
  /** By Meta: only then is it sent out of a session. */
  readonly approved: boolean
}

export interface Refusal {
  readonly status: number
  readonly code: number
  readonly message: string
}

/** Why Twilio answers 400 to this request to send; undefined where it takes it. The sentences quote numbers, as its do. */
export function refusalOf(form: URLSearchParams, account: TwilioAccount, optOuts: OptOuts): Refusal | undefined {
  if (form.get('To')?.startsWith('whatsapp:')) return whatsappRefusalOf(form, account)
  return smsRefusalOf(form, account, optOuts)
}

function smsRefusalOf(form: URLSearchParams, account: TwilioAccount, optOuts: OptOuts): Refusal | undefined {
  const to = form.get('To') ?? ''
  const from = form.get('From') ?? ''
  const service = form.get('MessagingServiceSid') ?? ''
  const body = form.get('Body') ?? ''
  const validity = Number(form.get('ValidityPeriod') ?? 36_000)
  const callback = form.get('StatusCallback')
  const sender = service || from
  const checks: readonly Check[] = [
    [!to, 21604, "A 'To' phone number is required."],
    [!sender, 21603, "A 'From' phone number is required."],
    [!body, 21602, 'Message body is required.'],
    [body.length > 1600, 21617, 'The concatenated message body exceeds the 1600 character limit.'],
    [!(validity >= 1 && validity <= 36_000), 20001, `Invalid ValidityPeriod: ${validity}`],
    [callback !== null && !URL.canParse(callback), 21609, `The 'StatusCallback' URL ${callback} is not a valid URL.`],
    [service !== '' && !(service in account.services), 21705, `The Messaging Service Sid ${service} is invalid.`],
    [
      service !== '' && account.services[service]?.length === 0,
      21703,
      'The Messaging Service contains no phone numbers.',
    ],
    [!service && !account.numbers.includes(from), 21659, `'From' ${from} is not a Twilio phone number.`],
    [!/^\+[1-9]\d{6,14}$/.test(to), 21211, `Invalid 'To' Phone Number: ${to}`],
    [
      !account.regions.some((code) => to.startsWith(code)),
      21408,
      `Permission to send an SMS has not been enabled: ${to}`,
    ],
    [account.landlines.includes(to), 21614, `'To' number ${to} is not a valid mobile number.`],
    [optOuts.has(to, sender), 21610, `Attempt to send to unsubscribed recipient ${to}`],
  ]
  return firstRefusal(checks)
}

type Check = readonly [isRefused: boolean, code: number, message: string]

export function firstRefusal(checks: readonly Check[]): Refusal | undefined {
  const broken = checks.find(([isRefused]) => isRefused)
  return broken && { status: 400, code: broken[1], message: broken[2] }
}

/** A session that is over is no refusal: Twilio takes the message, and tells afterwards that it failed. */
function whatsappRefusalOf(form: URLSearchParams, { whatsapp }: TwilioAccount): Refusal | undefined {
  const from = form.get('From') ?? ''
  const body = form.get('Body') ?? ''
  const contentSid = form.get('ContentSid')
  const template = contentSid === null ? undefined : whatsapp.templates[contentSid]
  const filled = template && filledIn(template, form.get('ContentVariables'))
  return firstRefusal([
    [
      !whatsapp.numbers.includes(from.replace('whatsapp:', '')),
      63007,
      'Twilio could not find a Channel with this From.',
    ],
    [!/^whatsapp:\S{3,}$/.test(form.get('To') ?? ''), 21211, "Invalid 'To' Phone Number"],
    [!body && !contentSid, 21619, 'A text message body, media urls or a content sid is required.'],
    [body.length > 1600, 21617, 'The concatenated message body exceeds the 1600 character limit.'],
    [contentSid !== null && !template, 21655, 'The ContentSid is invalid.'],
    [template !== undefined && filled === undefined, 21656, 'The ContentVariables parameter is invalid.'],
  ])
}

/** The words of a template with its variables put in; undefined where one is missing, or has what none may have. */
export function filledIn({ body }: Template, written: string | null): string | undefined {
  const variables = JSON.parse(written ?? '{}') as Record<string, string>
  const wanted = [...body.matchAll(/\{\{(\d+)\}\}/g)].map(([, name]) => name!)
  if (wanted.some((name) => !variables[name] || /[\n\t]| {5}/.test(variables[name]))) return undefined
  return body.replaceAll(/\{\{(\d+)\}\}/g, (_, name: string) => variables[name]!)
}

const optOutWords = {
  STOP: ['STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'OPTOUT', 'REVOKE'],
  START: ['START', 'YES', 'UNSTOP'],
  HELP: ['HELP', 'INFO'],
} as const

export type OptOutType = keyof typeof optOutWords

export interface OptOuts {
  has(person: string, sender: string): boolean
  /** Acts on an inbound message as Twilio does by itself, and says what it took it for. */
  heard(message: { from: string; to: string; body: string }): OptOutType | undefined
}

/** The account's list of who has opted out of what: a messaging service as a whole, or else one number. */
export function optOuts({ services }: TwilioAccount): OptOuts {
  const stopped = new Set<string>()
  const serviceOf = (number: string) => Object.keys(services).find((sid) => services[sid]?.includes(number))
  const key = (person: string, sender: string) => `${person} ${serviceOf(sender) ?? sender}`
  return {
    has: (person, sender) => stopped.has(key(person, sender)),
    heard({ from, to, body }) {
      const isLeftToUs = /^\d{3,8}$/.test(to) && !serviceOf(to)
      const word = isLeftToUs ? undefined : optOutTypeOf(body)
      if (word === 'STOP') stopped.add(key(from, to))
      if (word === 'START') stopped.delete(key(from, to))
      return word
    },
  }
}

function optOutTypeOf(body: string): OptOutType | undefined {
  const word = body.trim().toUpperCase()
  const types = Object.keys(optOutWords) as OptOutType[]
  return types.find((type) => (optOutWords[type] as readonly string[]).includes(word))
}
