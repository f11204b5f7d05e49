import type { Choice } from '../../core/channel.ts'
import type { Place } from '../../core/geo/geocoder.ts'
import type { Point } from '../../core/geo/point.ts'
import type { KindId, Urgency } from '../../core/kinds.ts'
import type { HoursRange } from '../../core/matching/hours.ts'
import type { Purpose } from '../../core/messages/message.ts'
import type { Report } from '../../core/needs/answers.ts'
import type { Need } from '../../core/needs/need.ts'
import type { StandingWish } from '../../core/offers/standing.ts'
import type { Contents, Diet } from '../../core/offers/suits.ts'
import type { OpenItem, Person } from '../../core/people/person.ts'
import type { WayWish } from '../../core/people/ways.ts'
import type { CaseWants } from '../../core/privacy/case.ts'
import type { Instant } from '../../core/time.ts'
import type { Phrases } from '../phrases/en.ts'
import type { Weekly } from '../understand/every.ts'
import type { PlaceMention } from '../understand/places.ts'
import type { Triage } from '../understand/triage/model.ts'

/** A place somebody mentioned and what the tables found for it: none, one, or several that it could be. */
export interface Mentioned {
  readonly said: string
  readonly source: PlaceMention['source']
  /** A short text as a whole: it counts only as an answer to "where?". */
  readonly guess: boolean
  readonly found: readonly Place[]
}

/** What a person wants or offers, before all of it is known. */
export interface Draft {
  readonly kind: KindId | null
  readonly direction: 'want' | 'offer'
  readonly urgency: Urgency | null
  readonly portions: number | null
  readonly vulnerable: readonly string[]
  /** Of food that is wanted: what must not be in it. */
  readonly diet?: Diet
  /** Of food that is offered: what is in it. */
  readonly contents?: Contents
  readonly words: string
  readonly place: Place | null
  /** Wanted or offered every week at this time. */
  readonly every?: Weekly
}

export interface Joining {
  readonly name: string | null
  readonly postcode: string | null
  readonly point: { readonly lat: number; readonly lon: number } | null
  readonly skills: readonly KindId[] | null
}

/** Where a conversation stands between two texts. An unknown `v` restarts politely. */
export type State =
  | { readonly v: 1; readonly at: 'idle' }
  | {
      readonly v: 1
      readonly at: 'asking_place'
      /** Its place, where there is one, is too wide: it is taken when nothing better is said. */
      readonly draft: Draft
      /** The places we asked about, by number under this letter. */
      readonly letter: string | null
      readonly options: readonly Place[]
      /** The street or short plus code that we asked the town of, or the wide place that we asked the street in. */
      readonly about: string | null
      readonly since: Instant
    }
  | {
      readonly v: 1
      readonly at: 'asking_kind'
      readonly draft: Draft
      readonly letter: string
      readonly since: Instant
    }
  | { readonly v: 1; readonly at: 'asking_portions'; readonly draft: Draft; readonly since: Instant }
  /** What must not be in food that is wanted, or what is in food that is offered: asked once. */
  | { readonly v: 1; readonly at: 'asking_food'; readonly draft: Draft; readonly since: Instant }
  | { readonly v: 1; readonly at: 'asking_contact'; readonly need: string; readonly since: Instant }
  /** `house`: the house too, of somebody who asks for something every week. */
  | { readonly v: 1; readonly at: 'asking_first_name'; readonly house?: true; readonly since: Instant }
  | { readonly v: 1; readonly at: 'choosing_withdrawal' }
  /** After a long silence from a number: we have asked for the first name. `text`: what they wrote. */
  | { readonly v: 1; readonly at: 'confirming'; readonly text: string; readonly asked: 1 | 2; readonly since: Instant }
  | {
      readonly v: 1
      /** Somebody answered in another's name: we have asked for the postcode they joined with. */
      readonly at: 'proving'
      readonly name: string
      readonly letter: string
      readonly text: string
      readonly since: Instant
    }
  | {
      readonly v: 1
      readonly at: 'speaking_for'
      readonly name: string
      readonly person: string
      readonly since: Instant
    }
  | {
      readonly v: 1
      readonly at: 'joining'
      readonly stage: 'name' | 'postcode' | 'adult' | 'skills' | 'radius'
      readonly given: Joining
      readonly letter: string | null
      readonly since: Instant
    }

export const idle: State = { v: 1, at: 'idle' }

/** Something we sent this person lately that a bare answer could be meant for. */
export interface Sent {
  readonly purpose: Purpose
  readonly need: string | null
  readonly at: Instant
}

/** Somebody who has the name and the letter that another phone claims. */
export interface Claim {
  readonly person: string
  readonly point: Point
}

/** Everything a step may look at. Facts only: it reads nothing itself. */
export interface Context {
  readonly now: Instant
  readonly us: string
  readonly person: Person
  readonly places: readonly Mentioned[]
  /** What we sent in the last 30 minutes, newest first. */
  readonly sent: readonly Sent[]
  /** The letter the next question to this person would get. */
  readonly freeLetter: string
  /** What the model makes of the text; null without one. */
  readonly triage: Triage | null
  /** Needs this person reported that are not over, oldest first. */
  readonly needs: readonly Need[]
  /** Needs that this person's open letters are about, by id. */
  readonly about: ReadonlyMap<string, Need>
  /** First names that whoever has this number would know, where nothing came from it for so long that it may be another's now. */
  readonly confirm: readonly string[] | null
  readonly carrierKeyword: 'stop' | 'start' | 'help' | null
  /** While somebody proves who they are: who they may be. */
  readonly claims: readonly Claim[]
  /** Whom this phone was found to speak for. */
  readonly speakingFor: { readonly person: string; readonly letters: readonly string[] } | null
}

export interface Yes {
  readonly minutes: number | null
  readonly condition: string | null
  /** They have set off already: "on my way" to a question. */
  readonly setsOff: boolean
}

/** What is to be done. Whether it can be is decided by the rules of `core`, on fresh facts. */
export type Command =
  | { readonly do: 'report_need'; readonly draft: Draft & { readonly kind: KindId; readonly place: Place } }
  | { readonly do: 'note_contact'; readonly need: string; readonly contact: string }
  | { readonly do: 'note_name'; readonly name: string }
  | { readonly do: 'add_note'; readonly need: string; readonly note: string }
  | { readonly do: 'withdraw_need'; readonly need: string }
  | { readonly do: 'correct_place'; readonly need: string; readonly place: Place }
  | { readonly do: 'tell_status' }
  | { readonly do: 'accept'; readonly need: string; readonly yes: Yes }
  | { readonly do: 'decline'; readonly need: string; readonly condition: string | null }
  | { readonly do: 'acknowledge_briefing'; readonly need: string }
  | { readonly do: 'report'; readonly need: string; readonly report: Report; readonly minutes: number | null }
  | { readonly do: 'drop'; readonly need: string }
  | { readonly do: 'confirm_done'; readonly need: string; readonly really: boolean }
  | { readonly do: 'acknowledge_alarm'; readonly alarm: string }
  | {
      readonly do: 'make_offer'
      readonly draft: Draft & { readonly kind: KindId; readonly place: Place; readonly portions: number }
    }
  | {
      readonly do: 'begin_weekly'
      readonly draft: Draft & { readonly kind: KindId; readonly place: Place; readonly every: Weekly }
    }
  | { readonly do: 'change_weekly'; readonly wish: StandingWish; readonly weekday: number }
  | { readonly do: 'withdraw_offers' }
  | { readonly do: 'open_menu'; readonly letter: string }
  | { readonly do: 'close_menu'; readonly letter: string }
  | { readonly do: 'join'; readonly given: Required<Joining>; readonly radiusMiles: number }
  | { readonly do: 'go_away'; readonly from: Instant | null; readonly until: Instant | null }
  | { readonly do: 'come_back' }
  | { readonly do: 'leave_topics'; readonly kinds: readonly KindId[] }
  | { readonly do: 'limit_hours'; readonly hours: HoursRange }
  | { readonly do: 'opt_out'; readonly by: 'carrier' | 'text' }
  | { readonly do: 'opt_in' }
  | { readonly do: 'choose_language'; readonly language: string; readonly by: 'chosen' | 'detected' }
  | { readonly do: 'relay'; readonly need: string; readonly text: string }
  | { readonly do: 'answer_for'; readonly person: string; readonly text: string }
  | { readonly do: 'own_data'; readonly wants: CaseWants }
  | { readonly do: 'link_address'; readonly wants: 'link' | 'move'; readonly number: string | null }
  | { readonly do: 'use_code'; readonly code: string }
  | { readonly do: 'not_me' }
  | {
      readonly do: 'block'
      readonly need: string
      /** Who may be meant. */
      readonly others: readonly string[]
      readonly report: boolean
      readonly name: string | null
      readonly text: string
    }
  | { readonly do: 'choose_way'; readonly way: WayWish | null; readonly mayRing: boolean | null }
  | { readonly do: 'confirm_number'; readonly text: string }
  | { readonly do: 'start_afresh'; readonly texts: readonly string[] }
  | { readonly do: 'send_link' }
  | { readonly do: 'end_links' }
  | { readonly do: 'raise_danger' }
  | { readonly do: 'not_understood' }

export interface Say {
  readonly purpose: Purpose
  readonly text: (p: Phrases) => string
  /** What can be pressed instead of typed. */
  readonly choices?: (p: Phrases) => readonly Choice[]
}

export interface Step {
  readonly state: State
  readonly say: readonly Say[]
  readonly commands: readonly Command[]
}

export const reply = (text: Say['text']): Say => ({ purpose: 'reply', text })
export const question = (text: Say['text']): Say => ({ purpose: 'question', text })

/** The open item of a letter. */
export const itemOf = (person: Person, letter: string): OpenItem | undefined =>
  person.items.find((item) => item.letter === letter)
