import { type KindId, kindIds, kinds } from '../../core/kinds.ts'
import { kindPatterns } from './kind-patterns.ts'

interface KindSaid {
  readonly kind: KindId
  readonly score: number
}

/** The words of each kind as one pattern, the longest first. */
const named = new Map(
  kindIds.map((kind) => {
    const words = [...kinds[kind].words].sort((a, b) => b.length - a.length)
    return [kind, words.length > 0 ? new RegExp(`\\b(?:${words.join('|')})s?\\b`, 'g') : null]
  }),
)

const weather = "(?:the |this |that |last night's? )?(?:floods?|flooding|snow|ice|storm|power cut|flood water)"

/** The weather as a circumstance of something else: "lost my keys in the flood", "the road is under water". */
const circumstances: readonly RegExp[] = [
  new RegExp(
    `\\b(?:in|since|after|during|before|till|until) (?:all )?(?:${weather}|the power'?s back|the electric'?s back)\\b`,
    'g',
  ),
  new RegExp(`\\b${weather} (?:has |had )?(?:left|brought)\\b`, 'g'),
  /\b(?:are|were|been|being|got|was) evacuated\b/g,
  /\b(?:roads?|lanes?|street|car|van)(?:'?s)? (?:is |are |will |might |keeps |always )*(?:under water|flood(?:ed|s|ing)?|snowed in|icy)\b/g,
]

/** The same as the reason for it, which may be all that a text says: "can't get out for the snow". */
const forThem =
  /\bfor (?:any ?one|any ?body|people|those|folk|families) (?:who'?s? |who'?ve |that |getting |is |are |been )*(?:flooded|without power|had to leave(?: their homes?)?|snowed in)\b/g
const reason = new RegExp(
  `\\b(?:with|for|from|by|without|because of|due to|through) ${weather}\\b|\\bflooded out\\b|\\bcut off by (?:the )?(?:water|snow|floods?)\\b`,
  'g',
)

/** What did not happen: only for kinds that are events, since "no insulin" is a need. */
const denied =
  /\b(?:no|not|isn'?t|wasn'?t|aren'?t|without|never|don'?t have|haven'?t got)(?: (?:a|any|the|been|really|yet|my))? $/
const events: readonly KindId[] = ['flood_help', 'snow_ice', 'pet_care']

/** What is asked for stands right after the asking. */
const object =
  /\b(?:need(?:s|ed)?|want|can (?:some|any)\w+|could (?:some|any)\w+|looking for|borrow|help with|got|collect|feed|walk|bring|some|pick up|a)(?: \S+){0,3} $/

/** Getting out and the flood itself lead over what else is in the sentence ("flooded, no power, the dog too"). */
const rank = (kind: KindId): number =>
  kind === 'evacuation' ? 30 : kind === 'flood_help' ? 20 : kinds[kind].quiet ? 0 : 8

/** Every kind that a folded text speaks of, the one it says most of first. */
export function kindsIn(folded: string): KindId[] {
  const without = circumstances.reduce((text, pattern) => text.replaceAll(pattern, ' '), folded)
  const found = read(without.replaceAll(reason, ' ').replaceAll(forThem, ' '))
  return found.length > 0 ? found : read(without)
}

const read = (folded: string): KindId[] =>
  kindIds
    .flatMap((kind) => score(kind, folded))
    .sort((a, b) => b.score - a.score)
    .map(({ kind }) => kind)

function score(kind: KindId, folded: string): KindSaid[] {
  const lengths = [...folded.matchAll(named.get(kind) ?? /(?!)/g)].flatMap((match) => weigh(kind, match, folded))
  const stated = kindPatterns[kind].flatMap((pattern) => weigh(kind, pattern.exec(folded), folded))
  const longest = Math.max(0, ...lengths, ...stated.map((weight) => Math.min(weight, 12) + 6))
  if (longest === 0) return []
  return [{ kind, score: longest + rank(kind) }]
}

function weigh(kind: KindId, match: RegExpExecArray | null, folded: string): number[] {
  if (!match) return []
  const before = folded.slice(0, match.index)
  if (events.includes(kind) && denied.test(before)) return []
  return [match[0].length + (object.test(before) ? 8 : 0)]
}
