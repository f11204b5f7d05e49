import { type KindId, kindIds, kinds } from '../../core/kinds.ts'
import { kindPatterns } from './kind-patterns.ts'
import { topicPatterns } from './kind-topics.ts'
import { type QuickPattern, quick } from './quick.ts'

interface KindSaid {
  readonly kind: KindId
  readonly score: number
}

/** The words of each kind as one pattern, the longest first. */
const named = new Map(
  kindIds.map((kind) => {
    const words = [...kinds[kind].words].sort((a, b) => b.length - a.length)
    return [kind, quick(words.length > 0 ? new RegExp(`\\b(?:${words.join('|')})s?\\b`, 'g') : /(?!)/g)]
  }),
)
const stated = new Map(kindIds.map((kind) => [kind, kindPatterns[kind].map(quick)]))

const weather = "(?:the |this |that |last night's? )?(?:floods?|flooding|snow|ice|storm|power cut|flood water)"

/** The weather as a circumstance of something else: "lost my keys in the flood", "the road is under water". */
const circumstances = [
  new RegExp(
    `\\b(?:in|since|after|during|before|till|until) (?:all )?(?:${weather}|the power'?s back|the electric'?s back)\\b`,
    'g',
  ),
  new RegExp(`\\b${weather} (?:has |had )?(?:left|brought)\\b`, 'g'),
  /\b(?:are|were|been|being|got|was) evacuated\b/g,
  /\b(?:roads?|lanes?|street|car|van)(?:'?s)? (?:is |are |will |might |keeps |always )*(?:under water|flood(?:ed|s|ing)?|snowed in|icy)\b/g,
  /\bbut (?:she|he|they)(?:'s|'re| is| are) (?:snowed in|flooded|stuck|poorly|isolating)\b/g,
  /\b(?:have|had|has) not been able to leave the (?:house|home|flat)\b|\bslipped on the ice\b|\btheir (?:run|hutch|stables?|fields?|coop|kennels?|sheds?) (?:is|are) (?:under ?water|flooded)\b|\b(?:power|electric|gas|leccy)(?:'s| is) off (?:and|so) we can'?t\b|\bflood (?:grant|insurance|claim|form|relief fund|resilience)\b/g,
].map(quick)

/** The same as the reason for it, which may be all that a text says: "can't get out for the snow". */
const forThem =
  /\bfor (?:any ?one|any ?body|people|those|folk|families) (?:who'?s? |who'?ve |that |getting |is |are |been )*(?:flooded|without power|had to leave(?: their homes?)?|snowed in)\b/g
const reason = new RegExp(
  `\\b(?:with|for|from|by|without|because of|cos of|due to|through) ${weather}\\b|\\bflooded out\\b|\\bcut off by (?:the )?(?:water|snow|floods?)\\b|\\bwith the power off\\b`,
  'g',
)
const reasons = [quick(reason), quick(forThem)]

const without = (patterns: readonly QuickPattern[], text: string): string =>
  patterns.reduce((rest, pattern) => pattern.removeFrom(rest), text)

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
  const plain = without(circumstances, folded)
  const bare = without(reasons, plain)
  for (const score of [scoreSaid, scoreTopic]) {
    const found = ranked(bare, score)
    if (found.length > 0) return found
    const more = plain === bare ? [] : ranked(plain, score)
    if (more.length > 0) return more
  }
  return []
}

function ranked(text: string, score: (kind: KindId, text: string) => number): KindId[] {
  const found: KindSaid[] = []
  for (const kind of kindIds) {
    const scored = score(kind, text)
    if (scored > 0) found.push({ kind, score: scored })
  }
  return found.sort((a, b) => b.score - a.score).map(({ kind }) => kind)
}

/** How much a kind is spoken of; 0 for not at all. */
function scoreSaid(kind: KindId, text: string): number {
  let longest = 0
  for (const match of named.get(kind)!.matchAll(text)) longest = Math.max(longest, weigh(kind, match, text))
  for (const pattern of stated.get(kind)!) {
    const weight = weigh(kind, pattern.exec(text), text)
    if (weight > 0) longest = Math.max(longest, Math.min(weight, 12) + 6)
  }
  return longest === 0 ? 0 : longest + rank(kind)
}

function scoreTopic(kind: KindId, text: string): number {
  let most = 0
  for (const pattern of topicPatterns.get(kind)!) most = Math.max(most, weigh(kind, pattern.exec(text), text))
  return Math.min(most, 14)
}

function weigh(kind: KindId, match: RegExpExecArray | null, text: string): number {
  if (!match) return 0
  const before = text.slice(0, match.index)
  if (events.includes(kind) && denied.test(before)) return 0
  return match[0].length + (object.test(before) ? 8 : 0)
}
