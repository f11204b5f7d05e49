import { webPages } from '../../adapters/channels/web-pages.ts'
import { type Attempted, triedWays } from '../../adapters/db/outbox.ts'
import { hasLink } from '../../adapters/db/own-links.ts'
import type { Envelope, UnitOfWork } from '../../adapters/db/unit-of-work.ts'
import type { Choice } from '../../core/channel.ts'
import { mannerOf } from '../../core/dispatch/wave.ts'
import type { Entry } from '../../core/ledger/entry.ts'
import type { AnyFact } from '../../core/ledger/streams.ts'
import { expectedMicros } from '../../core/messages/cost.ts'
import { type Fate, type Message, type Purpose, purposes, type StaffMatter } from '../../core/messages/message.ts'
import type { Decided } from '../../core/needs/decision.ts'
import type { Need } from '../../core/needs/need.ts'
import type { Person } from '../../core/people/person.ts'
import { ownersIn, type Way, waysTo } from '../../core/people/ways.ts'
import { hours } from '../../core/time.ts'
import type { Say } from '../conversations/types.ts'
import type { Phrases } from '../phrases/en.ts'
import { phrasesIn } from '../phrases/phrases.ts'
import { segmentsOf } from '../phrases/segments.ts'
import { announce } from './announce.ts'
import type { NeedDetails } from './details.ts'
import type { House } from './house.ts'
import { joined, leads } from './one-text.ts'
import { react } from './react.ts'

/** Who a turn answers: their replies are gathered into one text at the end. */
export interface Sender {
  readonly person: string
  readonly address: string
  readonly channel: string
}

export interface Telling {
  readonly purpose: Purpose
  readonly text: (p: Phrases) => string
  /** The entry this follows from: one cause, one text to one person. */
  readonly cause: string
  /** The need it tells something about: its key seals the text too. */
  readonly need: string | null
  /** Somebody it names who is not who gets it: their key seals it too, so that it goes when they do. */
  readonly about?: string
  readonly expiresAt?: Date
  /** What can be pressed instead of typed, where the channel has buttons. */
  readonly choices?: (p: Phrases) => readonly Choice[]
}

/**
 * One turn: whatever is decided in it is written, announced to whom it concerns, and reacted to, all in one transaction.
 */
export class Turn {
  readonly house: House
  readonly unit: UnitOfWork
  readonly actor: string
  readonly sender: Sender | null
  readonly #cause: string | null
  readonly #onBehalfOf: string | null
  readonly #replies: (Say & { need: string | null; about?: string | undefined })[] = []

  constructor(
    house: House,
    unit: UnitOfWork,
    by: { actor: string; cause: string | null; sender: Sender | null; onBehalfOf?: string },
  ) {
    this.house = house
    this.unit = unit
    this.actor = by.actor
    this.sender = by.sender
    this.#cause = by.cause
    this.#onBehalfOf = by.onBehalfOf ?? null
  }

  get now(): string {
    return this.unit.at
  }

  /** Writes facts about a need (or about nothing in particular), tells those concerned, and does what follows. */
  async decide(
    decided: readonly Decided[],
    need?: Pick<Need, 'incident' | 'exercise'>,
    cause = this.#cause,
  ): Promise<void> {
    if (decided.length === 0) return
    const entries = await this.unit.write(decided, this.envelope(need, cause))
    for (const entry of entries) await announce(this, entry)
    for (const entry of entries) await react(this, entry)
  }

  envelope(need?: Pick<Need, 'incident' | 'exercise'>, cause = this.#cause): Envelope {
    return {
      actor: this.actor,
      onBehalfOf: this.#onBehalfOf,
      cause,
      incident: need ? need.incident : this.house.standingIncident,
      exercise: need?.exercise ?? false,
    }
  }

  /** Adds to the one text the sender gets back. */
  reply(say: Say, need: string | null = null, about?: string): void {
    this.#replies.push({ ...say, need, about })
  }

  /** Tells somebody something: in the reply when they are the sender, otherwise as a text of its own. */
  async tell(person: string, telling: Telling): Promise<void> {
    const merges = telling.purpose !== 'invitation' && telling.purpose !== 'alarm'
    if (person === this.sender?.person && merges) return this.#tellSender(telling)
    await this.#queue(person, telling, null, 'queued')
  }

  /** The same at one address of theirs, whatever they are reached by otherwise. */
  async tellAt(to: Sender, telling: Telling): Promise<void> {
    await this.#queue(to.person, telling, to, 'queued')
  }

  /** After STOP the sender is told nothing more than that they were heard. */
  async #tellSender(telling: Telling): Promise<void> {
    const { optedOut } = await this.person(this.sender!.person)
    if (optedOut[this.sender!.address] === undefined) this.reply(telling, telling.need, telling.about)
  }

  /** Sends the gathered replies as one text. `withhold`: it is kept but not sent. */
  async sendReplies(cause: string, how: { withhold: boolean; understood: boolean }): Promise<void> {
    if (!this.sender || this.#replies.length === 0) return
    const replies = this.#replies.toSorted((a, b) => leads(a.purpose) - leads(b.purpose))
    const asks = replies.at(-1)!.purpose === 'question'
    const leading = replies[0]!.purpose === 'reply' && asks ? 'question' : replies[0]!.purpose
    const purpose = how.understood || leading === 'danger' ? leading : 'clarification'
    const needs = [...new Set(replies.flatMap((r) => r.need ?? []))]
    const named = replies.flatMap((r) => r.about ?? [])
    const choices = (p: Phrases): readonly Choice[] =>
      replies.findLast((reply) => reply.choices !== undefined)?.choices?.(p) ?? []
    const text = (p: Phrases) =>
      joined(
        p,
        replies.map((r) => r.text(p)),
      )
    await this.#queue(
      this.sender.person,
      { purpose, text, cause, need: needs[0] ?? null, choices },
      this.sender,
      how.withhold ? 'withheld' : 'queued',
      [...needs, ...named],
    )
  }

  /** The last entry of this type that the turn has written: what is told because of it names it as its cause. */
  lastOf(type: AnyFact['type']): Entry | undefined {
    return this.unit.entries.findLast((entry) => entry.type === type)
  }

  /** Puts the message that this turn answers before a planner: why, and about whom. */
  async putBeforeStaff(why: StaffMatter, person: string): Promise<void> {
    const { stream } = this.lastOf('message_received')!
    await this.decide([{ stream, fact: { type: 'message_for_staff', body: { why, person } } }])
  }

  get hasReplies(): boolean {
    return this.#replies.length > 0
  }

  async need(id: string): Promise<Need> {
    return existing(await this.unit.load('need', id), 'need', id)
  }

  async lockedNeed(id: string): Promise<Need> {
    return existing(await this.unit.lockNeed(id), 'need', id)
  }

  async person(id: string): Promise<Person> {
    return existing(await this.unit.load('person', id), 'person', id)
  }

  async detailsOf(need: Need): Promise<NeedDetails | undefined> {
    return this.unit.open<NeedDetails>(need.details)
  }

  async #queue(
    personId: string,
    telling: Telling,
    to: Sender | null,
    fate: 'queued' | 'withheld',
    alsoUnder: readonly string[] = [telling.need ?? [], telling.about ?? []].flat(),
  ): Promise<void> {
    const person = await this.person(personId)
    if (person.erased) return // nobody is there any more, and nothing could be sealed for them
    const way = to ?? (await this.waysTo(person))[0] ?? null
    if (way === null && Object.keys(person.optedOut).length > 0) return
    const phrases = phrasesIn(person.language)
    const text = telling.text(phrases)
    const need = telling.need === null ? undefined : await this.unit.load('need', telling.need)
    const stamped = need?.exercise ? `EXERCISE ${text}` : text
    const sealed = await this.unit.seal(stamped, [...new Set([personId, ...alsoUnder])])
    const expiresAt = telling.expiresAt ?? plusHours(this.unit.now, purposes[telling.purpose].hours)
    await this.#write({
      person: personId,
      way,
      fate: way === null ? 'call_back' : fate,
      cause: telling.cause,
      purpose: telling.purpose,
      need: telling.need,
      text: sealed,
      parts: segmentsOf(stamped),
      language: phrases.locale,
      choices: telling.choices?.(phrases) ?? [],
      expiresAt,
    })
  }

  /**
   * Sends what could not arrive in another way, the words as they were; with no way left, or when it is too late to
   * write, somebody is to ring. `cause` is the entry that says why it did not arrive.
   */
  async sendOtherwise(message: Message, sent: Attempted, cause: string): Promise<void> {
    const { purpose, need, text } = message
    const person = await this.person(message.person)
    if (purpose === null || person.erased) return
    const tried = await triedWays(this.unit.client, text)
    const isTried = (way: Way) => tried.some((one) => one.address === way.address && one.channel === way.channel)
    const isLate = sent.expiresAt !== null && sent.expiresAt <= this.unit.now
    const ways = isLate ? [] : await this.waysTo(person)
    const way = ways.find((one) => !isTried(one)) ?? null
    const { language, choices, expiresAt, parts } = sent
    const fate = way === null ? 'call_back' : 'queued'
    await this.#write({
      ...{ person: person.id, way, fate, cause, purpose, need, text },
      ...{ parts, language, choices, expiresAt },
    })
  }

  async #write({ person, way, fate, cause, purpose, need: needId, text, parts, ...more }: Outgoing): Promise<void> {
    const need = needId === null ? undefined : await this.unit.load('need', needId)
    const id = this.unit.newId()
    const channel = way?.channel ?? 'none'
    const body = { person, channel, purpose, need: needId, text, segments: parts, fate }
    const queued = { type: 'message_queued', body }
    const envelope = this.envelope(need, cause)
    await this.unit.write([{ stream: `message/${id}`, fact: queued }], envelope)
    if (way === null || fate === 'withheld') return
    const { priority, lifeSafety } = purposes[purpose]
    const { address } = way
    const dueAt = this.unit.now
    this.unit.send({
      id,
      cause,
      person,
      address,
      channel,
      purpose,
      priority,
      text,
      parts,
      dueAt,
      ...more,
      withheld: false,
      incident: envelope.incident ?? this.house.standingIncident,
      lifeSafety: lifeSafety || (need !== undefined && mannerOf(need) === 'life'),
      costMicros: expectedMicros(this.house.prices, channel, parts),
    })
  }

  /** The ways to reach somebody, the best first. What stands on a page whose link is over reaches nobody. */
  async waysTo(person: Person): Promise<Way[]> {
    const ways = waysTo(person, await this.ownersOf(person), this.house.channels)
    const onPage = ways.some(({ channel }) => channel === webPages)
    return onPage && !(await hasLink(this.unit.client, person.id, this.unit.now))
      ? ways.filter(({ channel }) => channel !== webPages)
      : ways
  }

  /** Whose ids somebody's addresses are, by address. */
  async ownersOf({ addresses }: Person): Promise<Record<string, string>> {
    return ownersIn(await this.unit.vault.openAddresses(this.unit.client, addresses))
  }
}

/** Everything about one outgoing text but its words. */
interface Outgoing {
  readonly person: string
  /** Null: nobody can write to them. */
  readonly way: Way | null
  readonly fate: Fate
  readonly cause: string
  readonly purpose: Purpose
  readonly need: string | null
  /** The sealed words. */
  readonly text: string
  readonly parts: number
  readonly language: string
  readonly choices: readonly Choice[]
  readonly expiresAt: Date | null
}

const plusHours = (from: Date, n: number): Date => new Date(from.getTime() + hours(n))

function existing<T>(state: T | undefined, aggregate: string, id: string): T {
  if (state === undefined) throw new Error(`turns: there is no ${aggregate} ${id}`)
  return state
}
