const words: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
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
  eleven: 11,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
  couple: 2,
  dozen: 12,
}

/** A number as it is typed or said: '4', 'four', 'a', 'couple'; null for anything else, and for none at all. */
export function readNumber(said: string | undefined): number | null {
  const n = said === undefined ? 0 : (words[said] ?? Number(said))
  return n > 0 ? n : null
}

const count = `(\\d{1,2}|${Object.keys(words).join('|')})`
const portions = new RegExp(
  `\\b${count} (?:of )?(?:\\w+ ){0,2}?(?:portions?|meals?|plates?|dinners?|lunches|servings?|sandwiches|suppers?|breakfasts?)\\b`,
)
const forPeople = new RegExp(
  `\\b(?:for|feeds?|serves?) (?:the )?${count}(?: of us| people| adults| persons?| or \\w+)?\\b(?! ?(?:am|pm|o'clock|mins?|minutes?|hours?|days?|weeks?|nights?|months?|pounds?|quid|miles?|yards?|bags?|\\d))`,
)
const counted = new RegExp(
  `\\b${count} (?:of us|people|adults|persons?|pax|volunteers|seats|elderly|pensioners|strong people|old (?:people|ladies))\\b|\\b(?:family|party|group) of ${count}\\b|\\b(?:we are|we're|there'?s|there are|us) ${count}(?: of us)?(?=[.,!?]|$| people| adults)`,
)
const parts = new RegExp(`\\b${count} (?:adults?|kids?|child(?:ren)?|bab(?:y|ies)|toddlers?|teenagers?)\\b`, 'g')

/** How many portions a text wants or offers; null when it does not say. "For two" is two portions. */
export function portionsIn(folded: string): number | null {
  const [said, mouths] = [readNumber(portions.exec(folded)?.[1]), readNumber(forPeople.exec(folded)?.[1])]
  return said !== null && said > 1 ? said : (mouths ?? said)
}

/** How many people a text is about: "4 of us", "family of five", "2 adults and 3 kids"; null when it does not say. */
export function peopleIn(folded: string): number | null {
  const each = [...folded.matchAll(parts)].map((match) => readNumber(match[1]) ?? 0)
  if (each.length > 1) return each.reduce((a, b) => a + b)
  const match = counted.exec(folded)
  return (
    readNumber(match?.[1] ?? match?.[2] ?? match?.[3]) ?? readNumber(forPeople.exec(folded)?.[1]) ?? each[0] ?? null
  )
}
