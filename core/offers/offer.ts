import type { KindId } from '../kinds.ts'
import type { Entry, Fact } from '../ledger/entry.ts'
import type { Instant } from '../time.ts'

/** A one-off offer: so many portions until a time. Standing willingness is the volunteer's own record. */
export interface Offer {
  readonly id: string
  readonly authority: string
  readonly exercise: boolean
  readonly kind: KindId
  readonly person: string
  /** Sealed under the person's key: place and words. */
  readonly details: string
  readonly portions: number
  readonly until: Instant
  readonly promised: Readonly<Record<string, number>>
  readonly open: boolean
}

export type OfferFact =
  | Fact<'offer_made', { kind: KindId; person: string; details: string; portions: number; until: Instant }>
  | Fact<'portions_promised', { need: string; portions: number }>
  | Fact<'portions_returned', { need: string }>
  | Fact<'offer_ended', { why: 'withdrawn' | 'out_of_time' }>

/** The offer after one more entry of its stream; the first must be `offer_made`. */
export function evolveOffer(before: Offer | undefined, entry: Entry<OfferFact>): Offer {
  const { type, body } = entry as OfferFact & Entry<OfferFact>
  if (type === 'offer_made') {
    const id = entry.stream.slice('offer/'.length)
    return { ...body, id, authority: entry.authority, exercise: entry.exercise, promised: {}, open: true }
  }
  if (!before) throw new Error(`offers: ${entry.stream} begins with ${type}`)
  if (type === 'portions_promised') return { ...before, promised: { ...before.promised, [body.need]: body.portions } }
  if (type === 'offer_ended') return { ...before, open: false }
  const { [body.need]: _returned, ...promised } = before.promised
  return { ...before, promised }
}

/** Portions not promised to anybody. */
export const portionsLeft = (offer: Offer): number =>
  offer.portions - Object.values(offer.promised).reduce((sum, n) => sum + n, 0)
