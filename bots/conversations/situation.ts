import type { ClosedItem, OpenItem, Person } from '../../core/people/person.ts'
import type { Asked, Closed, Situation } from '../understand/attribution/situation.ts'
import { type Language, languages } from '../understand/words.ts'
import type { Context } from './types.ts'

/** What ends a question without a word from the person it was put to. */
const unanswered = ['stood_down', 'unreachable', 'overdue', 'closed']

/** Everything that decides which of our questions this person's text answers; menus are read by who put them. */
export function situationOf({ person, sent, now }: Context): Situation {
  const isQuestion = ({ purpose }: OpenItem) => purpose !== 'menu'
  return {
    open: person.items.filter(isQuestion).map(asked),
    closed: person.closed.filter(isQuestion).map(closed),
    sent,
    now,
    language: languageOf(person),
  }
}

/** The person's language, where it is one we read answers in. */
export const languageOf = ({ language }: Person): Language | null => languages.find((one) => one === language) ?? null

const asked = ({ letter, purpose, about, kind, since }: OpenItem): Asked => ({
  letter,
  purpose,
  about,
  kind,
  askedAt: since,
  state: purpose === 'assignment' ? 'accepted' : 'asked',
})

const closed = (item: ClosedItem): Closed => ({
  ...asked(item),
  closedAt: item.at,
  answered: !unanswered.includes(item.outcome),
})
