import { fold } from './fold.ts'

/** What says that life is at risk now, in English. */
const atRisk: readonly RegExp[] = [
  /\b(not|isn'?t|stopped|can'?t|cannot|can not|hardly|barely|trouble|struggling|difficulty) (breathing|breathe|to breathe)\b/,
  /\b(unconscious|unresponsive|passed out|collapsed|won'?t wake|not waking)\b/,
  /\b(heart attack|chest pains?|a stroke|seizure|fitting|choking|overdosed?|anaphyla\w+)\b/,
  /\b(bleeding (badly|heavily|a lot|to death)|lots of blood|badly (hurt|injured|burnt|burned)|broken (leg|hip|neck|back))\b/,
  /\b(drowning|swept away|going under|trapped|stuck in (the|my|a|her|his) car|stuck on (the|my|a) roof|on the roof)\b/,
  /\bwater (is )?(up )?(to|at|past|over) (my|our|his|her|their|the) (waist|chest|neck|head|windows?|ceiling)\b/,
  /\b(house|flat|kitchen|building|car|room|place|home)('s| is)? on fire\b|\bfire in (the|my|our)\b|\bgas leak\b|\bsmell(ing)? (of )?gas\b/,
  /\b(suicid\w*|kill (myself|himself|herself)|end my life|want to die|going to die|dying|might die|will die)\b/,
  /\b(stabbed|stabbing|being attacked|attacking (me|us|her|him)|has a (knife|gun)|electrocut\w+|hypothermi\w+)\b/,
  /\b(sos|mayday|999|112)\b|\blife or death\b|\blife at risk\b|\bemergency services\b/,
]

/** Words shortly before that say it is not so: "nobody is trapped", "not on fire". */
const denied =
  /\b(nobody|no one|noone|no-one|none|nothing|not|isn'?t|aren'?t|wasn'?t|never|without|in case|if|avoid)( \S+){0,3} ?$/
const deniedAfter = /^ ?(any ?more|training|drill|film|course)\b/

/**
 * Whether the text says that somebody's life is at risk now. Prefers a false alarm to a missed one: a negation counts
 * only right before the words.
 */
export function saysDanger(text: string): boolean {
  const folded = fold(text)
  return atRisk.some((pattern) => {
    const match = pattern.exec(folded)
    if (!match) return false
    const [before, after] = [folded.slice(0, match.index), folded.slice(match.index + match[0].length)]
    return !denied.test(before) && !deniedAfter.test(after)
  })
}
