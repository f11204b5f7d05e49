import {
  type AnswerRefusal,
  acceptInvitation,
  acknowledgeBriefing,
  declineInvitation,
  dropAssignment,
  reportAssignment,
} from '../../core/needs/answers.ts'
import { type Decided, needFact, personFact } from '../../core/needs/decision.ts'
import { type Need, running } from '../../core/needs/need.ts'
import { joinDiets } from '../../core/offers/suits.ts'
import type { Result } from '../../core/result.ts'
import type { Command, Yes } from '../conversations/types.ts'
import { dietIn } from '../understand/food.ts'
import { acknowledge, raiseAlarm } from './alarms.ts'
import { nameOf } from './announce.ts'
import { block } from './blocking.ts'
import type { NeedDetails } from './details.ts'
import { comeBack, join, limitHours } from './join.ts'
import { linkAddress, notMe, useCode } from './linking.ts'
import { amend, close, reportNeed } from './needs.ts'
import { makeOffer, offerSuits, withdrawOffers } from './offers.ts'
import { optIn, optOut } from './opting-out.ts'
import { ownData } from './own-data.ts'
import { endLinks, pageLink } from './page-link.ts'
import { tellStatus } from './status.ts'
import type { Turn } from './turn.ts'
import { chooseWay } from './ways.ts'
import { beginWeekly, changeWeekly } from './weekly.ts'

type Carry<D extends Command['do']> = (turn: Turn, command: Extract<Command, { do: D }>) => Promise<void>

/** How each command of a conversation is carried out. The rules of `core` may refuse; then the person is told why. */
const carry: { readonly [D in Command['do']]: Carry<D> } = {
  report_need: async (turn, { draft }) => {
    const { person, channel } = turn.sender!
    const { contact } = await turn.person(person)
    const known = contact === null ? undefined : await turn.unit.open<string>(contact)
    await reportNeed(turn, person, draft, { channel, contact: known ?? null })
  },
  note_contact: noteContact,
  note_name: async (turn, { name }) => {
    const { person } = turn.sender!
    await turn.decide([personFact(person)('contact_given', { contact: await turn.unit.seal(name, [person]) })])
  },
  add_note: async (turn, { need, note }) => {
    await amend(turn, await turn.lockedNeed(need), 'note', (d) => noted(d, note))
  },
  withdraw_need: async (turn, { need }) => close(turn, await turn.lockedNeed(need), 'withdrawn', null),
  correct_place: correctPlace,
  tell_status: (turn) => tellStatus(turn),
  accept: (turn, { need, yes }) => accept(turn, need, yes),
  decline: async (turn, { need, condition }) => {
    const sealed = await sealCondition(turn, need, condition)
    await answer(turn, need, (n, person) => declineInvitation(n, person, sealed))
  },
  acknowledge_briefing: (turn, { need }) => answer(turn, need, (n, person) => acknowledgeBriefing(n, person)),
  report: (turn, { need, report }) => answer(turn, need, (n, person) => reportAssignment(n, person, report, turn.now)),
  drop: (turn, { need }) => answer(turn, need, (n, person) => dropAssignment(n, person, 'said_so')),
  confirm_done: async (turn, { need: id, really }) => {
    const need = await turn.lockedNeed(id)
    if (really) return close(turn, need, 'done', null)
    await disputeDone(turn, need)
  },
  acknowledge_alarm: async (turn, { alarm }) => {
    const taken = await acknowledge(turn, alarm, turn.actor, null)
    turn.reply({ purpose: 'reply', text: (p) => (taken ? p.alarmTaken() : p.alarmTakenByOther()) })
  },
  make_offer: (turn, command) => makeOffer(turn, command),
  begin_weekly: (turn, { draft }) => beginWeekly(turn, draft),
  change_weekly: (turn, command) => changeWeekly(turn, command),
  withdraw_offers: (turn) => withdrawOffers(turn),
  open_menu: async (turn, { letter }) => {
    const { person } = turn.sender!
    await turn.decide([personFact(person)('item_opened', { letter, purpose: 'menu', about: person, kind: null })])
  },
  close_menu: (turn, { letter }) =>
    turn.decide([personFact(turn.sender!.person)('item_closed', { letter, outcome: 'answered' })]),
  join: (turn, command) => join(turn, command),
  go_away: (turn, { from, until }) => turn.decide([personFact(turn.sender!.person)('went_away', { from, until })]),
  come_back: (turn) => comeBack(turn),
  leave_topics: (turn, { kinds }) => turn.decide([personFact(turn.sender!.person)('topics_left', { kinds })]),
  limit_hours: (turn, { hours }) => limitHours(turn, hours),
  opt_out: (turn, { by }) => optOut(turn, by),
  opt_in: (turn) => optIn(turn),
  choose_language: (turn, { language, by }) =>
    turn.decide([personFact(turn.sender!.person)('language_chosen', { language, by })]),
  own_data: (turn, { wants }) => ownData(turn, wants),
  link_address: (turn, command) => linkAddress(turn, command),
  use_code: (turn, { code }) => useCode(turn, code),
  block: (turn, command) => block(turn, command),
  not_me: (turn) => notMe(turn),
  choose_way: (turn, command) => chooseWay(turn, command),
  confirm_number: (turn) => {
    const { person, address } = turn.sender!
    return turn.decide([personFact(person)('number_confirmed', { address })])
  },
  /** Carried out with the turn as a whole: see afresh.ts. */
  start_afresh: async () => undefined,
  send_link: (turn) => pageLink(turn),
  end_links: (turn) => endLinks(turn),
  relay,
  /** Carried out in the other's own turn: see in-name-of.ts. */
  answer_for: async () => undefined,
  raise_danger: async (turn) => {
    const { person } = turn.sender!
    const { items, needs } = await turn.person(person)
    const about = items.findLast((item) => item.purpose === 'assignment')?.about ?? needs.at(-1) ?? null
    await raiseAlarm(
      turn,
      { reason: 'danger', need: about, person },
      about === null ? undefined : await turn.need(about),
    )
  },
  not_understood: async () => undefined,
}

/** A note that says what must not be in the food holds as if it had been said at once. */
function noted(details: NeedDetails, note: string): NeedDetails {
  const diet = joinDiets(details.diet, dietIn(note))
  return { ...details, notes: [...details.notes, note].slice(-10), ...(diet ? { diet } : {}) }
}

/** Carries out one command of the turn's sender. */
export async function carryOut(turn: Turn, command: Command): Promise<void> {
  await (carry[command.do] as Carry<Command['do']>)(turn, command as never)
}

type Rule = (need: Need, person: Awaited<ReturnType<Turn['person']>>) => Result<Decided[], AnswerRefusal>

async function answer(turn: Turn, needId: string, rule: Rule): Promise<void> {
  const need = await turn.lockedNeed(needId)
  const decided = rule(need, await turn.person(turn.sender!.person))
  if (!decided.ok) return refuse(turn, need, decided.error)
  if (decided.value.length === 0) turn.reply({ purpose: 'reply', text: (p) => p.goodToKnow() }, needId)
  await turn.decide(decided.value, need)
}

async function accept(turn: Turn, needId: string, yes: Yes): Promise<void> {
  const need = await turn.lockedNeed(needId)
  const person = await turn.person(turn.sender!.person)
  const offerId = need.invitations.find((i) => i.person === person.id)?.offer ?? null
  const offer = offerId === null ? null : ((await turn.unit.load('offer', offerId)) ?? null)
  if (offer && !(await offerSuits(turn, need, offer))) return unsuitable(turn, need)
  const condition = await sealCondition(turn, needId, yes.condition)
  const decided = acceptInvitation(need, person, offer, {
    now: turn.now,
    inMin: yes.minutes,
    condition,
    how: 'answered',
  })
  if (!decided.ok) return refuse(turn, need, decided.error)
  if (decided.value.length === 0) turn.reply({ purpose: 'reply', text: (p) => p.reserve(need, null) }, needId)
  await turn.decide(decided.value, need)
  if (yes.setsOff) await setOff(turn, needId)
}

/** Since the ask it was said that what is offered must not be eaten there: the yes cannot be taken, others are asked. */
async function unsuitable(turn: Turn, need: Need): Promise<void> {
  turn.reply({ purpose: 'reply', text: (p) => p.unsuitable() }, need.id)
  const declined = declineInvitation(need, await turn.person(turn.sender!.person), null)
  if (declined.ok) await turn.decide(declined.value, need)
}

/** "On my way" as the first word of somebody who is now expected. */
async function setOff(turn: Turn, needId: string): Promise<void> {
  const need = await turn.need(needId)
  const reported = reportAssignment(need, await turn.person(turn.sender!.person), 'on_the_way', turn.now)
  if (reported.ok) await turn.decide(reported.value, need)
}

const sealCondition = async (turn: Turn, need: string, condition: string | null): Promise<string | null> =>
  condition === null ? null : turn.unit.seal(condition, [turn.sender!.person, need])

function refuse(turn: Turn, need: Need, why: AnswerRefusal): void {
  const letter = need.invitations.find((i) => i.person === turn.sender!.person)?.letter ?? ''
  turn.reply(
    {
      purpose: 'reply',
      text: (p) => {
        if (why === 'double_booked') return p.doubleBooked()
        if (why === 'portions_gone') return p.portionsGone()
        if (why === 'already_yours') return p.stillYours(need, letter)
        if (why === 'briefing_first') return p.briefing(letter, p.briefingOf(need.kind) ?? '')
        return p.itemOver(letter, need)
      },
    },
    need.id,
  )
}

async function noteContact(turn: Turn, { need: id, contact }: Extract<Command, { do: 'note_contact' }>): Promise<void> {
  const need = await turn.lockedNeed(id)
  await amend(turn, need, 'contact', (d) => ({ ...d, contact }))
  const { person } = turn.sender!
  const sealed = await turn.unit.seal(contact, [person])
  await turn.decide([personFact(person)('contact_given', { contact: sealed })], need)
  const place = (await turn.detailsOf(await turn.need(id)))?.place.label ?? ''
  const cause = turn.lastOf('need_detailed')!.id
  for (const { person: volunteer, state } of running(need)) {
    if (state === 'briefing') continue
    await turn.tell(volunteer, { purpose: 'news', text: (p) => p.contactSince(contact, place), cause, need: id })
  }
}

/** Another place than the one understood: the call-out for the wrong one ends, one for the right one begins. */
async function correctPlace(turn: Turn, { need: id, place }: Extract<Command, { do: 'correct_place' }>): Promise<void> {
  const need = await turn.lockedNeed(id)
  const details = await turn.detailsOf(need)
  if (!details || running(need).length > 0 || details.place.label === place.label) return
  await close(turn, need, 'by_correction', null)
  const { kind, urgency, portions } = need
  const draft = {
    kind,
    direction: 'want' as const,
    urgency,
    portions,
    vulnerable: details.vulnerable,
    words: details.words,
    place,
  }
  await reportNeed(turn, need.reporter, draft, {
    channel: turn.sender?.channel ?? 'console',
    contact: details.contact,
    notes: details.notes,
  })
}

async function disputeDone(turn: Turn, need: Need): Promise<void> {
  if (need.status !== 'done') return
  const item = (await turn.person(need.reporter)).items.find((i) => i.purpose === 'done_check' && i.about === need.id)
  const closed = item ? [personFact(need.reporter)('item_closed', { letter: item.letter, outcome: 'disputed' })] : []
  await turn.decide([...closed, needFact(need.id)('done_disputed', {})], need)
  const after = await turn.need(need.id)
  turn.reply({ purpose: 'reply', text: (p) => p.notDone(after, after.escalatedAt === null) }, need.id)
}

/** Passes words on, both ways, without either number. */
async function relay(turn: Turn, { need: id, text }: Extract<Command, { do: 'relay' }>): Promise<void> {
  const need = await turn.need(id)
  const { person } = turn.sender!
  const cause = turn.unit.entries.find((entry) => entry.type === 'message_received')!.id
  const fromResident = person === need.reporter
  const name = fromResident ? null : await nameOf(turn, person)
  const others = fromResident
    ? running(need)
        .filter((a) => a.state !== 'briefing')
        .map((a) => a.person)
    : [need.reporter]
  for (const other of others)
    await turn.tell(other, {
      purpose: 'relay',
      text: (p) => p.relayed(name?.(p) ?? p.theResident(), text),
      cause,
      need: id,
      ...(fromResident ? {} : { about: person }),
    })
}
