import { kinds } from '../kinds.ts'
import type { Entry, Fact } from '../ledger/entry.ts'
import type { AnyFact } from '../ledger/streams.ts'
import { type CloseOutcome, type EscalationReason, type Need, running, stillAsked } from '../needs/need.ts'
import { type Instant, wallClock } from '../time.ts'
import type { Incident } from './incident.ts'

/**
 * A channel of a chat in which an incident's timeline is posted, with a thread for each need. Everybody in the chat may
 * read it, so what is said there is made of codes alone: never of a word that somebody wrote.
 */
export interface Room {
  readonly id: string
  /** Which chat: `slack`. */
  readonly network: string
}

export type RoomFact =
  | Fact<'room_opened', { room: string; network: string }>
  /** A planner lets everybody in the incident's rooms read the words of a decision. */
  | Fact<'decision_shared', { decision: string }>

type Body<T extends RoomFact['type']> = Extract<RoomFact, { type: T }>['body']

/** Of each chat the last room counts. */
export const roomOpened = (incident: Incident, { room, network }: Body<'room_opened'>): Incident => ({
  ...incident,
  rooms: [...(incident.rooms ?? []).filter((one) => one.network !== network), { id: room, network }],
})

/** Ids of needs are told apart by their ends: they begin with the time. */
export const endOf = (id: string): string => id.slice(-6)

/** What stands where the thread of a need hangs, as it is now; `area` is at least 50 postcodes wide, null where unknown. */
export function headOf(need: Need, area: string | null, incident: Pick<Incident, 'id' | 'exercise'>): string {
  const where = area === null ? '' : `, near ${area}`
  const what = `${endOf(need.id)}: ${kinds[need.kind].label}, ${need.urgency}${where}.`
  const alarmed = need.escalatedAt !== null && need.status !== 'closed' ? ' People on duty were called.' : ''
  const since = `Open since ${clock(need.openedAt)}.`
  const state = need.incident === incident.id ? `${stateOf(need)}${alarmed}` : 'Now filed under another incident.'
  return `${stamp(incident)}${what} ${since} ${state}`
}

function stateOf(need: Need): string {
  if (need.status === 'closed') return `Closed: ${outcomes[need.outcome ?? 'by_planner']}.`
  if (need.status === 'done') return 'Said to be done, the resident is asked.'
  const figures = `${running(need).length} of ${need.wanted} coming, ${stillAsked(need).length} asked`
  return `${need.status === 'filled' ? 'Filled' : 'Open'}: ${figures}.`
}

const outcomes: Readonly<Record<CloseOutcome, string>> = {
  done: 'done',
  withdrawn: 'withdrawn',
  by_correction: 'entered again, corrected',
  by_planner: 'by a planner',
  out_of_time: 'out of time',
}

/** How a thread under a need's head is called, where threads have names. */
export const threadName = (need: Need): string => `${endOf(need.id)} ${kinds[need.kind].label}`

/** The first words in a room. */
export const openingOf = ({ code, exercise }: Pick<Incident, 'code' | 'exercise'>, at: Instant): string =>
  `${stamp({ exercise })}${clock(at)} Incident ${code}. Its timeline follows here; each need has a thread. Who and where exactly is in the console.`

/** Small letters, digits and hyphens, as every chat takes them; unlike any other room's. */
export const roomName = (code: string, room: string): string =>
  `muster-${code.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}-${room.slice(-4)}`

/** One line of a room: which need's thread it belongs in, null where it stands for itself, and what it says. */
export interface RoomLine {
  readonly need: string | null
  readonly text: string
}

/** What an entry of an incident is in its rooms; undefined where it is nothing that is told there. */
export function lineOf({ type, body, stream, at, exercise }: Entry): RoomLine | undefined {
  const said = (says[type as AnyFact['type']] as ((body: never) => string | undefined) | undefined)?.(body as never)
  if (said === undefined) return undefined
  const need = stream.startsWith('need/') ? stream.slice('need/'.length) : needIn(body as object)
  return { need, text: `${stamp({ exercise })}${clock(at)} ${said}` }
}

const needIn = (body: { readonly need?: unknown }): string | null => (typeof body.need === 'string' ? body.need : null)

const stamp = ({ exercise }: { readonly exercise: boolean }): string => (exercise ? 'EXERCISE. ' : '')

/** As clocks on the wall show it. */
function clock(at: Instant): string {
  const { minute } = wallClock(at)
  const two = (n: number) => String(n).padStart(2, '0')
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`
}

const people = (n: number): string => (n === 1 ? '1 person' : `${n} people`)

const escalations: Readonly<Record<EscalationReason, string>> = {
  nobody_left: 'nobody is left to ask',
  kept_clear: 'it is in an area that is kept clear',
  out_of_time: 'it has run out of time',
  to_planner: 'it is for a planner to decide',
  overdue: 'somebody is overdue',
  opted_out: 'the resident takes no more texts',
}

type Says = { readonly [T in AnyFact['type']]?: (body: Extract<AnyFact, { type: T }>['body']) => string | undefined }

const says: Says = {
  incident_closed: () => 'The incident was closed.',
  situation_reported: ({ form }) => `A situation report was entered (${form}).`,
  decision_recorded: () => 'A decision was logged. It is read in the console.',
  decision_reviewed: () => 'A decision was reviewed.',
  post_published: ({ network, language }) => (language === 'en' ? `Posted in public on ${network}.` : undefined),
  post_removed: ({ network, language }) => (language === 'en' ? `A post no longer stands on ${network}.` : undefined),
  alert_sent: ({ recipients }) => `An alert goes out to ${people(recipients)}.`,
  alert_withdrawn: () => 'An alert was taken back.',
  alert_ended: ({ sent, delivered }) => `The alert is out: ${sent} sent, ${delivered} known to have arrived.`,
  wave_started: ({ wave, chosen }) =>
    chosen.length === 0 ? undefined : `Wave ${wave}: ${people(chosen.length)} asked.`,
  wave_asked_for: () => 'A planner asked for more people.',
  invitation_accepted: () => 'Somebody said yes.',
  assigned_by_hand: () => 'A planner gave somebody a place.',
  set_off: () => 'Somebody is on the way.',
  arrived: () => 'Somebody is there.',
  assignment_done: () => 'Somebody says that it is done.',
  assignment_dropped: () => 'Somebody can not come after all.',
  assignment_overdue: () => 'Somebody who said yes is overdue.',
  need_filled: () => 'Filled: nobody else is asked.',
  done_disputed: () => 'The resident says that it is not done.',
  need_escalated: ({ why }) => `People on duty are called: ${escalations[why]}.`,
  need_closed: ({ outcome }) => `Closed: ${outcomes[outcome]}.`,
}
