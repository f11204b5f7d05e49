import type { AlarmReason } from '../../../core/alerts/alarm.ts'
import { reasonWords } from '../../../core/dispatch/why.ts'
import { metresPerMile } from '../../../core/geo/distance.ts'
import { kinds, type Urgency, type Vehicle, type Vetting } from '../../../core/kinds.ts'
import type { Exclusion } from '../../../core/matching/exclusion.ts'
import type { Message } from '../../../core/messages/message.ts'
import {
  type AssignmentState,
  type CloseOutcome,
  type InvitationState,
  isOver,
  type Need,
  type Requirement,
  running,
  seatsFree,
  stillAsked,
} from '../../../core/needs/need.ts'
import type { ShownWhy } from '../../../core/people/shown.ts'
import { sayWhen } from './times.ts'

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

export const plural = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`

/** "Flood help", "2 cooked meals". */
export const wantedWords = ({ kind, portions }: Pick<Need, 'kind' | 'portions'>): string =>
  capital(kind === 'meal' && portions !== null && portions > 1 ? `${portions} cooked meals` : kinds[kind].label)

export const urgencyWords: Readonly<Record<Urgency, string>> = {
  life: 'Danger to life',
  urgent: 'Urgent',
  soon: 'Soon',
  routine: 'Routine',
}

export const outcomeWords: Readonly<Record<CloseOutcome, string>> = {
  done: 'Done',
  withdrawn: 'Not needed any more',
  by_correction: 'Entered again for another place',
  by_planner: 'Closed by a planner',
  out_of_time: 'Out of time',
}

/** Where a need stands, in a few words. */
export function standing(need: Need, now: Date): string {
  if (isOver(need)) return need.outcome ? outcomeWords[need.outcome] : 'Closed'
  if (need.status === 'done') return 'Reported done, checking'
  const coming = comingWords(need)
  if (need.status === 'filled') return coming
  return [coming, askingWords(need, now)].filter(Boolean).join('. ')
}

function comingWords(need: Need): string {
  const states = running(need).map((a) => a.state)
  if (states.length === 0) return ''
  if (states.includes('arrived')) return 'Somebody is there'
  if (states.includes('on_the_way')) return 'Somebody is on the way'
  return states.every((state) => state === 'briefing') ? 'Somebody is reading the briefing' : 'Somebody said yes'
}

function askingWords(need: Need, now: Date): string {
  if (seatsFree(need) === 0) return ''
  const asked = stillAsked(need).length
  if (asked > 0) return `Waiting for answers from ${asked}`
  if (need.escalatedAt !== null) return 'Nobody is left to ask'
  if (need.waveEndsAt !== null && Date.parse(need.waveEndsAt) > now.getTime())
    return `Asks people at ${sayWhen(need.waveEndsAt, now)}`
  return 'Looking for people'
}

export const invitationWords: Readonly<Record<InvitationState, string>> = {
  asked: 'Asked, no answer yet',
  accepted: 'Said yes',
  declined: 'Said no',
  stood_down: 'Stood down',
  standby: 'In reserve',
  unreachable: 'Could not be reached',
}

export const assignmentWords: Readonly<Record<AssignmentState, string>> = {
  briefing: 'Reading the briefing',
  accepted: 'Said yes',
  on_the_way: 'On the way',
  arrived: 'There',
  done: 'Done',
  dropped: 'Cannot come after all',
  overdue: 'Silent past the time, replaced',
  disputed: 'Reported done, but it was not',
}

export const waveWords = reasonWords

export const whyNot: Readonly<Record<Exclusion, string>> = {
  skill: 'do not offer this',
  vetting: 'lack the check it needs',
  vetting_expired: 'have a check that has run out',
  vehicle: 'lack the vehicle it needs',
  own_radius: 'live further away than they go',
  kind_radius: 'live too far away',
  hours: 'are not free at this hour',
  away: 'are away',
  overlap: 'have promised the time elsewhere',
  opted_out: 'get no texts from us',
  muted: 'asked not to be asked for this',
  asked_before: 'were asked before',
  unconfirmed: 'are not approved yet',
  own_need: 'asked for it themselves',
  in_menu: 'are in the middle of a question',
  kept_clear: 'are in an area that is kept clear',
  asked_enough: 'were asked three times within a day',
  resting: 'said no or did a job within the last two hours',
  planner_no: 'a planner wants left out',
  hygiene: 'have no confirmed kitchen, which cooking every week needs',
  blocked: 'are never to be matched with whoever asked for it',
  unsuitable: 'offer what is not known to suit',
}

export const requirementWords: Readonly<Record<Requirement, string>> = {
  two_to_lift: 'two people to lift',
  vehicle: 'a vehicle',
  confirmed_only: 'approved volunteers only',
}

export const vettingWords: Readonly<Record<Vetting, string>> = {
  none: 'no check',
  basic: 'basic check',
  standard: 'standard check',
  enhanced: 'enhanced check',
}

export const vehicleWords: Readonly<Record<Vehicle, string>> = {
  none: 'no vehicle',
  cycle: 'cycle',
  car: 'car',
  van: 'van',
  '4x4': '4x4',
}

export const alarmWords: Readonly<Record<AlarmReason, string>> = {
  danger: 'Somebody reports danger to life',
  nobody_left: 'Nobody is left to ask',
  out_of_time: 'A request is out of time',
  to_planner: 'A request needs a planner',
  overdue: 'A volunteer on a job is silent',
  ring_them: 'Ring them: they sent STOP with a request or job open',
  unconfirmed: 'A text may or may not have gone out',
  turn_failed: 'A message could not be handled',
  budget_warning: 'Four fifths of a budget for texts are spent',
  budget_reached: 'A budget for texts is spent: only what saves life goes out until it is raised',
  provider_slow: 'Texts arrive late: those that wait go out by another provider',
  ledger_unsigned: 'The log is not being signed: it is older or other than what was signed last',
  witness_refused: 'A witness refuses our log',
  witness_silent: 'A witness of our log has not answered for an hour',
  not_listening: 'A channel has brought nothing for two minutes: it cannot be connected to',
  not_posted: 'What was to be posted in public, or in an incident’s channel, was not taken',
}

export const messageWords: Readonly<Record<Message['status'], string>> = {
  received: 'received',
  not_understood: 'not understood',
  unhandled: 'could not be handled',
  handled_by_staff: 'seen to by a planner',
  to_join: 'two records that may be one person',
  asks_ring: 'asks to be rung',
  reported: 'somebody was reported',
  withheld: 'held back',
  call_back: 'to be told by voice',
  queued: 'waiting to go out',
  sending: 'going out',
  sent: 'sent',
  delivered: 'delivered',
  undelivered: 'not delivered',
  failed: 'failed',
  read: 'read',
  unconfirmed: 'may or may not have gone out',
  throttled: 'slowed down by the provider',
  unreachable: 'provider could not be reached',
  bad_address: 'nobody can be reached there',
  rejected: 'refused by the provider',
  opted_out: 'they have opted out',
  misconfigured: 'the channel is missing a setting',
}

export const purposeWords: Readonly<Record<string, string>> = {
  danger: 'danger advice',
  alarm: 'alarm',
  reply: 'reply',
  question: 'question',
  clarification: 'not understood, asked again',
  briefing: 'briefing',
  accepted: 'address and details',
  news: 'news',
  relay: 'passed on',
  stand_down: 'stand-down',
  introduction: 'introduction',
  invitation: 'invitation',
  alert: 'alert',
  digest: 'digest',
}

export const shownWhyWords: Readonly<Record<ShownWhy, string>> = {
  to_arrange: 'To arrange help',
  to_ring: 'To ring them',
  to_answer: 'To answer a message',
  for_safety: 'For somebody’s safety',
  to_check: 'To check the record',
}

export const vulnerableWords: Readonly<Record<string, string>> = {
  cannot_walk: 'cannot walk',
  oxygen: 'on oxygen',
  dialysis: 'on dialysis',
  dementia: 'dementia',
  blind: 'blind',
  deaf: 'deaf',
  pregnant: 'pregnant',
  baby: 'a baby',
  child: 'a child',
  old: 'elderly',
  alone: 'alone',
  no_english: 'little English',
}

/** "0.3 miles", "12 miles". */
export function milesWords(metres: number): string {
  const miles = metres / metresPerMile
  return miles < 0.1 ? 'under 0.1 miles' : `${miles < 10 ? miles.toFixed(1) : Math.round(miles)} miles`
}

/** What stands for a person whose name is masked: the same everywhere, and nothing they ever said. */
export const handleOf = (id: string): string => id.slice(-4).toUpperCase()
