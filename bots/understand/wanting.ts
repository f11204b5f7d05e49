import type { KindId } from '../../core/kinds.ts'
import type { Request } from './request.ts'
import { statesNeed } from './statements.ts'
import type { Label } from './triage/labels.ts'
import type { Triage } from './triage/model.ts'
import { asksPlainly, isSmallTalk } from './wanted.ts'

/** What a label of the model is as a kind of ours. */
const kindOfLabel: Readonly<Partial<Record<Label, KindId>>> = {
  medical_products: 'prescription',
  water: 'shopping',
  food: 'shopping',
  electricity: 'power',
  floods: 'flood_help',
  shelter: 'evacuation',
  search_and_rescue: 'evacuation',
  missing_people: 'welfare_check',
}

/** The model is believed only beyond these chances. */
const [sureOfKind, sureOfRequest] = [0.7, 0.85]

/** The kinds a model is sure of, for where the rules have none. */
export const guessedKinds = (triage: Triage | null, sure = sureOfKind): KindId[] => [
  ...new Set(
    (triage?.labels ?? []).flatMap((label) => {
      const kind = kindOfLabel[label]
      return kind && triage!.scores[label] >= sure ? [kind] : []
    }),
  ),
]

/**
 * The kinds asked for in a language that the rules do not read, where the model gives it the label of a request and one
 * of help; null where it does not. Empty where the help has no one kind: water may be wanted or in the house. Of 3,300
 * ordinary sentences in eleven languages two are taken for one.
 */
export function kindsAskedAbroad(triage: Triage | null): KindId[] | null {
  if (!triage?.labels.includes('request') || !triage.labels.some((label) => kindOfLabel[label])) return null
  return guessedKinds({ ...triage, labels: triage.labels.filter((label) => label !== 'water') }, 0)
}

/** Words of somebody who speaks for themselves or for somebody near. */
const personal =
  /\b(?:i|i'?m|i'?ve|we|we'?re|we'?ve|my|our|me|us|mum|dad|nan|her|his|she|he|please|pls|help|anyone|someone|somebody|anybody|urgently|sos|asap|hurry|could do with|could use|glad of|poorly|neighbours?|next door|elderly|pensioners?|old (?:chap|lady|man|fella|couple|people)|mrs?|(?:at )?(?:no|number|flat) \d+|outside the (?:post office|school|shop|church|hall|pub|surgery|station)|needs? (?:taking|moving|picking|checking|clearing|collecting|help|rescuing))\b|^(?:urgent |please |help,? )?needs?\b|\b(?:needed|wanted) (?:at|in|by|for|on|asap|urgently|please)\b/
const proseFrom = 70

/**
 * Whether a text asks for help: it asks for help at all, it says of what and asks, or it states a need of ours. A word
 * such as "snow" alone asks for nothing, nor does a long sentence in which nobody speaks for themselves. Where no rule
 * speaks the model may, if it is sure.
 */
export function isRequest(folded: string, { kinds }: Request, triage: Triage | null): boolean {
  if (isSmallTalk(folded)) return false
  const said = folded.length < proseFrom || personal.test(folded)
  const plainly = asksPlainly(folded)
  if (said && (plainly === 'help' || (plainly !== null && kinds.length > 0) || statesNeed(folded, kinds))) return true
  return triage !== null && triage.scores.request >= sureOfRequest && guessedKinds(triage).length > 0
}
