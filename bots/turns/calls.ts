import type { Call, CallProblem } from '../../adapters/web/console/actions.ts'
import type { Place } from '../../core/geo/geocoder.ts'
import type { KindId } from '../../core/kinds.ts'
import { personFact } from '../../core/needs/decision.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { type Request, readRequest } from '../understand/request.ts'
import type { House } from './house.ts'
import { reportNeed } from './needs.ts'
import { stillStopped } from './opting-out.ts'
import { personAt } from './person-at.ts'
import { mentionsIn } from './places.ts'
import { asActor } from './staff.ts'
import type { Turn } from './turn.ts'

interface Caller {
  readonly id: string
  /** Null: no phone. */
  readonly address: string | null
}

/** Enters a need for somebody who rings: they are met if they were not known, and told by text what was taken down. `actor`: who takes the call. */
export async function takeCall(
  house: House,
  actor: string,
  channel: string,
  call: Call,
): Promise<Result<string, CallProblem>> {
  const place = await placeOf(house, call.place)
  if (!place.ok) return place
  const said = readRequest(call.words)
  const kind = kindOf(call, said)
  if (!kind) return fail('kind_unclear')
  const caller = await callerOf(house, channel, call.phone)
  const enter = (turn: Turn) => enterCall(turn, caller, call, { said, kind, place: place.value })
  return ok(await asActor(house, actor, enter, { onBehalfOf: `person/${caller.id}` }))
}

async function placeOf(house: House, text: string): Promise<Result<Place, CallProblem>> {
  const found = (await mentionsIn(house, text)).flatMap((mention) => mention.found)
  const [place] = found
  if (!place) return fail('place_not_found')
  return found.length > 1 ? fail('place_doubtful') : ok(place)
}

function kindOf({ kind }: Call, said: Request): KindId | null {
  if (kind) return kind
  return said.kinds.length === 1 ? said.kinds[0]! : null
}

async function callerOf(house: House, channel: string, phone: string | null): Promise<Caller> {
  if (phone === null) return { id: house.newId(), address: null }
  return personAt(house, { channel, id: phone })
}

interface Understood {
  readonly said: Request
  readonly kind: KindId
  readonly place: Place
}

async function enterCall(turn: Turn, caller: Caller, call: Call, understood: Understood): Promise<string> {
  await meetCaller(turn, caller)
  const forThemselves = call.subjectName === ''
  const contact = [forThemselves ? call.callerName : call.subjectName, call.house].filter(Boolean).join(', ') || null
  if (forThemselves && contact !== null) {
    const sealed = await turn.unit.seal(contact, [caller.id])
    await turn.decide([personFact(caller.id)('contact_given', { contact: sealed })])
  }
  return reportNeed(turn, caller.id, draftOf(call, understood), {
    channel: 'phone',
    contact,
    notes: call.notes === '' ? [] : [call.notes],
    calledInBy: forThemselves ? null : call.callerName || null,
  })
}

async function meetCaller(turn: Turn, { id, address }: Caller): Promise<void> {
  if (await turn.unit.load('person', id)) return
  if (address === null) turn.unit.createKey(id)
  const stopped = address === null ? [] : await stillStopped(turn.unit, id, address)
  await turn.decide([
    personFact(id)('person_met', {
      address,
      purpose: 'mutual_aid',
      lawfulBasis: 'public_task',
      source: 'phone',
      retention: 'resident',
      language: 'en',
    }),
    ...stopped,
  ])
}

const draftOf = (call: Call, { said, kind, place }: Understood) => ({
  kind,
  direction: 'want' as const,
  urgency: call.urgency ?? said.urgency,
  portions: call.portions ?? said.portions,
  vulnerable: [...new Set([...call.vulnerable, ...said.vulnerable])],
  words: call.words,
  place,
})
