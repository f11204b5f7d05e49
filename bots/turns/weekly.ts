import { type KindId, kinds } from '../../core/kinds.ts'
import type { Json } from '../../core/ledger/canonical.ts'
import { declineInvitation, dropAssignment } from '../../core/needs/answers.ts'
import { offerFact, personFact } from '../../core/needs/decision.ts'
import type { Need } from '../../core/needs/need.ts'
import { askedFirst, nextOn, type Standing, type StandingWish } from '../../core/offers/standing.ts'
import type { Person } from '../../core/people/person.ts'
import { hours, plus } from '../../core/time.ts'
import type { Command } from '../conversations/types.ts'
import type { Phrases } from '../phrases/en.ts'
import type { Weekly } from '../understand/every.ts'
import { raiseAlarm } from './alarms.ts'
import { nameOf } from './announce.ts'
import { close, type ReadyDraft, reportNeed } from './needs.ts'
import { openOffer } from './offers.ts'
import type { Turn } from './turn.ts'

/** The first one is opened a day before it is wanted: somebody must have time to cook. */
const noticeMs = hours(24)
/** What is offered for a time of the day stands for so long from then. */
const offeredForMs = hours(4)

/** Takes down what the sender wants or offers every week. */
export async function beginWeekly(turn: Turn, draft: ReadyDraft & { readonly every: Weekly }): Promise<void> {
  const { person } = turn.sender!
  const { every, direction, kind, portions } = draft
  const standing = turn.unit.newId()
  const details = await turn.unit.seal(draft as unknown as Json, [person])
  const nextAt = nextOn(every, plus(turn.now, noticeMs))
  const body = { ...every, standing, direction, kind, portions: kinds[kind].portions ? (portions ?? 1) : null }
  const words = { ...body, place: draft.place.label, diet: draft.diet ?? null }
  turn.reply({ purpose: 'reply', text: (p) => p.weeklyTaken(words) })
  await turn.decide([personFact(person)('standing_begun', { ...body, details, nextAt })])
  if (direction === 'offer' && !hasKitchen(await turn.person(person), kind, turn.now)) await askForKitchen(turn, person)
}

/** True when somebody may cook this for others every week. */
const hasKitchen = ({ hygieneUntil }: Person, kind: KindId, now: string): boolean =>
  !kinds[kind].hygiene || (hygieneUntil ?? '') > now

/** Nothing is offered before a planner has seen the kitchen. */
async function askForKitchen(turn: Turn, person: string): Promise<void> {
  turn.reply({ purpose: 'reply', text: (p) => p.kitchenFirst() })
  await raiseAlarm(turn, { reason: 'to_planner', need: null, person })
}

/** Opens the next need or offer of a weekly arrangement; whoever did the last is asked first. */
export async function openWeekly(turn: Turn, owner: string, id: string): Promise<void> {
  const standing = (await turn.person(owner)).standing?.find((one) => one.id === id)
  if (!standing?.nextAt) return
  const { nextAt: wantedAt } = standing
  const next = nextOn(standing, wantedAt)
  const isOffer = standing.direction === 'offer'
  if (isOffer && !hasKitchen(await turn.person(owner), standing.kind, turn.now))
    return turn.decide([personFact(owner)('standing_moved', { standing: id, nextAt: next, reasonRef: null })])
  const draft = await turn.unit.open<ReadyDraft>(standing.details)
  if (!draft) return turn.decide([personFact(owner)('standing_ended', { standing: id, reasonRef: null })])
  const { contact } = await turn.person(owner)
  const named = contact === null ? null : ((await turn.unit.open<string>(contact)) ?? null)
  const about = !isOffer
    ? await reportNeed(turn, owner, draft, {
        ...{ channel: 'weekly', contact: named },
        weekly: { standing: id, wantedAt, usual: askedFirst(standing) },
      })
    : await openOffer(turn, owner, { ...draft, portions: standing.portions ?? 1 }, plus(wantedAt, offeredForMs))
  await turn.decide([personFact(owner)('standing_opened', { standing: id, about, nextAt: next })])
}

/** Whoever did it is asked first from now on, and is told so once. */
export async function noteUsual(turn: Turn, need: Need, person: string): Promise<void> {
  const standing = (await turn.person(need.reporter)).standing?.find(({ id }) => id === need.weekly?.standing)
  if (!standing || standing.usual === person) return
  const { id, weekday } = standing
  const of = { owner: need.reporter, standing: id, weekday }
  await turn.decide(
    [
      personFact(need.reporter)('usual_chosen', { standing: id, person, is: 'asked' }),
      ...(standing.usual === null ? [] : [personFact(standing.usual)('usual_for', { ...of, still: false })]),
      personFact(person)('usual_for', { ...of, still: true }),
    ],
    need,
  )
  const cause = turn.lastOf('usual_chosen')!.id
  const text = (p: Phrases) => p.usualNow(need, weekday)
  await turn.tell(person, { purpose: 'news', text, cause, need: need.id })
}

type Change = Extract<Command, { do: 'change_weekly' }>

/** What either side says of a day: the owner about the arrangement, whoever usually does it about themselves. */
export async function changeWeekly(turn: Turn, { wish, weekday }: Change): Promise<void> {
  const person = await turn.person(turn.sender!.person)
  for (const standing of person.standing ?? []) {
    if (standing.weekday === weekday) await moveWeekly(turn, { owner: person.id, standing, wish, reasonRef: null })
  }
  for (const of of person.usualFor ?? []) {
    if (of.weekday === weekday) await sitOut(turn, person.id, { ...of, wish })
  }
  turn.reply({ purpose: 'reply', text: (p) => p.weeklyChanged(wish, weekday) })
}

interface Move {
  readonly owner: string
  readonly standing: Standing
  readonly wish: StandingWish
  readonly reasonRef: string | null
}

/** Leaves the next one out, pauses, takes up again or ends a weekly arrangement. */
export async function moveWeekly(turn: Turn, { owner, standing, wish, reasonRef }: Move): Promise<void> {
  const { id, usual, weekday, nextAt } = standing
  const fact = personFact(owner)
  const tookBack = wish !== 'resume' && (await takeBack(turn, standing, reasonRef))
  if (wish === 'skip' && tookBack) return
  if (wish !== 'end') {
    const from = nextAt ?? plus(turn.now, noticeMs)
    const next = { skip: nextOn(standing, from), pause: null, resume: nextAt ?? nextOn(standing, from) }[wish]
    return turn.decide([fact('standing_moved', { standing: id, nextAt: next, reasonRef })])
  }
  await turn.decide([
    fact('standing_ended', { standing: id, reasonRef }),
    ...(usual === null ? [] : [personFact(usual)('usual_for', { owner, standing: id, weekday, still: false })]),
  ])
  if (usual === null) return
  const cause = turn.lastOf('standing_ended')!.id
  await turn.tell(usual, { purpose: 'news', text: (p) => p.weeklyOver(standing), cause, need: null })
}

/** What was opened for the next one already ends. False where nothing was open. */
async function takeBack(turn: Turn, { direction, last }: Standing, reasonRef: string | null): Promise<boolean> {
  if (last === null) return false
  if (direction === 'want') {
    const need = await turn.lockedNeed(last)
    if (need.status === 'closed' || need.status === 'done') return false
    await close(turn, need, 'withdrawn', reasonRef)
    return true
  }
  const offer = await turn.unit.load('offer', last)
  if (!offer?.open) return false
  await turn.decide([offerFact(last)('offer_ended', { why: 'withdrawn' })])
  return true
}

/** What they were asked or said yes to for the next one is given to others. */
async function stepBack(turn: Turn, person: string, need: Need): Promise<boolean> {
  const known = await turn.person(person)
  const dropped = dropAssignment(need, known, 'said_so')
  const decided = dropped.ok ? dropped : declineInvitation(need, known, null)
  if (decided.ok) await turn.decide(decided.value, need)
  return decided.ok
}

/** Whoever usually does it sits out: then others are asked at once. */
async function sitOut(
  turn: Turn,
  person: string,
  { owner, standing, weekday, wish }: { owner: string; standing: string; weekday: number; wish: StandingWish },
): Promise<void> {
  const is = ({ skip: 'skips', pause: 'rests', resume: 'asked', end: 'asked' } as const)[wish]
  const ends = wish === 'end'
  const last = (await turn.person(owner)).standing?.find(({ id }) => id === standing)?.last ?? null
  const steppedBack = last !== null && wish !== 'resume' && (await stepBack(turn, person, await turn.lockedNeed(last)))
  if (wish === 'skip' && steppedBack) return
  await turn.decide([
    personFact(owner)('usual_chosen', { standing, person: ends ? null : person, is }),
    ...(ends ? [personFact(person)('usual_for', { owner, standing, weekday, still: false })] : []),
  ])
  if (!ends) return
  const cause = turn.lastOf('usual_chosen')!.id
  const name = await nameOf(turn, person)
  await turn.tell(owner, {
    ...{ purpose: 'news', cause, need: null, about: person },
    text: (p) => p.usualGone(name(p), weekday),
  })
}
