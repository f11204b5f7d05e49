import type { KindId } from '../../../core/kinds.ts'
import type { Purpose } from '../../../core/messages/message.ts'
import type { ItemPurpose } from '../../../core/people/person.ts'
import type { Instant } from '../../../core/time.ts'
import type { Language } from '../words.ts'

/** Something this person was asked and has not answered (`asked`), or has taken on (`accepted`). */
export interface Asked {
  readonly letter: string
  readonly purpose: ItemPurpose
  readonly about: string
  readonly kind: KindId | null
  readonly askedAt: Instant
  readonly state: 'asked' | 'accepted'
}

/** Something asked that is over. `answered`: by this person themselves, so that no answer is owed any more. */
export interface Closed extends Asked {
  readonly closedAt: Instant
  readonly answered: boolean
}

export interface SentLately {
  readonly purpose: Purpose
  readonly need: string | null
  readonly at: Instant
}

/** Everything that decides which question an answer belongs to. */
export interface Situation {
  readonly open: readonly Asked[]
  readonly closed: readonly Closed[]
  /** What we sent in the last 30 minutes, newest first. */
  readonly sent: readonly SentLately[]
  readonly now: Instant
  /** The person's own language where it is known: it decides what "no" or "da" means. */
  readonly language: Language | null
}

/** `read`: the briefing has been read. */
export type Answer = 'yes' | 'no' | 'on_the_way' | 'arrived' | 'done' | 'drop' | 'read'

/** One answer and the question it belongs to. */
export interface Attributed {
  readonly letter: string
  readonly answer: Answer
  /** Minutes until arrival, if said. */
  readonly minutes: number | null
  /** What else was said with it, in the person's words: "but no car". */
  readonly condition: string | null
  readonly item: 'open' | 'closed'
}

/** The one short question to ask back. */
export type AskBack =
  | { readonly why: 'which_item'; readonly letters: readonly string[]; readonly answer: Answer }
  | { readonly why: 'which_answer'; readonly letter: string }
  | { readonly why: 'which_digit'; readonly letter: string }
  | { readonly why: 'unknown_letter'; readonly code: string }
