import type { Fact } from '../ledger/entry.ts'
import type { OfferFact } from '../offers/offer.ts'
import type { PersonFact } from '../people/person.ts'
import type { NeedFact } from './need.ts'

/** A fact with the stream it belongs to: what a rule returns, in the order in which it is written. */
export interface Decided<F extends Fact = Fact> {
  readonly stream: string
  readonly fact: F
}

/** Typed constructors: a fact's name and its body are checked against each other. */
export const needFact =
  (id: string) =>
  <T extends NeedFact['type']>(type: T, body: Extract<NeedFact, { type: T }>['body']): Decided => ({
    stream: `need/${id}`,
    fact: { type, body },
  })

export const personFact =
  (id: string) =>
  <T extends PersonFact['type']>(type: T, body: Extract<PersonFact, { type: T }>['body']): Decided => ({
    stream: `person/${id}`,
    fact: { type, body },
  })

export const offerFact =
  (id: string) =>
  <T extends OfferFact['type']>(type: T, body: Extract<OfferFact, { type: T }>['body']): Decided => ({
    stream: `offer/${id}`,
    fact: { type, body },
  })
