/**
 * What a place is to whoever writes: `here` is where they are themselves, `there` where they say that something is
 * needed or say nothing else, `onward` where somebody wants to be taken.
 */
export type PlaceRole = 'here' | 'there' | 'onward'

interface Span {
  readonly start: number
  readonly end: number
}

const self =
  /\b(?:i(?:['’]?m| am| live| was)|we(?:['’]re| are| live)|im|(?:texting|calling|ringing|writing|messaging) (?:you )?from|my (?:own )?(?:postcode|location|address|phone)|myself|from here)\b/gi
const other =
  /\b(?:my |our |his |her |their |the |an? )?(?:(?:grand)?(?:mother|father|mum|mam|mom|dad|ma|pa|son|daughter|parents?)|mummy|daddy|nan|nana|gran|granny|grandad|sister|brother|aunt(?:y|ie)?|uncle|cousin|niece|nephew|neighbours?|friend|mate|wife|husband|partner|boyfriend|girlfriend|in-?laws?|client|patient|tenant|carer|ex|colleague|lady|man|woman|couple|family|kids|elderly|someone|somebody|people)(?:['’]s)?\b|\b(?:she|he|they|her|him|them|she['’]s|he['’]s|they['’]re)\b/gi
const helpNeeded = /\b(?:help|someone|somebody|anyone|needed|flood(?:ed|ing)?|send|urgent|emergency)\b/gi
const onward =
  /\b(?:lift|ride|taxi|transport|travel|driv(?:e|ing)|taken?|taking|get|getting|go|going|moved?|appointment|from)\b[^.;!?\n]{0,50}?\b(?:to|into)\s(?:the\s|my\s|our\s|her\s|his\s)?(?:[a-z]+\s){0,2}$/i
const bringing = /\b(?:send|bring|deliver|help|come|someone|somebody|volunteers?|sandbags|food)\b[^.;!?\n]*\bto\s/i

/** The role of each span of a text, in the order of `spans`, which is the order they stand in. */
export function rolesIn(text: string, spans: readonly Span[]): PlaceRole[] {
  const roles: PlaceRole[] = []
  for (const [i, span] of spans.entries()) {
    const goesOn = i > 0 && /^[\s,(]*(?:(?:in|at|near) )?(?:the )?$/i.test(text.slice(spans[i - 1]!.end, span.start))
    roles.push(goesOn ? roles[i - 1]! : roleOf(text, span, spans))
  }
  return roles
}

function roleOf(text: string, span: Span, spans: readonly Span[]): PlaceRole {
  const from = Math.max(0, ...spans.map((s) => s.end).filter((end) => end <= span.start))
  const to = Math.min(text.length, ...spans.map((s) => s.start).filter((start) => start >= span.end))
  const before = text.slice(from, span.start)
  const whole = text.slice(0, span.start)
  if (onward.test(whole.slice(-90)) && !bringing.test(before)) return 'onward'
  const [me, them] = [last(self, before), Math.max(last(other, before), last(helpNeeded, before))]
  if (me >= 0 || them >= 0) return me > them ? 'here' : 'there'
  return /^\W{0,3}(?:is )?where i(?:['’]m| am| live)\b/i.test(text.slice(span.end, to)) ? 'here' : 'there'
}

const last = (pattern: RegExp, text: string): number => [...text.matchAll(pattern)].at(-1)?.index ?? -1

/**
 * Of the places in a text, those where help may be needed: where the writer is counts only when no other place is named
 * and the text does not go on to speak of somebody elsewhere ("I'm in Leeds but mum is flooded").
 */
export function whereNeeded<M extends Span & { readonly role: PlaceRole }>(text: string, mentions: readonly M[]): M[] {
  const of = (role: PlaceRole) => mentions.filter((m) => m.role === role)
  const [here, there, onwards] = [of('here'), of('there'), of('onward')]
  if (there.length > 0) return there
  if (here.length === 0) return onwards
  return here.some((m) => speaksOfOthers(text.slice(m.end))) ? [] : here
}

/** Those who may live elsewhere: a neighbour or a wife does not. */
const elsewhere =
  /\b(?:but|though|although|while|whereas|however)\b.*\b(?:(?:grand)?(?:mother|father|mum|mam|mom|dad|parents?|son|daughter)|nan|nana|gran|granny|grandad|sister|brother|aunt(?:y|ie)?|uncle|cousin|niece|nephew|friend|in-?laws?|client)\b/i

const speaksOfOthers = (after: string): boolean => elsewhere.test(after) && !/\b(?:with me|lives? here)\b/i.test(after)
