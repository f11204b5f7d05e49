import { type Alarm, type AlarmFact, evolveAlarm } from '../alerts/alarm.ts'
import { type Alert, type AlertFact, evolveAlert } from '../alerts/alert.ts'
import { type DutyFact, type DutyList, evolveDutyList } from '../alerts/duty-list.ts'
import { evolveIncident, type Incident, type IncidentFact } from '../incidents/incident.ts'
import { evolveMessage, type Message, type MessageFact } from '../messages/message.ts'
import { evolveNeed, type Need, type NeedFact } from '../needs/need.ts'
import { evolveOffer, type Offer, type OfferFact } from '../offers/offer.ts'
import { type Account, type AccountFact, evolveAccount } from '../people/account.ts'
import { evolvePerson, type Person, type PersonFact } from '../people/person.ts'
import type { Entry } from './entry.ts'
import { parseStream } from './entry.ts'
import { evolveLedger, type Ledger, type LedgerFact } from './ledger.ts'

/**
 * The form of what the streams are folded into. Raised whenever the same entries give another state or another row, so
 * that a database written by an earlier Muster is brought up to date when it is opened.
 */
export const projectionForm = 3

/** What each stream is folded into. */
export interface States {
  need: Need
  person: Person
  offer: Offer
  message: Message
  alarm: Alarm
  alert: Alert
  duty: DutyList
  account: Account
  incident: Incident
  ledger: Ledger
}

export type Aggregate = keyof States
export type AnyFact =
  | NeedFact
  | PersonFact
  | OfferFact
  | MessageFact
  | AlarmFact
  | AlertFact
  | DutyFact
  | AccountFact
  | IncidentFact
  | LedgerFact

type Evolve = (before: never, entry: never) => unknown

const evolvers: { readonly [A in Aggregate]: Evolve } = {
  need: evolveNeed,
  person: evolvePerson,
  offer: evolveOffer,
  message: evolveMessage,
  alarm: evolveAlarm,
  alert: evolveAlert,
  duty: evolveDutyList,
  account: evolveAccount,
  incident: evolveIncident,
  ledger: evolveLedger,
}

export const aggregates = Object.keys(evolvers) as readonly Aggregate[]

/** The state of any stream after one more entry. Throws on a stream of no known aggregate. */
export function evolve<A extends Aggregate>(before: States[A] | undefined, entry: Entry): States[A] {
  const { aggregate } = parseStream(entry.stream)
  if (!Object.hasOwn(evolvers, aggregate)) throw new Error(`ledger: no aggregate is called ${aggregate}`)
  return evolvers[aggregate as A](before as never, entry as never) as States[A]
}
