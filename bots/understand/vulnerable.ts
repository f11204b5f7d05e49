import { quick } from './quick.ts'

const age =
  '(?:7[5-9]|8\\d|9\\d|10\\d|seventy[- ](?:five|six|seven|eight|nine)|eighty(?:[- ]\\w+)?|ninety(?:[- ]\\w+)?)'
const not = "(?:can'?t|cannot|can not|unable to|struggles? to|struggling to|couldn'?t|not able to|hard to)"

/** Who is there that makes it harder, by code; the codes' words are in the phrases and on the console. */
const signs: readonly (readonly [string, RegExp])[] = [
  [
    'cannot_walk',
    new RegExp(
      `\\b${not} (?:really |even )?(?:walk|stand|get (?:up|down|out of bed|upstairs|downstairs)|climb|manage (?:the )?stairs|move(?! the| my| it)|lift (?:anything|things))\\b|\\b(?:wheel ?chair(?! accessible)|bed ?(?:bound|ridden)|house ?bound|immobile|disabled|walking frame|zimmer|stair ?lift|paraly[sz]ed|hoist)\\b`,
      'g',
    ),
  ],
  ['dialysis', /\bdialysis\b(?! (?:unit|nurse|machine for sale))/g],
  ['oxygen', /\b(?:oxygen|ventilator|nebuli[sz]er|cpap|o2)\b/g],
  [
    'baby',
    /\b(?:bab(?:y|ies)(?!sit)|newborn|new born|infant|nappies|formula milk|\d+ (?:week|month)s? old(?! (?:puppy|kitten|dog|cat)))\b/g,
  ],
  [
    'child',
    /\b(?:child|children|kids?|toddlers?|little ones?|grandchild(?:ren)?|(?:my |our )(?:son|daughter) (?:is|aged) \d\b|\d kids|(?:boy|girl) (?:is |aged )\d\d?\b)\b/g,
  ],
  [
    'old',
    new RegExp(
      `\\b(?:elderly|frail|pensioners?|oap|(?:old|older) (?:lady|gentleman|couple|man|woman)|(?:i'?m|im|i am|she'?s|shes|he'?s|hes|(?:mum|dad|nan|mother|father|aunt\\w*|uncle|grandad|grandma|neighbour|wife|husband)(?:'?s| is)|is|aged|age|and|who'?s|am|they'?re both|mum|dad|nan) (?:nearly |over |now |almost )?${age}(?! (?:people|meals|sandbags|of|cases|miles|mins?|minutes|hours|portions|years ago|yards))|${age} (?:years? old|yrs?(?: old)?|year[- ]old))\\b`,
      'g',
    ),
  ],
  ['deaf', /\b(?:deaf|hard of hearing|hearing aids?)\b/g],
  [
    'blind',
    /\b(?:blind|partially sighted|registered blind|sight impaired|visually impaired)\b(?! (?:corner|bend|drunk))/g,
  ],
  ['pregnant', /\b(?:pregnant|expecting a baby|heavily pregnant|in labour)\b/g],
  ['dementia', /\b(?:dementia|alzheimer'?s?|confused|forgetful)\b/g],
  [
    'alone',
    /\b(?:on (?:my|her|his|their) own|all alone|alone|by (?:myself|herself|himself)|lives alone|living alone)\b(?! (?:can|all weekend we))/g,
  ],
  [
    'no_english',
    /\b(?:no|not|don'?t|doesn'?t|cannot|can'?t|without|little|only a little|bad)(?: (?:speak|speaks|spoke|understand|much|any|have|very|good))* english\b|\b(?:only )?speaks? only (?!english)[a-z]+\b|\bonly speaks? (?!english)[a-z]+\b/g,
  ],
]

/** Said of nobody there: "nobody is disabled", "leave me alone", "not pregnant", "she isn't alone". */
const notThere =
  /\b(?:nobody|no one|leave|let|not|no|isn'?t|aren'?t|wasn'?t|without|never)(?: (?:is|me|us|it|one|a|any|here|longer|very))? $/
const harder = signs.map(([code, pattern]) => [code, quick(pattern)] as const)

/** What makes it harder for the people in a text, as codes; empty when it says nothing of them. */
export function vulnerableIn(folded: string): string[] {
  const there = (match: RegExpExecArray) => !notThere.test(folded.slice(0, match.index))
  return harder.filter(([, pattern]) => pattern.matchAll(folded).some(there)).map(([code]) => code)
}
