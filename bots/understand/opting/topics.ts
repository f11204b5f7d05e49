import { type KindId, kindIds, kinds } from '../../../core/kinds.ts'
import { bare } from '../fold.ts'

/** What people call the sorts of request they are sent, beside the words of core/kinds.ts. */
const names: Readonly<Partial<Record<KindId, string>>> = {
  flood_help: 'flood(?:s|ing)?(?: help)?|sandbags?|sandbagging',
  evacuation: 'evacuations?',
  shopping: 'shop(?:ping)?(?: trips?| runs?)?|groceries|food shop(?:ping)?s?|shops',
  prescription: 'prescriptions?|meds|medicines?|chemist runs?|pharmacy(?: runs?)?|scripts?',
  meal: 'meals?|cook(?:ing)?|cooked meals?|hot meals?|dinners?',
  lift: 'lifts?|driving|rides?|hospital runs?|transport',
  welfare_check: 'welfare(?: checks?| visits?)?|check(?:ing)?(?:s| ups?| on people)?|visits?',
  snow_ice: 'snow(?: and ice)?(?: clearing| shovelling)?|ice(?: clearing)?|gritting|clearing snow',
  power: 'power(?: cuts?| help)?|electric(?:ity)?',
  clean_up: 'clean(?:ing)?(?:[ -]?ups?)?|clear(?:ing)?[ -]?ups?|tidying',
  pet_care: 'pets?(?: care)?|dog walk(?:ing|s)|dogs?|cats?|walking dogs|walking the dog|animals?',
  company: 'company|befriending|chats?|visiting',
  asset: 'drains?|gull(?:y|ies)|grit ?bins?|assets?|drain clearing|defibs?',
}
/** Food is brought cooked or from the shop. */
const groups: Readonly<Record<string, readonly KindId[]>> = { food: ['meal', 'shopping'] }

const topicOf: readonly (readonly [RegExp, readonly KindId[]])[] = [
  ...Object.entries(groups).map(([name, of]) => [new RegExp(`^${name}$`), of] as const),
  ...kindIds.flatMap((kind) => (names[kind] ? [[new RegExp(`^(?:${names[kind]})$`), [kind]] as const] : [])),
  ...kindIds.map((kind) => [new RegExp(`^${kinds[kind].label}$`), [kind]] as const),
]
const aName = `(?:${[...Object.keys(groups), ...Object.values(names)].join('|')})`
const list = `(${aName}(?:(?: and| or| &|,)* ${aName})*)`
const asks = '(?: (?:texts?|messages?|jobs?|requests?|ones|asks|stuff|alerts))'
const tail = '(?= (?:please|pls|thanks|thank you|for me|any ?more|again|sorry|i|my|bad|we|now)\\b|$)'

/** How a topic is left. Bare words; the first group names the topics. */
const wishes: readonly RegExp[] = [
  `^(?:please )?(?:only |just )?stop (?:the |all )?${list}${asks}?${tail}`,
  `^(?:please |sorry )?no more ${list}${asks}?${tail}`,
  `\\b(?:so|and|but) no more ${list}${asks}?(?: please| for me| now| thanks)*$`,
  `\\b(?:don'?t|do not|stop) send(?:ing)?(?: (?:me|us))?(?: any)?(?: more)? ${list}${asks}(?= |$)`,
  `^(?:please )?(?:only |just )?stop (?:the )?${list}${asks}`,
  `\\b(?:don'?t|do not|stop|no more|never) (?:text|texts|ask|asking|message|messages|texting|messaging|contact)(?: me| us)?(?: again| any ?more)?(?: about| for| to do| to| with)? (?:the )?${list}${asks}?(?= |$)`,
  `^(?:please )?no ${list}${asks}(?= |$)`,
  `\\b(?:i|we) (?:can'?t|cannot|no longer|don'?t) (?:do |want to do |want )?(?:the |any )?(?:more )?${list}${asks}? any ?more\\b`,
].map((wish) => new RegExp(wish))

/** "no more food" is what somebody has run out of, unless it is plainly said of our texts. */
const runOut = /^(?:please |sorry )?no more food(?: (?:i|we|my|any ?more|again|now)\b.*)?$/

/** The sorts of request somebody does not want to be asked for any more; empty when the text says no such thing. */
export function topicsLeft(text: string): readonly KindId[] {
  const words = bare(text)
  if (runOut.test(words)) return []
  const said = wishes.flatMap((wish) => wish.exec(words)?.[1] ?? [])[0]
  return said === undefined ? [] : [...new Set(said.split(/(?: and| or| &|,)+ /).flatMap(kindsNamed))]
}

const kindsNamed = (name: string): readonly KindId[] =>
  topicOf.find(([pattern]) => pattern.test(name.trim()))?.[1] ?? []
