import { type Assignment, type Need, running, stillAsked } from '../../core/needs/need.ts'
import type { Phrases } from '../phrases/en.ts'
import { sayTime } from '../phrases/phrases.ts'
import { nameOf } from './announce.ts'
import type { NeedDetails } from './details.ts'
import type { Turn } from './turn.ts'

/** "What's happening?": every open request, who is coming, and who was shown the address; for volunteers, their jobs. */
export async function tellStatus(turn: Turn): Promise<void> {
  const person = await turn.person(turn.sender!.person)
  for (const id of person.needs) await tellOfNeed(turn, await turn.need(id))
  for (const item of person.items.filter((i) => i.purpose === 'assignment'))
    await tellOfJob(turn, await turn.need(item.about), item.letter)
}

async function tellOfNeed(turn: Turn, need: Need): Promise<void> {
  const details = await turn.detailsOf(need)
  if (!details) return
  const coming = running(need).filter((a) => a.state !== 'briefing')
  for (const assignment of coming) await tellOfComing(turn, need, details, assignment)
  if (coming.length === 0) tellOfAsking(turn, need, details.place.label)
  const { shownToStaffAt: shown } = need
  if (shown) turn.reply({ purpose: 'reply', text: (p) => p.statusShown(sayTime(shown, turn.now, p)) }, need.id)
}

function tellOfAsking(turn: Turn, need: Need, place: string): void {
  const raised = need.escalatedAt !== null && stillAsked(need).length === 0
  const asked = need.invitations.length
  turn.reply(
    { purpose: 'reply', text: (p) => (raised ? p.statusPlanner(need, place) : p.statusAsked(need, place, asked)) },
    need.id,
  )
}

async function tellOfComing(
  turn: Turn,
  need: Need,
  details: NeedDetails,
  { person, state, dueAt, from }: Assignment,
): Promise<void> {
  const name = await nameOf(turn, person)
  const stage = state === 'on_the_way' || state === 'arrived' ? state : 'accepted'
  const say = (text: Parameters<Turn['reply']>[0]['text']) => turn.reply({ purpose: 'accepted', text }, need.id, person)
  say((p) => p.statusComing(need, name(p), sayTime(dueAt, turn.now, p), details.doorstepWord, stage))
  say((p) => p.statusSeen(name(p), sayTime(from, turn.now, p)))
}

async function tellOfJob(turn: Turn, need: Need, letter: string): Promise<void> {
  const [details, job] = [await turn.detailsOf(need), need.assignments.find((a) => a.person === turn.sender!.person)]
  if (!details || !job || job.state === 'briefing') return
  const words = (p: Phrases) => ({
    ...need,
    letter,
    contact: details.contact,
    place: details.place.label,
    word: details.doorstepWord,
    by: sayTime(job.dueAt, turn.now, p),
  })
  turn.reply({ purpose: 'accepted', text: (p) => p.accepted(words(p)) }, need.id)
}
