import type { AlarmFact } from '../../core/alerts/alarm.ts'
import { haversineM } from '../../core/geo/distance.ts'
import { kinds } from '../../core/kinds.ts'
import type { Entry } from '../../core/ledger/entry.ts'
import type { Purpose } from '../../core/messages/message.ts'
import { personFact } from '../../core/needs/decision.ts'
import { type Chosen, type Need, type NeedFact, running, standbys } from '../../core/needs/need.ts'
import { asksForCare } from '../../core/offers/suits.ts'
import { reachableAddress } from '../../core/people/person.ts'
import { hours } from '../../core/time.ts'
import type { DisclosedWords, Phrases } from '../phrases/en.ts'
import { sayTime } from '../phrases/phrases.ts'
import { alarmChoices, assignmentChoices, doneChoices, invitationChoices } from './choices.ts'
import { firstName, type NeedDetails } from './details.ts'
import type { Telling, Turn } from './turn.ts'

interface About {
  readonly turn: Turn
  readonly entry: Entry
  readonly need: Need
  readonly details: NeedDetails | undefined
}

type Body<T extends NeedFact['type']> = Extract<NeedFact, { type: T }>['body']
type Announcement = (about: About, body: never) => Promise<void>

const acceptedPhrase = { answered: 'accepted', from_reserve: 'promoted', by_hand: 'assigned' } as const
type AcceptedPhrase = (typeof acceptedPhrase)[keyof typeof acceptedPhrase]

/** Whom each fact about a need concerns, and what they are told. What is not here is nobody's news. */
const announcements: Readonly<Partial<Record<NeedFact['type'], Announcement>>> = {
  need_reported: async ({ turn, entry, need, details }, { channel }: Body<'need_reported'>) => {
    if (channel !== 'phone' || !details || reachableAddress(await turn.person(need.reporter)) === null) return
    const { us } = turn.house
    await tell(turn, entry, need, need.reporter, 'news', (p) => p.enteredForYou(us, need, details.place.label))
  },
  wave_started: async (about, { chosen }: Body<'wave_started'>) => {
    for (const one of chosen) await invite(about, one)
  },
  invitation_accepted: async (about, { person, briefing, how }: Body<'invitation_accepted'>) => {
    if (how === 'by_hand') await introduce(about, person)
    if (briefing) return brief(about, person)
    await disclose(about, person, acceptedPhrase[how])
  },
  briefing_acknowledged: (about, { person }: Body<'briefing_acknowledged'>) => disclose(about, person, 'accepted'),
  invitation_declined: ({ turn, entry, need }, { person }: Body<'invitation_declined'>) =>
    tell(turn, entry, need, person, 'reply', (p) => p.declined()),
  invitations_stood_down: async (about, { people }: Body<'invitations_stood_down'>) => {
    for (const person of people) await standDown(about, person)
  },
  standby_kept: ({ turn, entry, need, details }, { person, why }: Body<'standby_kept'>) =>
    tell(turn, entry, need, person, 'reply', (p) =>
      why === 'filled' ? p.reserve(need, areaOf(details)) : p.later(need),
    ),
  set_off: async (about, { person }: Body<'set_off'>) => {
    await journey(about, person)
    await tellReporter(about, person, (p, name) => p.onTheWay(name))
  },
  arrived: async (about, { person }: Body<'arrived'>) => {
    const { turn, entry, need } = about
    const letter = letterOf(need, person)
    const choices = assignmentChoices(letter, 'arrived')
    await tell(turn, entry, need, person, 'reply', (p) => p.thereNow(letter), { choices })
    await tellReporter(about, person, (p, name) => p.isThere(name))
  },
  assignment_done: ({ turn, entry, need }, { person }: Body<'assignment_done'>) =>
    tell(turn, entry, need, person, 'reply', (p) => p.wellDone()),
  assignment_dropped: async (about, { person, why }: Body<'assignment_dropped'>) => {
    const { turn, entry, need } = about
    if (why === 'said_so') await tell(turn, entry, need, person, 'reply', (p) => p.droppedThanks())
    if (why === 'by_planner' || why === 'blocked')
      await tell(turn, entry, need, person, 'stand_down', (p) => p.calledOff(need))
    await tellReporter(about, person, (p, name) => p.cannotCome(name))
  },
  assignment_overdue: async (about, { person, replaced }: Body<'assignment_overdue'>) => {
    if (!replaced) return
    await tell(about.turn, about.entry, about.need, person, 'news', (p) => p.replaced(about.need))
    await tellReporter(about, person, (p, name) => p.cannotCome(name))
  },
  done_check_started: askWhetherDone,
  need_escalated: async (about, { why }: Body<'need_escalated'>) => {
    if (about.turn.sender?.person === about.need.reporter) return
    if (why === 'nobody_left' || why === 'out_of_time' || why === 'kept_clear')
      await tell(about.turn, about.entry, about.need, about.need.reporter, 'news', (p) => p.nobodyYet(about.need))
  },
  need_closed: closed,
}

/** Tells everybody whom an entry concerns. */
export async function announce(turn: Turn, entry: Entry): Promise<void> {
  if (entry.type === 'duty_officer_called') return wake(turn, entry)
  const announcement = announcements[entry.type as NeedFact['type']]
  if (!announcement) return
  const need = await turn.need(entry.stream.slice('need/'.length))
  await announcement({ turn, entry, need, details: await turn.detailsOf(need) }, entry.body as never)
}

async function tell(
  turn: Turn,
  entry: Entry,
  need: Need,
  person: string,
  purpose: Purpose,
  text: (p: Phrases) => string,
  more: Pick<Telling, 'expiresAt' | 'about' | 'choices'> = {},
) {
  await turn.tell(person, { purpose, text, cause: entry.id, need: need.id, ...more })
}

/** News for the resident about the volunteer `person`. */
async function tellReporter(
  { turn, entry, need }: About,
  person: string,
  text: (p: Phrases, name: string) => string,
): Promise<void> {
  const name = await nameOf(turn, person)
  await tell(turn, entry, need, need.reporter, 'news', (p) => text(p, name(p)), { about: person })
}

const areaOf = (details: NeedDetails | undefined): string | null => details?.area?.label ?? null
const letterOf = (need: Need, person: string): string => need.invitations.find((i) => i.person === person)?.letter ?? ''

/** The first name a volunteer, or somebody who offered something, goes by; a plain word where none is known. */
export async function nameOf(turn: Turn, personId: string): Promise<(p: Phrases) => string> {
  const { volunteer, contact } = await turn.person(personId)
  const profile = volunteer && (await turn.unit.open<{ name: string }>(volunteer.profile))
  const name = profile?.name ?? (contact === null ? undefined : await turn.unit.open<string>(contact))
  return name ? () => firstName(name) : (p) => p.somebody()
}

const halfMileM = 804.672

/** An imported volunteer hears once who we are and how to leave, before anything is asked. */
async function introduce({ turn, entry, need }: About, person: string): Promise<void> {
  const { volunteer } = await turn.person(person)
  if (!volunteer || volunteer.introduced) return
  const text = (p: Phrases) => p.introduction(turn.house.us)
  await turn.tell(person, { purpose: 'introduction', text, cause: entry.id, need: null })
  await turn.unit.write(
    [personFact(person)('volunteer_introduced', {}), personFact(person)('notice_given', { wording: 'introduction/1' })],
    turn.envelope(need, entry.id),
  )
}

async function invite(about: About, { person, letter }: Chosen): Promise<void> {
  const { turn, entry, need, details } = about
  await introduce(about, person)
  const { volunteer } = await turn.person(person)
  const profile = volunteer && (await turn.unit.open<{ lat: number; lon: number }>(volunteer.profile))
  const centre = details?.area?.centre ?? { lat: need.latE2 / 100, lon: need.lonE2 / 100 }
  const halfMiles = Math.max(1, Math.ceil((profile ? haversineM(centre, profile) : 0) / halfMileM))
  const { arriveInMin } = kinds[need.kind]
  const diet = details?.diet ?? null
  const wantedAt = need.weekly?.wantedAt
  const at = (p: Phrases) => (wantedAt === undefined ? null : sayTime(wantedAt, turn.now, p))
  const words = { ...need, diet, us: turn.house.us, letter, area: areaOf(details), halfMiles, withinMin: arriveInMin }
  const expiresAt = new Date(turn.unit.now.getTime() + hours(1))
  const choices = invitationChoices(letter)
  await tell(turn, entry, need, person, 'invitation', (p) => p.invitation({ ...words, at: at(p) }), {
    expiresAt,
    choices,
  })
}

async function standDown({ turn, entry, need, details }: About, person: string): Promise<void> {
  await tell(turn, entry, need, person, 'stand_down', (p) => p.standDown(need, areaOf(details)))
}

async function brief({ turn, entry, need }: About, person: string): Promise<void> {
  const letter = letterOf(need, person)
  const text = (p: Phrases) => p.briefing(letter, p.briefingOf(need.kind) ?? '')
  if (kinds[need.kind].briefing) await tell(turn, entry, need, person, 'briefing', text)
}

/** The address goes to the volunteer; a first name and the doorstep word go to the resident. */
async function disclose(about: About, person: string, phrase: AcceptedPhrase): Promise<void> {
  const { turn, entry, need, details } = about
  const assignment = need.assignments.find((a) => a.person === person)
  if (!assignment || !details) return
  const by = (p: Phrases) => sayTime(assignment.dueAt, turn.now, p)
  const words = (p: Phrases): DisclosedWords => ({
    ...need,
    letter: assignment.letter,
    contact: details.contact,
    place: details.place.label,
    word: details.doorstepWord,
    by: by(p),
  })
  const choices = assignmentChoices(assignment.letter, 'accepted')
  await tell(turn, entry, need, person, 'accepted', (p) => p[phrase](words(p)), { choices })
  const { diet } = details
  if (diet && asksForCare(diet)) await tell(turn, entry, need, person, 'news', (p) => p.mustBe(diet))
  await tellReporter(about, person, (p, name) => p.coming(need, name, by(p), details.doorstepWord))
}

async function journey({ turn, entry, need, details }: About, person: string): Promise<void> {
  const known = details && (details.notes.length > 0 || details.vulnerable.length > 0)
  const letter = letterOf(need, person)
  const text = (p: Phrases) =>
    [p.safeJourney(letter), known ? p.accessNotes(details.notes, details.vulnerable) : ''].join(' ').trim()
  await tell(turn, entry, need, person, 'accepted', text, { choices: assignmentChoices(letter, 'on_the_way') })
}

async function askWhetherDone(about: About): Promise<void> {
  const { turn, entry, need } = about
  const letter = (await turn.person(need.reporter)).items.find(
    (i) => i.purpose === 'done_check' && i.about === need.id,
  )?.letter
  const last = need.assignments.findLast((a) => a.state === 'done')
  const name = last ? await nameOf(turn, last.person) : (p: Phrases) => p.somebody()
  const more = { ...(last ? { about: last.person } : {}), ...(letter ? { choices: doneChoices(letter) } : {}) }
  await tell(turn, entry, need, need.reporter, 'question', (p) => p.isItDone(need, name(p), letter ?? '?'), more)
}

async function closed({ turn, entry, need }: About, { outcome }: Body<'need_closed'>): Promise<void> {
  for (const { person } of [...running(need), ...(outcome === 'done' ? [] : standbys(need))]) {
    await tell(turn, entry, need, person, 'stand_down', (p) => p.calledOff(need))
  }
  if (outcome === 'withdrawn') await tell(turn, entry, need, need.reporter, 'reply', (p) => p.withdrawn(need))
  if (outcome === 'by_planner') await tell(turn, entry, need, need.reporter, 'news', (p) => p.closedByPlanner(need))
  if (outcome === 'done' && turn.sender?.person === need.reporter)
    await tell(turn, entry, need, need.reporter, 'reply', (p) => p.doneThanks())
}

/** A duty officer is told that there is an alarm, not what somebody said. */
async function wake(turn: Turn, entry: Entry): Promise<void> {
  const alarmId = entry.stream.slice('alarm/'.length)
  const { person, letter } = entry.body as Extract<AlarmFact, { type: 'duty_officer_called' }>['body']
  const alarm = await turn.unit.load('alarm', alarmId)
  if (!alarm) return
  const need = alarm.need === null ? null : await turn.need(alarm.need)
  const area = need && areaOf(await turn.detailsOf(need))
  await turn.tell(person, {
    purpose: 'alarm',
    text: (p) => p.alarm(alarm.reason, letter, need, area),
    choices: alarmChoices(letter),
    cause: entry.id,
    need: alarm.need,
  })
}
