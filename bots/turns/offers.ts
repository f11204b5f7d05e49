import { rows } from '../../adapters/db/client.ts'
import { haversineM } from '../../core/geo/distance.ts'
import type { Place } from '../../core/geo/geocoder.ts'
import { type KindId, kinds } from '../../core/kinds.ts'
import type { Json } from '../../core/ledger/canonical.ts'
import type { Need } from '../../core/needs/need.ts'
import { seatsFree } from '../../core/needs/need.ts'
import type { Offer } from '../../core/offers/offer.ts'
import { type Contents, suits } from '../../core/offers/suits.ts'
import { hours, plus, wallClock } from '../../core/time.ts'
import type { Command } from '../conversations/types.ts'
import { sayTime } from '../phrases/phrases.ts'
import { advanceTogether } from './dispatch.ts'
import type { Turn } from './turn.ts'

/** What is sealed about a one-off offer. */
export interface OfferDetails {
  readonly place: Place
  readonly words: string
  /** What is in it, as its cook said; absent where nobody was asked. */
  readonly contents?: Contents
}

type MakeOffer = Extract<Command, { do: 'make_offer' }>

/** Takes an offer of portions and puts it before those who wait for some, nearest first. */
export async function makeOffer(turn: Turn, { draft }: MakeOffer): Promise<void> {
  const until = endOfOffer(draft.words, turn.now)
  const { contents } = draft
  turn.reply({
    purpose: 'reply',
    text: (p) => {
      const taken = p.offerTaken(draft.portions, draft.place.label, sayTime(until, turn.now, p))
      return contents?.complete === false ? `${taken} ${p.notAllKnown()}` : taken
    },
  })
  await openOffer(turn, turn.sender!.person, draft, until)
}

/** Puts portions before those who wait for some. Returns the offer's id. */
export async function openOffer(
  turn: Turn,
  person: string,
  { kind, place, words, contents, portions }: MakeOffer['draft'],
  until: string,
): Promise<string> {
  const id = turn.unit.newId()
  const details: OfferDetails = { place, words, ...(contents ? { contents } : {}) }
  const sealed = await turn.unit.seal(details as unknown as Json, [person])
  const body = { kind, person, details: sealed, portions, until }
  await turn.decide([{ stream: `offer/${id}`, fact: { type: 'offer_made', body } }])
  return id
}

const untilClock = /\b(?:until|till|til|by|before) (\d{1,2})(?:[:.](\d{2}))? ?(am|pm)?\b/i

/** "until 8" is eight in the evening when it is afternoon; without a time an offer stands for four hours. */
export function endOfOffer(words: string, now: string): string {
  const match = untilClock.exec(words)
  if (!match) return plus(now, hours(4))
  const minuteNow = wallClock(now).minute
  const said = (Number(match[1]) % 12) * 60 + Number(match[2] ?? 0)
  const options = match[3] ? [said + (match[3].toLowerCase() === 'pm' ? 720 : 0)] : [said, said + 720]
  const ahead = options.map((minute) => (minute - minuteNow + 1440) % 1440).filter((wait) => wait > 0)
  return plus(now, Math.min(...ahead) * 60_000)
}

/** Open needs of this kind near the new offer get another wave, which finds it. */
export async function offerToWaiting(turn: Turn, offerId: string, kind: KindId): Promise<void> {
  const offer = await turn.unit.load('offer', offerId)
  const details = offer && (await turn.unit.open<OfferDetails>(offer.details))
  if (!details) return
  const waiting = await waitingNear(turn, kind, details)
  await advanceTogether(
    turn,
    waiting.map(({ id }) => ({ id, reason: 'offer' })),
  )
}

async function waitingNear(turn: Turn, kind: KindId, { place }: OfferDetails): Promise<Need[]> {
  const sql = `SELECT state FROM needs WHERE authority_id = $1 AND state->>'status' = 'open' AND state->>'kind' = $2 ORDER BY id LIMIT 50`
  const open = (await rows<{ state: Need }>(turn.unit.client, sql, [turn.house.authority, kind])).map(
    (row) => row.state,
  )
  const placed: { need: Need; metres: number }[] = []
  for (const need of open.filter((n) => seatsFree(n) > 0)) {
    const details = await turn.detailsOf(need)
    if (details) placed.push({ need, metres: haversineM(place.point, details.place.point) })
  }
  return placed
    .filter((p) => p.metres <= kinds[kind].radiusM)
    .sort((a, b) => a.metres - b.metres)
    .map((p) => p.need)
}

/** False unless it is known that those who asked may eat what is offered. */
export async function offerSuits(turn: Turn, need: Need, offer: Offer): Promise<boolean> {
  if (!kinds[need.kind].portions) return true
  const [wanted, offered] = [await turn.detailsOf(need), await turn.unit.open<OfferDetails>(offer.details)]
  return suits(wanted?.diet, offered?.contents) === 'yes'
}

/** Takes back what the sender still offers. */
export async function withdrawOffers(turn: Turn): Promise<void> {
  const sql = `SELECT id FROM offers WHERE authority_id = $1 AND state->>'open' = 'true' AND state->>'person' = $2`
  const open = await rows<{ id: string }>(turn.unit.client, sql, [turn.house.authority, turn.sender!.person])
  turn.reply({ purpose: 'reply', text: (p) => (open.length > 0 ? p.offersWithdrawn() : p.nothingOpen()) })
  await turn.decide(
    open.map(({ id }) => ({ stream: `offer/${id}`, fact: { type: 'offer_ended', body: { why: 'withdrawn' } } })),
  )
}
