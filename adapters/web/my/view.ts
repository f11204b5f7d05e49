import type { Choice, Pin } from '../../../core/channel.ts'
import type { KindId } from '../../../core/kinds.ts'
import type { PageLanguage } from './words.ts'

/** Something we ask of whoever's page it is, and what can be pressed. */
export interface AskedItem {
  readonly text: string
  readonly choices: readonly Choice[]
}

export interface PageMessage {
  /** ISO 8601. */
  readonly at: string
  readonly mine: boolean
  /** Null: no longer kept; `over`: it named somebody whom they were helping, and that has ended. */
  readonly text: string | null | 'over'
}

/** What somebody sees on their own page. All sentences are in their language. */
export interface PageView {
  readonly language: PageLanguage
  readonly until: string
  /** A message of theirs is not read yet. */
  readonly pending: boolean
  readonly requests: readonly { readonly title: string; readonly text: string }[]
  readonly asked: readonly AskedItem[]
  /** How they are reached; null where nothing reaches them. */
  readonly reached: { readonly text: string; readonly mayRing: boolean } | null
  readonly volunteer: { readonly away: boolean } | null
  /** The last ones, oldest first. */
  readonly messages: readonly PageMessage[]
}

/** Something written on a page. The same `nonce` of the same person is taken once. */
export interface Written {
  readonly text: string
  readonly nonce: string
  readonly pin?: Pin
}

/** A kind of help that somebody can say they give, named in their language. */
export interface Skill {
  readonly id: KindId
  readonly name: string
}

/** Who joins as a volunteer on the web, and how. They have said that they are 18 or over. */
export interface JoinedHow {
  readonly language: PageLanguage
  readonly name: string
  readonly postcode: string
  readonly skills: readonly KindId[]
  readonly miles: number
}

/** What pages have done. `person` is whose page it is. */
export interface PageActions {
  /** A page for somebody new; returns whose it is and the token of the link to it. */
  open(given: { language: PageLanguage; name: string | null }): Promise<{ person: string; token: string }>
  /** A volunteer with a page of their own; null when there is no such postcode. */
  join(given: JoinedHow): Promise<{ person: string; token: string } | null>
  skills(language: PageLanguage): readonly Skill[]
  /** Null when nobody is there any more. */
  view(person: string, token: string): Promise<PageView | null>
  /** Takes in what was written; it is read in its own turn, for which this waits a moment. */
  write(person: string, written: Written): Promise<void>
  /** The token of a new link; the one before has ended. */
  renew(person: string): Promise<string | null>
  endLink(person: string): Promise<void>
}
