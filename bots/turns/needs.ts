import { coarse } from '../../core/geo/cell.ts'
import type { Place } from '../../core/geo/geocoder.ts'
import { type KindId, kinds, type Urgency, type Vetting } from '../../core/kinds.ts'
import type { Json } from '../../core/ledger/canonical.ts'
import { closeNeed } from '../../core/needs/closing.ts'
import { needFact, personFact } from '../../core/needs/decision.ts'
import type { CloseOutcome, Need, Requirement, Weekly } from '../../core/needs/need.ts'
import { hours, plus, quietUntil } from '../../core/time.ts'
import type { Draft } from '../conversations/types.ts'
import type { Phrases } from '../phrases/en.ts'
import { sayTime } from '../phrases/phrases.ts'
import { dietIn } from '../understand/food.ts'
import { doorstepWord, type NeedDetails } from './details.ts'
import type { Turn } from './turn.ts'

export type ReadyDraft = Draft & { readonly kind: KindId; readonly place: Place }

/** How a need came to us, and what is known beside it. */
export interface How {
  readonly channel: string
  readonly contact: string | null
  readonly notes?: readonly string[]
  readonly calledInBy?: string | null
  /** The weekly arrangement that it is one of. */
  readonly weekly?: Weekly
}

const byHours: Readonly<Record<Urgency, number>> = { life: 4, urgent: 6, soon: 12, routine: 72 }

/** What vulnerability asks of whoever comes: never said of the person, only of the work. */
function requirementsOf({ kind, vulnerable }: ReadyDraft): Requirement[] {
  const lifting = vulnerable.includes('cannot_walk') && (kind === 'evacuation' || kind === 'lift')
  return [
    ...(lifting ? (['two_to_lift'] as const) : []),
    ...(vulnerable.length > 0 ? (['confirmed_only'] as const) : []),
  ]
}

/** Inside somebody's home, with somebody vulnerable there, at least a basic check is asked for. */
function vettingOf({ kind, vulnerable }: ReadyDraft): Vetting {
  const { vetting, openAir } = kinds[kind]
  return vetting === 'none' && !openAir && vulnerable.length > 0 ? 'basic' : vetting
}

/** Opens a need for somebody and reads back what was understood. Returns its id. */
export async function reportNeed(turn: Turn, reporter: string, draft: ReadyDraft, how: How): Promise<string> {
  const id = turn.unit.newId()
  const kind = kinds[draft.kind]
  const urgency = draft.urgency ?? kind.urgency
  turn.unit.createKey(id)
  const details = await turn.unit.seal(await detailsFor(turn, draft, how), [id])
  const waits = kind.quiet && urgency !== 'urgent' ? quietUntil(turn.now) : null
  const body = {
    kind: draft.kind,
    urgency,
    wanted: kind.wanted,
    portions: kind.portions ? (draft.portions ?? 1) : null,
    requirements: requirementsOf(draft),
    vetting: vettingOf(draft),
    vehicle: kind.vehicle,
    reporter,
    details,
    ...coarse(draft.place.point),
    by: how.weekly?.wantedAt ?? plus(turn.now, hours(byHours[urgency])),
    channel: how.channel,
    ...(how.weekly ? { weekly: how.weekly } : {}),
  }
  await turn.decide([needFact(id)('need_reported', body), personFact(reporter)('need_opened', { need: id })])
  if (turn.sender?.person === reporter) readBack(turn, await turn.need(id), draft, waits, how.contact === null)
  return id
}

function readBack(turn: Turn, need: Need, draft: ReadyDraft, waits: string | null, asksContact: boolean): void {
  const words = (p: Phrases) => ({
    kind: draft.kind,
    portions: kinds[draft.kind].portions ? draft.portions : null,
    place: placeInWords(p, draft.place),
    vulnerable: draft.vulnerable,
    diet: draft.diet ?? null,
    next: nextFor(need, draft),
    waitsUntil: waits && sayTime(waits, turn.now, p),
  })
  turn.reply({ purpose: 'reply', text: (p) => p.readBack(words(p)) }, need.id)
  if (asksContact) turn.reply({ purpose: 'question', text: (p) => p.askContact() }, need.id)
}

/** A place by its name is read back with how far it may be off. */
const placeInWords = (p: Phrases, { label, radiusM, source }: Place): string =>
  radiusM >= 500 && (source === 'name' || source === 'outward') ? p.placeWithin(label, radiusM) : label

/** What happens next, as far as it is decided when the request has just been made. */
const nextFor = (need: Need, { kind }: ReadyDraft): 'planner' | 'nobody_free' | 'asking' =>
  kind === 'other' ? 'planner' : need.escalatedAt !== null ? 'nobody_free' : 'asking'

async function detailsFor(turn: Turn, draft: ReadyDraft, how: How): Promise<Json> {
  const area = await turn.house.roughArea(draft.place.point)
  const { label, point, radiusM, source, said } = draft.place
  const diet = draft.diet ?? (kinds[draft.kind].portions ? dietIn(draft.words) : null)
  const details: NeedDetails = {
    place: { label, point, radiusM, source, said },
    area: area ? { label: area.label, centre: area.centre } : null,
    words: draft.words,
    vulnerable: draft.vulnerable,
    contact: how.contact,
    notes: how.notes ?? [],
    doorstepWord: doorstepWord(turn.house.pick),
    ...(diet ? { diet } : {}),
    ...(how.calledInBy ? { calledInBy: how.calledInBy } : {}),
  }
  return details as unknown as Json
}

/** Changes what is sealed about a need. */
export async function amend(
  turn: Turn,
  need: Need,
  what: 'contact' | 'note' | 'place',
  change: (details: NeedDetails) => NeedDetails,
): Promise<void> {
  const details = await turn.detailsOf(need)
  if (!details) return
  const sealed = await turn.unit.seal(change(details) as unknown as Json, [need.id])
  await turn.decide([needFact(need.id)('need_detailed', { details: sealed, what })], need)
}

/** Ends a need, the letter of an open "is it done?" included. */
export async function close(turn: Turn, need: Need, outcome: CloseOutcome, reasonRef: string | null): Promise<void> {
  const reporter = await turn.person(need.reporter)
  const letter = reporter.items.find((item) => item.purpose === 'done_check' && item.about === need.id)?.letter ?? null
  await turn.decide(closeNeed(need, outcome, reasonRef, letter), need)
}
