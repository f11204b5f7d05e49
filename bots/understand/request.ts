import type { KindId, Urgency } from '../../core/kinds.ts'
import { bare, fold } from './fold.ts'
import { kindsIn } from './kinds-said.ts'
import { offersSomething } from './offered.ts'
import { portionsIn } from './quantities.ts'
import { respell } from './spelling.ts'
import { urgencyIn } from './urgency.ts'
import { vulnerableIn } from './vulnerable.ts'
import { asksSomething } from './wanted.ts'

/** What a text asks for or offers, as far as it says. */
export interface Request {
  /** Kinds that the words fit, best first; empty when none does. */
  readonly kinds: readonly KindId[]
  readonly direction: 'want' | 'offer'
  readonly urgency: Urgency | null
  readonly portions: number | null
  readonly vulnerable: readonly string[]
  /** True when a word of asking is there ("need", "help"), with or without a kind. */
  readonly asks: boolean
}

/** Reads a request or an offer. Says nothing of the place, which is read by itself. */
export const readRequest = (text: string): Request => readFolded(respell(fold(text)))

/** The same of a text that is folded and respelt. */
export function readFolded(folded: string): Request {
  const kinds = kindsIn(folded)
  return {
    kinds,
    direction: offersSomething(folded, kinds) ? 'offer' : 'want',
    urgency: urgencyIn(folded),
    portions: portionsIn(folded),
    vulnerable: vulnerableIn(folded),
    asks: asksSomething(folded),
  }
}

const statusQuestion =
  /\b(what'?s (happening|going on|the latest|news)|any (news|update|luck)|(is|are) (any|some)(one|body) (coming|on)|anyone coming|where (are|is) (you|they|he|she|my (lift|volunteer|shopping|help)|the (volunteers?|help|helper|driver))|how (long|much longer)|when (will|is|are) (you|they|he|she|someone|somebody|anyone|help)|update please|who is coming|who'?s coming|have you (found|got)(?= (?:some|any)(?:one|body)(?: yet)?[?.! ]*$|[?.! ]*$| (?:him|her|them|it|a volunteer))|what is happening)\b|^status$/

/** "What's happening?" in any wording we know. */
export const asksStatus = (text: string): boolean => statusQuestion.test(fold(text))

const notNeeded =
  /\b(not|isn'?t|aren'?t) needed\b|\bno longer need|\b(don'?t|do not|doesn'?t) need (it|help|anyone|any ?body|you|them|any|the|this|sandbags|anything)\b|\b(all|it'?s|we'?re|that'?s|now) sorted\b|^sorted\b|\b(we|i)('?re| are|'?m| am) (ok|okay|fine|safe|all right|alright) now\b|\bcancel (it|the|my|this|our|that)\b|\bforget it\b|\bplease cancel\b|\b(somebody|someone|neighbour|friend|family)(('s| has) (already )?(helped|come|been(?! \w)|been (?:to|round|and)|sorted|done it)| (already )?(helped|came|sorted it|did it))\b|\bfalse alarm\b/

/** "Not needed any more" in any wording we know. The bare words CANCEL, END and QUIT belong to the carrier and never close a need. */
export const saysNotNeeded = (text: string): boolean => notNeeded.test(fold(text))

/** One of the words that work at any time. */
export type Command = 'join' | 'back' | 'about'

/** JOIN, BACK and the question what this is. */
export function readCommand(text: string): Command | null {
  const words = bare(text)
  if (
    /^(join|join (in|us|up|muster|please)|i (want|would like|'?d like) to (join|help|volunteer)|volunteer|sign me up|register)$/.test(
      words,
    )
  )
    return 'join'
  if (/^(back|i'?m back|i am back|unmute|unpause|resume)$/.test(words)) return 'back'
  return /^(who (is|are) (this|you)|what is this|help|info|hello|hi|hey|menu|\?)$/.test(words) || fold(text) === '?'
    ? 'about'
    : null
}
