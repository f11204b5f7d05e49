import type { KindId } from '../../core/kinds.ts'
import { sayHours, sayTime } from '../phrases/phrases.ts'
import { type OptOut, readOptOut } from '../understand/opt-out.ts'
import { type Command, type Context, reply, type State, type Step } from './types.ts'

/**
 * What volunteers say to be asked less: not about some kinds, not until a time, only at some hours. Whatever waits for
 * their answer and falls under it is declined, so that somebody else is asked at once; who goes away later may still answer.
 */
export function fewerTexts(state: State, text: string, context: Context): Step | null {
  const wish = readOptOut(text, context.now)
  if (wish === null || wish.scope === 'all') return null
  if (!context.person.volunteer)
    return isOneWord(text) ? { state, say: [reply((p) => p.notAVolunteer())], commands: [] } : null
  return { state, ...heed(wish, context) }
}

/** What others say of being away is talk. */
const isOneWord = (text: string): boolean => /^\s*\w+[.!]?\s*$/.test(text)

function heed(wish: Exclude<OptOut, { scope: 'all' }>, context: Context): Pick<Step, 'say' | 'commands'> {
  const { now } = context
  switch (wish.scope) {
    case 'topics':
      return {
        say: [reply((p) => p.topicsLeft(wish.kinds))],
        commands: [...declined(context, wish.kinds), { do: 'leave_topics', kinds: wish.kinds }],
      }
    case 'pause':
      return {
        say: [reply((p) => p.away(wish.until && sayTime(wish.until, now, p), wish.from && sayTime(wish.from, now, p)))],
        commands: [
          ...(wish.from === null ? declined(context, null) : []),
          { do: 'go_away', from: wish.from, until: wish.until },
        ],
      }
    case 'hours':
      return {
        say: [reply((p) => p.hoursLimited(sayHours(wish.hours, p)))],
        commands: [{ do: 'limit_hours', hours: wish.hours }],
      }
  }
}

/** Invitations that are waiting, of these kinds or of any. */
const declined = ({ person }: Context, kinds: readonly KindId[] | null): Command[] =>
  person.items
    .filter(({ purpose, kind }) => purpose === 'invitation' && (kinds === null || (kind && kinds.includes(kind))))
    .map(({ about }) => ({ do: 'decline', need: about, condition: null }))
