import { type KindId, kindIds, kinds, type Urgency } from '../../core/kinds.ts'
import { bare, fold, hasPhrase } from './fold.ts'

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

const offerWords =
  /\b(spare|going spare|left ?over|leftovers|to share|to give away|up for grabs|offering)\b|\b(i|we)( can| could|'?m happy to|'?re happy to|'?m able to| am happy to) (offer|give|drive|bring|help|cook|collect|fetch|lend|walk|take)\b|\b(i|we)('?ve| have)( got| made| cooked)* (about |around |some |plenty of )?(\d+|two|three|four|five|six|eight|ten|a dozen|extra|too much|too many)\b|\b(i|we)('?ve| have)? (made|cooked|baked)\b/
const notOffer =
  /\b(could|can|may|might) (i|we) (have|get)\b|\b(i|we) need\b|\bhelp (me|us)\b|\bcan (you|someone|somebody|anyone)\b|\bplease\b/
const wantWords =
  /\b(need|needs|needed|want|wants|wanted|please|help|could (someone|somebody|anyone|you|i)|can (someone|somebody|anyone|you)|looking for|require|desperate|struggling|no (food|power|heating|electricity|water)|run out|stuck|would like)\b/
const urgentWords =
  /\b(urgent|urgently|asap|immediately|right now|straight away|quick|quickly|hurry|emergency|desperate|now)\b/
const routineWords =
  /\b(tomorrow|next week|no rush|no hurry|when(ever)? (you|someone) can|any ?time|at the weekend|this weekend)\b/

const vulnerableWords: readonly (readonly [string, RegExp])[] = [
  [
    'cannot_walk',
    /\b(can'?t|cannot|can not|unable to|struggles to|struggling to) (walk|stand|get (up|down|out of bed)|manage (the )?stairs|move)\b|\b(wheelchair|bed ?bound|housebound|immobile|disabled|walking frame|zimmer)\b/,
  ],
  ['oxygen', /\boxygen\b/],
  ['baby', /\b(baby|newborn|infant)\b/],
  ['child', /\b(child|children|kids?|toddler|(son|daughter|boy|girl) (is|aged))\b/],
  ['old', /\b(elderly|frail|pensioner|(i'?m|i am|she'?s|he'?s|is|aged|age) (7[5-9]|8\d|9\d|10\d))\b/],
  ['deaf', /\b(deaf|hard of hearing)\b/],
  ['blind', /\b(blind|partially sighted)\b/],
  ['pregnant', /\bpregnant\b/],
  ['dementia', /\b(dementia|alzheimer'?s?|confused)\b/],
  ['alone', /\b(on my own|all alone|alone|by myself|lives alone|living alone)\b/],
]

/** Reads a request or an offer. Says nothing of the place, which is read by itself. */
export function readRequest(text: string): Request {
  const folded = fold(text)
  const fitting = fittingKinds(folded)
  const wants = wantWords.test(folded)
  const offers = offerWords.test(folded) && !notOffer.test(folded)
  return {
    kinds: fitting,
    direction: offers ? 'offer' : 'want',
    urgency: urgentWords.test(folded) ? 'urgent' : routineWords.test(folded) ? 'routine' : null,
    portions: readPortions(folded),
    vulnerable: vulnerableWords.flatMap(([vulnerability, pattern]) => (pattern.test(folded) ? [vulnerability] : [])),
    asks: wants,
  }
}

/** Every kind with a word in the text; the one with the longest word leads, since it says most. */
function fittingKinds(folded: string): KindId[] {
  const longest = (id: KindId) =>
    Math.max(0, ...kinds[id].words.filter((word) => hasPhrase(folded, word)).map((word) => word.length + rank(id)))
  return kindIds
    .map((id) => ({ id, length: longest(id) }))
    .filter(({ length }) => length > 0)
    .sort((a, b) => b.length - a.length)
    .map(({ id }) => id)
}

/** Flood and getting out lead over what else is in the sentence ("flooded, no power, the dog too"). */
const rank = (id: KindId): number => (id === 'evacuation' ? 60 : id === 'flood_help' ? 30 : kinds[id].quiet ? 0 : 10)

const numbers: Readonly<Record<string, number>> = {
  a: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
  couple: 2,
}
const count = `(\\d{1,2}|${Object.keys(numbers).join('|')})`
const portionWords = new RegExp(
  `\\b${count} (?:of )?(?:\\w+ ){0,2}?(?:portions?|meals?|plates?|dinners?|lunches|servings?)\\b`,
)
const forPeople = new RegExp(
  `\\bfor (?:the )?${count}(?: of us| people| adults| persons?)?\\b(?! ?(?:am|pm|o'clock|min|hour|day|week))`,
)

function readPortions(folded: string): number | null {
  const [portions, mouths] = [portionWords.exec(folded)?.[1], forPeople.exec(folded)?.[1]].map(toNumber)
  return portions !== null && portions !== undefined && portions > 1 ? portions : (mouths ?? portions ?? null)
}

function toNumber(said: string | undefined): number | null {
  const n = said === undefined ? 0 : (numbers[said] ?? Number(said))
  return n > 0 ? n : null
}

const statusQuestion =
  /\b(what'?s (happening|going on|the latest|news)|any (news|update|luck)|(is|are) (any|some)(one|body) (coming|on)|anyone coming|where (are|is) (you|they|he|she|my|the)|how (long|much longer)|when (will|is|are) (you|they|he|she|someone|somebody|anyone|help)|update please|who is coming|who'?s coming|have you (found|got)|what is happening)\b|^status$/

/** "What's happening?" in any wording we know. */
export const asksStatus = (text: string): boolean => statusQuestion.test(fold(text))

const notNeeded =
  /\b(not|isn'?t|aren'?t) needed\b|\bno longer need|\b(don'?t|do not|doesn'?t) need (it|help|anyone|any ?body|you|them|any|the|this|sandbags|anything)\b|\b(all|it'?s|we'?re|that'?s|now) sorted\b|^sorted\b|\b(we|i)('?re| are|'?m| am) (ok|okay|fine|safe|all right|alright) now\b|\bcancel (it|the|my|this|our|that)\b|\bforget it\b|\bplease cancel\b|\b(somebody|someone|neighbour|friend|family)('s| has)? (already )?(helped|came|come|sorted|done it)\b|\bfalse alarm\b/

/** "Not needed any more" in any wording we know. The bare words CANCEL, END and QUIT belong to the carrier and never close a need. */
export const saysNotNeeded = (text: string): boolean => notNeeded.test(fold(text))

export type Command =
  | { readonly name: 'join' | 'back' | 'about' }
  | { readonly name: 'away'; readonly days: number | null }

const awayFor =
  /^(?:away|pause|mute|holiday)(?: (?:for )?(\d{1,3}|a|one|two|three|four) ?(h|hours?|days?|weeks?|months?))?$/
const unitDays: Readonly<Record<string, number>> = { h: 1 / 24, d: 1, w: 7, m: 30 }

/** One of the words that work at any time: JOIN, AWAY, BACK and the question what this is. */
export function readCommand(text: string): Command | null {
  const words = bare(text)
  if (
    /^(join|join (in|us|up|muster|please)|i (want|would like|'?d like) to (join|help|volunteer)|volunteer|sign me up|register)$/.test(
      words,
    )
  )
    return { name: 'join' }
  if (/^(back|i'?m back|i am back)$/.test(words)) return { name: 'back' }
  if (/^(who (is|are) (this|you)|what is this|help|info|hello|hi|hey|menu|\?)$/.test(words) || fold(text) === '?')
    return { name: 'about' }
  const away = awayFor.exec(words)
  if (!away) return null
  if (away[1] === undefined) return { name: 'away', days: null }
  return { name: 'away', days: (numbers[away[1]] ?? Number(away[1])) * (unitDays[away[2]!.charAt(0)] ?? 1) }
}
