import type { Address } from '../../core/channel.ts'
import { endOf } from '../../core/incidents/room.ts'
import { kinds } from '../../core/kinds.ts'
import type {
  EnteredDecision,
  EnteredNeed,
  EnteringProblem,
  Here,
  OpenNeed,
  PlannerActions,
  RoomProblem,
  SharingProblem,
} from './planner-actions.ts'

export interface FormField {
  readonly id: string
  /** At most 45 characters. */
  readonly label: string
  readonly long?: boolean
  readonly optional?: boolean
}

/** At most five fields, and 24 characters of title: what every chat with forms can show. */
export interface Form {
  readonly id: string
  readonly title: string
  readonly fields: readonly FormField[]
}

export type Values = Readonly<Record<string, string>>

/** What a command is answered with, to whoever gave it alone. */
export type DeskAnswer = { readonly say: string } | { readonly form: Form }

export type SubmitAnswer = { readonly say: string } | { readonly wrong: string; readonly field: string }

/** The planners' commands, the same in every chat; each draws the forms in its own way. */
export interface PlannerDesk {
  /** `words`: what follows `/muster`; `here`: where it was given, null where nobody else reads. */
  command(by: Address, words: string, here: Here | null): Promise<DeskAnswer>
  submit(by: Address, form: string, values: Values): Promise<SubmitAnswer>
}

/** What is said where a command went wrong and nobody can tell how far it got. */
export const failed = 'That did not work. Nothing may have been entered: please look in the console.'

export const forPlannersOnly =
  'That is for planners. Who is one is set by the groups or roles of this workspace: ask whoever runs Muster.'

/** Of every command: what it is called and what it does, for help and for chats that list commands. */
export const commands = [
  { name: 'status', does: 'lists the open needs' },
  { name: 'why', does: 'says why those were asked who were: why and the end of a need’s id' },
  { name: 'need', does: 'enters a need for somebody' },
  { name: 'decide', does: 'writes a decision into the log: decide, or decide and an incident’s code' },
  { name: 'incident', does: 'lists the open incidents, or opens one and its channel: incident (exercise) and a name' },
  { name: 'room', does: 'tells an incident in a new channel, or in this one: room and its code, and here' },
  { name: 'share', does: 'lets an incident’s channel read its last decision: share and its code' },
  { name: 'alert', does: 'opens the form for an alert in the console: alert, an incident’s code, a kind of help' },
] as const

type Answering = (by: Address, rest: string, here: Here | null) => Promise<DeskAnswer>

/** `consoleUrl`: where the console is, for what asks for a second factor; null where nobody can reach it. */
export function plannerDesk(actions: () => PlannerActions, consoleUrl: string | null): PlannerDesk {
  const answers: Readonly<Record<string, Answering>> = {
    status: async () => ({ say: statusOf(await actions().openNeeds()) }),
    why: async (_, rest) => ({ say: await why(actions(), rest) }),
    need: async () => ({ form: needForm }),
    decide: async (_, rest) => decide(actions(), rest),
    incident: async (by, rest, here) => ({ say: await incident(actions(), { by, here }, rest) }),
    room: async (by, rest, here) => ({ say: await room(actions(), { by, here }, rest) }),
    share: async (by, rest) => ({ say: await share(actions(), by, rest) }),
    alert: async (_, rest) => ({ say: await alert(actions(), consoleUrl, rest) }),
  }
  return {
    command: async (by, words, here) => {
      const [name = '', ...rest] = words.trim().split(/\s+/)
      const answer = answers[name.toLowerCase()]
      return answer ? answer(by, rest.join(' '), here) : { say: help(consoleUrl) }
    },
    submit: async (by, form, values) => {
      if (form === needForm.id) return enterNeed(actions(), by, values)
      if (form.startsWith(decideForm.id)) return recordDecision(actions(), by, { form, values })
      return { say: 'That form is not known any more. Nothing was entered.' }
    },
  }
}

const help = (consoleUrl: string | null): string =>
  [
    ...commands.map(({ name, does }) => `/muster ${name}: ${does}`),
    inConsole('Everything else, and whatever shows who and where, is', consoleUrl),
  ].join('\n')

const inConsole = (what: string, url: string | null): string =>
  `${what} in the console${url === null ? '' : `: ${url}/console`}.`

/**
 * The form with what was said filled in, as codes: a planner's own words never stand in an address. What costs money is
 * done by somebody who has signed in there.
 */
async function alert(actions: PlannerActions, consoleUrl: string | null, rest: string): Promise<string> {
  const words = rest.toLowerCase()
  const open = await actions.openIncidents()
  const incident = open.find((code) => words.includes(code.toLowerCase())) ?? open[0]
  const skill = Object.entries(kinds).find(([id, { label }]) => words.includes(id) || words.includes(label))?.[0]
  const query = new URLSearchParams({ ...(incident ? { incident } : {}), ...(skill ? { skill } : {}) }).toString()
  const what = 'Alerts cost money and reach many: they are written, looked at and sent'
  return consoleUrl === null ? inConsole(what, null) : `${what} here: ${consoleUrl}/console/alerts?${query}`
}

function statusOf({ total, shown }: { readonly total: number; readonly shown: readonly OpenNeed[] }): string {
  if (total === 0) return 'No need is open.'
  const more = total > shown.length ? [`and ${total - shown.length} more`] : []
  return [`${total} open:`, ...shown.map(lineOf), ...more].join('\n')
}

const lineOf = ({ id, what, urgency, area, wanted, coming, asked, openMin }: OpenNeed): string =>
  `${endOf(id)}: ${what}, ${urgency}${area === null ? '' : `, near ${area}`}. ${coming} of ${wanted} coming, ${asked} asked. Open ${openMin} min.`

async function why(actions: PlannerActions, end: string): Promise<string> {
  if (!/^[0-9a-f-]{4,36}$/i.test(end))
    return 'Say which need: /muster why and the last six characters of its id, as status shows them.'
  const sentences = await actions.whyAsked(end.toLowerCase())
  if (!sentences) return `No open need’s id ends in ${end}.`
  return sentences.length === 0 ? 'Nobody has been asked yet.' : sentences.join('\n')
}

interface Given {
  readonly by: Address
  readonly here: Here | null
}

async function incident(actions: PlannerActions, given: Given, rest: string): Promise<string> {
  if (rest === '') {
    const open = await actions.openIncidents()
    return open.length === 0 ? 'No incident is open but the everyday one.' : `Open: ${open.join(', ')}.`
  }
  const exercise = /^exercise\b/i.test(rest)
  const name = exercise ? rest.replace(/^exercise\s*/i, '') : rest
  if (name === '') return 'Say what the exercise is called: /muster incident exercise and a name.'
  const code = await actions.openIncident(given.by, { name: name.slice(0, 100), exercise })
  const opened = `Opened${exercise ? ' as an exercise' : ''}: ${code}.`
  return given.here === null ? opened : `${opened} ${await openRoom(actions, given, code, true)}`
}

async function room(actions: PlannerActions, given: Given, rest: string): Promise<string> {
  const words = rest.split(/\s+/).filter(Boolean)
  const isNew = words.at(-1)?.toLowerCase() !== 'here'
  const [named] = isNew ? words : words.slice(0, -1)
  const code = named ?? (await actions.openIncidents())[0]
  if (code === undefined) return 'No incident is open but the everyday one: say /muster room standing for that.'
  return openRoom(actions, given, code, isNew)
}

async function openRoom(actions: PlannerActions, { by, here }: Given, code: string, isNew: boolean): Promise<string> {
  if (here === null) return 'Say that in a channel, so that it is known where.'
  const opened = await actions.openRoom(by, code, { ...here, isNew })
  if (!opened.ok) return roomProblems[opened.error](code)
  return opened.value === null ? `${code} is told here from now on.` : `It is told in #${opened.value}, in a moment.`
}

const roomProblems: Readonly<Record<RoomProblem, (code: string) => string>> = {
  gone: (code) => `No open incident is called ${code}.`,
  has_one: (code) => `${code} has a channel already. To have it told here instead: /muster room ${code} here.`,
}

async function share(actions: PlannerActions, by: Address, rest: string): Promise<string> {
  const code = rest === '' ? (await actions.openIncidents())[0] : rest
  if (code === undefined) return 'No incident is open but the everyday one: say /muster share standing for that.'
  const shared = await actions.shareDecision(by, code)
  return shared.ok ? `The channel of ${code} is told its last decision.` : sharingProblems[shared.error](code)
}

const sharingProblems: Readonly<Record<SharingProblem, (code: string) => string>> = {
  gone: (code) => `No open incident is called ${code}.`,
  no_decision: (code) => `No decision is in the log of ${code}.`,
  tells_of_somebody: () =>
    'Not shared: it holds a number, a postcode, an address or a mention. Others read the channel.',
}

const needForm: Form = {
  id: 'need',
  title: 'Enter a need',
  fields: [
    { id: 'words', label: 'What is needed', long: true },
    { id: 'place', label: 'Where: a postcode or a place' },
    { id: 'name', label: 'Whom for', optional: true },
    { id: 'house', label: 'House name or number', optional: true },
    { id: 'phone', label: 'Their phone, told what was taken down', optional: true },
  ],
}

const decideForm: Form = {
  id: 'decide',
  title: 'Log a decision',
  fields: [
    { id: 'decision', label: 'What was decided', long: true },
    { id: 'rationale', label: 'Why', long: true },
    { id: 'options', label: 'What else was considered', long: true, optional: true },
    { id: 'risks', label: 'Threats and risks', long: true, optional: true },
    { id: 'decidedBy', label: 'Who decided' },
  ],
}

const standing = 'standing'

async function decide(actions: PlannerActions, code: string): Promise<DeskAnswer> {
  const open = await actions.openIncidents()
  const chosen = code === '' ? (open[0] ?? standing) : code
  if (chosen !== standing && !open.includes(chosen))
    return { say: `No open incident is called ${chosen}. Open: ${[...open, standing].join(', ')}.` }
  return { form: { ...decideForm, id: `${decideForm.id}/${chosen}` } }
}

const trimmed = (values: Values, id: string): string => (values[id] ?? '').trim()

function readForm<K extends string>({ fields }: Form, values: Values): Record<K, string> {
  return Object.fromEntries(fields.map(({ id }) => [id, trimmed(values, id)])) as Record<K, string>
}

/** What stands on the form where a field that must be filled is not. */
const missing = ({ fields }: Form, values: Values): SubmitAnswer | undefined =>
  fields
    .filter(({ id, optional }) => !optional && trimmed(values, id) === '')
    .map(({ id, label }) => ({ wrong: `Please fill in: ${label}.`, field: id }))[0]

async function enterNeed(actions: PlannerActions, by: Address, values: Values): Promise<SubmitAnswer> {
  const entered =
    missing(needForm, values) ?? (await actions.enterNeed(by, readForm<keyof EnteredNeed>(needForm, values)))
  if ('wrong' in entered || 'say' in entered) return entered
  return entered.ok ? { say: `Entered: ${endOf(entered.value)}. People nearby are asked.` } : problems[entered.error]
}

const problems: Readonly<Record<EnteringProblem, SubmitAnswer>> = {
  place_not_found: { field: 'place', wrong: 'That place is not known: give a postcode, or a street and a town.' },
  place_doubtful: { field: 'place', wrong: 'There is more than one such place: give the postcode, or the town too.' },
  kind_unclear: { field: 'words', wrong: 'It is not clear what is needed: say flood help, a lift, a meal, shopping …' },
  phone_wrong: { field: 'phone', wrong: 'That is not a phone number: give it as 07700 900123 or +44 7700 900123.' },
}

async function recordDecision(
  actions: PlannerActions,
  by: Address,
  { form, values }: { form: string; values: Values },
): Promise<SubmitAnswer> {
  const code = form.slice(decideForm.id.length + 1)
  const lacking = missing(decideForm, values)
  if (lacking) return lacking
  const recorded = await actions.recordDecision(by, code, readForm<keyof EnteredDecision>(decideForm, values))
  return { say: recorded.ok ? `In the log of ${code}.` : `${code} is closed or erased. Nothing was entered.` }
}
