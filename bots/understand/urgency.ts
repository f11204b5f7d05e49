import type { Urgency } from '../../core/kinds.ts'

const urgent =
  /\b(?:urgent|urgently|a\.?s\.?a\.?p|immediately|right now|right away|straight away|quick|quickly|hurry|emergency|desperate|desperately|now|at once|as soon as (?:possible|you can)|rising fast|coming up fast|get (?:us|me|them) out)\b|!{3,}|\bwhat do i do\b|\bwater (?:is )?(?:up|at) the stairs\b|\b(?:flood(?:ing|ed)?|water|river)\b.{0,40}\brising\b|\brising\b.{0,15}\bwater\b|\bstep\b.{0,8}\bwhat\b/
const notNow =
  /\b(?:not (?:urgent|an emergency|desperate)|isn'?t urgent|for now|by now|until now|now (?:and|that|the water'?s gone)|till now|nothing urgent|no emergency)\b/g
const soon =
  /\b(?:today|tonight|this (?:morning|afternoon|evening)|before (?:tonight|dark|\d)|by \d{1,2}(?::\d\d)? ?(?:am|pm)?|for (?:tea|tonight)|soon)\b/
const routine =
  /\b(?:next week|no rush|no (?:real |great )?hurry|when(?:ever)? (?:you|some ?one|any ?one|they)(?: can|'s got| get| have| has)|any ?time|at (?:the|your) (?:weekend|convenience)|this weekend|not urgent|nothing urgent|some ?time|now and again)\b/

/** How pressing a text says it is; null when it does not say, and the kind decides. */
export function urgencyIn(folded: string): Exclude<Urgency, 'life'> | null {
  if (routine.test(folded)) return 'routine'
  if (urgent.test(folded.replaceAll(notNow, ' '))) return 'urgent'
  if (/\btomorrow\b/.test(folded)) return 'routine'
  return soon.test(folded) ? 'soon' : null
}
