import { bare, fold } from './fold.ts'

/** What somebody wants with their addresses. `number` as they wrote it; null where they named none. */
export type LinkWish =
  | { readonly wish: 'link'; readonly number: string | null }
  | { readonly wish: 'move'; readonly number: string | null }
  | { readonly wish: 'code'; readonly code: string }
  | { readonly wish: 'not_me' }

/** Letters and digits that are told apart when read aloud or copied by hand: no I L O S Z B, no 0 1 2 5 8. */
export const codeLetters = 'ACDEFGHJKMNPQRTUVWXY'
export const codeDigits = '34679'
/** `KW4-TRX7`: no postcode, no letter of ours and no word looks like it. */
export const codeShape = 'LLD-LLLD'

const code = new RegExp(
  `^(?:(?:link|code|cod|my code is|the code is)[ :]*)?([${codeLetters}]{2}[${codeDigits}])[ -]?([${codeLetters}]{3}[${codeDigits}])$`,
  'i',
)

const number = String.raw`(?:\+|00)?\d[\d ()/-]{7,16}\d`
const device =
  '(?:phones?|mobiles?|numbers?|landlines?|e-?mails?(?: address)?|addresses|slack|discord|whatsapp|accounts?)'
const polite =
  "(?:hi |hello |hiya )?(?:please )?(?:can (?:you|i) |could you |i(?:'d| would) like to |i want to )?(?:please )?"

const links: readonly RegExp[] = [
  new RegExp(
    `^${polite}(?:link|connect|join up|join together|add)(?: up)? (?:my |this |these |both |another |a second |two )*(?:new |other |old |work |home |mobile |phone )*${device}(?: (?:as well|too|together|up|please|and .{1,30}|(?:to|with) .{1,30}))*$`,
  ),
  new RegExp(`^(?:hi |hello )?(?:this is|it's|its) my (?:new|other|second|work|home) ${device}(?: now)?$`),
  /^(?:hi |hello )?(?:(?:i am|i'm|im|this is) )?(?:the )?same person as\b.{0,40}$/,
  /^(?:hi |hello )?(?:i have|i've got|ive got|i got|got) a (?:new|second|different) (?:phone|mobile|number)(?: now)?$/,
  /^(?:cysylltu|cysylltwch|dolennu) (?:fy |y |f')?(?:ff[oô]n|ffonau|rhif|rhifau|e-?bost|cyfrif)(?: newydd| arall)?$/,
  /^dyma fy (?:ff[oô]n|rhif) (?:newydd|arall)$/,
]

const moves: readonly RegExp[] = [
  /^(?:hi |hello )?(?:please note )?(?:my|i have a|i've got a|ive got a|i've a|got a) new (?:phone |mobile )?(?:number|mobile|phone)(?: number)?(?: now)?(?: is| will be)?$/,
  /^(?:hi |hello )?(?:please )?(?:i(?:'ve| have)? )?chang(?:e|ed|ing) (?:my |phone )*number(?: to)?$/,
  /^(?:please )?(?:use|text|ring) (?:me on )?this (?:new )?number (?:instead|from now on)$/,
  /^fy (?:rhif|ff[oô]n)(?: ff[oô]n)? newydd(?: i)? (?:yw|ydy|ydi)$/,
  /^(?:fy )?rhif newydd$/,
]

const notMe =
  /^(?:no )?(?:(?:that|this|it) (?:was|is|wasn't|was not|isn't|is not) )?(?:not me|nid fi|ddim fi)(?: that)?(?: please)?$|^(?:that|it) (?:wasn't|was not|isn't) me$/

/** Whether a text is about its sender's own addresses: joining two, a new number, a code of ours, or NOT ME; null otherwise. */
export function readLinkWish(text: string): LinkWish | null {
  const given = code.exec(bare(text))
  if (given) return { wish: 'code', code: `${given[1]}${given[2]}`.toUpperCase() }
  const found = new RegExp(number).exec(fold(text))?.[0] ?? null
  const words = bare(found === null ? text : fold(text).replace(found, ' '))
  if (found !== null && moves.some((pattern) => pattern.test(words))) return { wish: 'move', number: found }
  if (links.some((pattern) => pattern.test(words))) return { wish: 'link', number: found }
  return found === null && notMe.test(words) ? { wish: 'not_me' } : null
}
