import { quick } from './quick.ts'

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
const dishes =
  '(?:portions?|meals?|plates?(?! of sandwiches)|dinners?|lunches|servings?|sandwiches|suppers?|breakfasts?|lasagnes?|(?:cottage |shepherds? )?pies?|pasties|pasty|pizzas?|curries|casseroles|quiches?|burgers?|rolls|baguettes|sausage rolls|samosas|takeaways)'
const portions = quick(
  new RegExp(`\\b${count} (?:of )?(?:(?!trays|boxes|bags|packs|tins|pans|pots)\\w+ ){0,2}?${dishes}\\b`),
)
const forPeople = quick(
  new RegExp(
    `\\b(?:for|feeds?|serves?) (?:the )?${count}(?: of us| people| adults| persons?| or \\w+)?\\b(?! ?(?:am|pm|o'clock|mins?|minutes?|hours?|days?|weeks?|nights?|months?|pounds?|quid|miles?|yards?|bags?|family|group|party|\\d))`,
  ),
)
const family = quick(new RegExp(`\\b(?:family|party|group|household) of ${count}\\b`))
const counted = quick(
  new RegExp(
    `\\b${count} (?:of us|of them|people|adults|persons?|pax|volunteers|seats|(?:elderly |old |young )?(?:pensioners|residents|women|men|ladies|walkers|neighbours|lads|passengers|patients)|elderly|strong people|old (?:people|ladies))\\b|\\b(?:we are|we're|there'?s|there are|us) ${count}(?: of us)?(?=[.,!?]|$| people| adults)`,
  ),
)
const parts = quick(
  new RegExp(
    `\\b${count} (?:(?:small|little|young|elderly) )?(?:adults?|kids?|child(?:ren)?|bab(?:y|ies)|toddlers?|teenagers?)\\b`,
    'g',
  ),
)
const relative =
  '(?:mum|mother|dad|father|nan|gran|grandad|grandma|wife|husband|partner|son|daughter|brother|sister|aunt|uncle|friend|neighbour|boyfriend|girlfriend|baby|toddler)'
const someone = `(?:me|i|myself|(?:my |our |the |his |her )?(?:old |elderly )?${relative}|(?:my |our |the )?(?:${Object.keys(words).join('|')}|\\d{1,2}) (?:small |little |young )?(?:kids?|children|sons|daughters|babies|boys|girls))`
const together = quick(new RegExp(`\\b${someone}(?:(?:,? and |, | & | plus )${someone})+\\b(?!'s)`))
const alone = /\b(?:just|only) me\b/
const both = /\b(?:both|the two|two) of us\b/

/** "Half a dozen" and "a couple of" as figures. */
const inFigures = (folded: string): string =>
  folded
    .replaceAll('half a dozen', '6')
    .replaceAll(/\ba dozen\b/g, '12')
    .replaceAll(/\ba couple of\b/g, '2')

/** How many portions a text wants or offers; null when it does not say. "For two" is two portions. */
export function portionsIn(folded: string): number | null {
  const text = inFigures(folded)
  const said = readNumber(portions.exec(text)?.[1])
  const mouths = readNumber(family.exec(text)?.[1]) ?? eachOf(text) ?? readNumber(forPeople.exec(text)?.[1])
  return said !== null && said > 1 ? said : (mouths ?? said)
}

/** "2 adults and 3 kids" are five; null when fewer than two sorts of people are counted. */
function eachOf(text: string): number | null {
  const each = parts.matchAll(text).map((match) => readNumber(match[1]) ?? 0)
  return each.length > 1 ? each.reduce((a, b) => a + b) : null
}

/** "Me, my mum and two kids" are four; null when nobody is named beside another. */
function namedIn(text: string): number | null {
  const said = together.exec(text)?.[0]
  if (said === undefined) return alone.test(text) ? 1 : null
  return said
    .split(/,? and |, | & | plus /)
    .map((one) => readNumber(/\b(\d{1,2}|one|two|three|four|five|six|seven|eight) \w+/.exec(one)?.[1]) ?? 1)
    .reduce((a, b) => a + b)
}

/** How many people a text is about: "4 of us", "family of five", "2 adults and 3 kids"; null when it does not say. */
export function peopleIn(folded: string): number | null {
  const text = inFigures(folded)
  const match = counted.exec(text)
  return (
    eachOf(text) ??
    readNumber(family.exec(text)?.[1]) ??
    readNumber(match?.[1] ?? match?.[2]) ??
    namedIn(text) ??
    readNumber(forPeople.exec(text)?.[1]) ??
    readNumber(parts.matchAll(text)[0]?.[1]) ??
    (both.test(text) ? 2 : null)
  )
}
