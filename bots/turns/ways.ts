import { personFact } from '../../core/needs/decision.ts'
import { type Way, wayWished } from '../../core/people/ways.ts'
import type { SaidWay } from '../understand/way-wish.ts'
import { linkAddress } from './linking.ts'
import type { Turn } from './turn.ts'

/** Keeps how the sender wants to be reached, or says what is missing for it. */
export async function chooseWay(turn: Turn, { way: wish, mayRing }: SaidWay): Promise<void> {
  const { person: id } = turn.sender!
  const person = await turn.person(id)
  if (mayRing !== null && mayRing !== (person.mayRing ?? true))
    await turn.decide([personFact(id)('ringing_chosen', { may: mayRing })])
  if (wish === null) return
  const way = wayWished(person, wish, { owners: await turn.ownersOf(person), open: turn.house.channels })
  if (way === 'not_heard') return turn.reply({ purpose: 'reply', text: (p) => p.whatsappFirst() })
  if (way !== null) await choose(turn, id, way)
  else if (wish === 'ring') return askToRing(turn, id)
  else if (wish === 'email' && turn.house.channels.has('email')) {
    turn.reply({ purpose: 'reply', text: (p) => p.emailFirst() })
    return linkAddress(turn, { do: 'link_address', wants: 'link', number: null })
  } else if (wish !== 'text') return turn.reply({ purpose: 'reply', text: (p) => p.wayMissing() })
  turn.reply({ purpose: 'reply', text: (p) => p.wayChosen(wish, mayRing === false) })
}

async function choose(turn: Turn, person: string, { address, channel }: Way): Promise<void> {
  await turn.decide([personFact(person)('way_chosen', { address, channel })])
}

/** Nothing of ours can ring them: somebody who can is to. */
async function askToRing(turn: Turn, person: string): Promise<void> {
  await turn.putBeforeStaff('asks_ring', person)
  turn.reply({ purpose: 'reply', text: (p) => p.ringAsked() })
}
