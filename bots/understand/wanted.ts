const doing =
  '(?:offer|give|drive|bring|help|cook|collect|pick|add|have|fetch|lend|walk|take|do|clear|check|pick up|sit|knock|put up|deliver|visit|run|make|spare|share|host|foster|donate|volunteer|provide|translate|lift|move|dig)'
const people = '(?:any ?one|any ?body|those|people|folk|families|whoever|neighbours|them)'

/** Ways to offer something that stay one even beside 'please' or 'if anyone needs'. */
const offering: readonly RegExp[] = [
  new RegExp(
    `\\b(?:i|we|he|she|us|and|but|lad|can'?t but) (?:can|could|will|'?ll) (?:also |all |easily |gladly |happily )?${doing}\\b(?! (?:without|with (?:a|some|an) ))`,
  ),
  new RegExp(
    `(?<!\\b(?:can|could|be) )(?<!\\b(?:you|${people}|someone|somebody)(?: be)? )(?:^|[.,;!] ?|\\b(?:i'?m|i am|i'?d be|we'?re|we are|we'?d be|would be|are|am|is|and|lad|all|always|very|more than|nurse|with a \\w+) )(?:happy|glad|willing|able|ready|prepared|free|available|pleased|delighted) to (?!hear|see|get|pay|be|wait|receive|meet|report|breathe|move|walk|stand|leave|go)\\w+\\b`,
  ),
  new RegExp(
    `(?:^|[.,;-] |\\b(?:here|so|we'll|nurse) )(?:can|could|will) (?:also )?${doing}\\b(?! (?:me|us|you|i|someone|my|with|without)\\b)`,
  ),
  new RegExp(
    `\\b(?:if|for|to|help) ${people} (?:(?:who'?s? |else |who'?d |who'?ve |that |in |with )*(?:need|wants?|without|isolat|flood|strugg|like|lonely|getting|had to|affected|stuck|on |short)|who\\b|it\\b|them\\b)`,
  ),
  new RegExp(
    `\\b${people}(?: is|'?s| are)? (?:welcome to|can have|who wants)\\b|\\bwho wants (?:it|them|some|one)\\b|\\bfree to (?:a good home|${people})\\b|\\b(?:to|out to) ${people}$|^(?!.*\\b(?:need|please)\\b).*\\bfor ${people}\\b`,
  ),
  /\b(?:going spare|to spare|to give (?:away|out)|to share|up for grabs|help yourselves|to lend(?: out)?|to donate|spare (?:bed)?rooms?|you can (?:have|take|borrow) (?:it|them|one|some|ours|mine))\b/,
  /\b(?:i|we)(?:'d| would|'ll| will)? (?:like|love|want|wish|wanted|be happy) to (?:help|volunteer|donate|offer|give|contribute|lend a hand|be of help|be a volunteer)\b(?! me\b| us\b| my\b)/,
  /\b(?:can|could|may|how can|how do|where can) (?:i|we) (?:help|volunteer|donate|be of (?:help|use))\b|\bwhat can (?:i|we) do to help\b|\boffer (?:my|our) (?:services?|help|time|skills?|house|home)\b|\b(?:i|we) (?:am |are )?offer(?:ing)?\b/,
  /\b(?:count me in|put me down)\b|\bcome and (?:get|fetch|take|collect) (?:it|one|some|them|warm|yours)?|\bwhere do you want (?:it|them|us|me)\b|\bany ?one (?:want|fancy|like) (?:it|some|one|them)\b|\bplenty of time\b|\btime on my hands\b|(?:^|[,.] ?|\b(?:i'?m|i am|we'?re|we are|am|us) )(?:available|free) (?:all|any|every|most|to help|this|on|if|for)\b|\bat your (?:disposal|service)\b|\broom for (?:\d+|two|three|four|one|a couple of) (?!people to sleep)/,
  /\b(?:made|cooked|baked) (?:about |around )?(?:\d+|too|four|five|six|eight|ten|twelve|extra|plenty)\b|\btoo (?:many|much) (?:soup|stew|curry|lasagne|pies|food|cakes?|sandwiches|bread)\b|\b(?:portions?|plates?|meals?|sandbags|blankets|dinners|tents|beds|generator|rooms?) (?:are |is )?(?:spare|available|free)\b/,
  /\b(?:spare|extra) (?:generator|sandbags|portions?|meals?|plates?|dinners?|blankets|coats|food|bed|beds|torch(?:es)?|heater)\b/,
  /^(?:i'?ve |i have |we have |we'?ve |got |have )+(?:about |around |some |a few |plenty of |a |another )?(?:\d+|two|three|four|five|six|eight|ten|twelve|twenty|big|loads of|lots of|extra)? ?(?:hot |cooked |home ?made )?(?:portions?|meals?|dinners?|plates?|blankets|sandbags)\b(?! to (?:collect|pick))/,
  /\benough (?:soup|food|stew|curry|pasta|chilli)? ?for (?:\d|four|five|six|eight|ten|twelve|another)/,
]

/** What makes even such words a request: "we need a hand, happy to pay". */
const asking =
  /\b(?:i|we|she|he|they|mum|dad|nan|mother|father|neighbour)(?: \w+)? (?:needs?|require)\b|(?:^|[.,!?] ?)(?:please )?needs?\b|\bhelp (?:me|us)\b|\b(?:can|could|would|will) (?:you|some ?one|any ?one|some ?body|any ?body|a kind)\b|\b(?:could|can|may|might) (?:i|we) (?:please )?(?:have|get|borrow)\b|\bi want (?:food|water|a|some)\b|\bany chance\b|^any (?!one|body)\w+.*\?|\bgoing\?$|\b(?:is|are) there any\b|^(?:has|have) any/

/** True when the text offers something: help, food, a bed, a pump. One that asks for something too does not. */
export const offersSomething = (folded: string): boolean =>
  offering.some((pattern) => pattern.test(folded)) && !asking.test(folded)

const helper =
  "(?:some ?one|some ?body|any ?one(?:'s)?|any ?body(?:'s)?|you|ye|a kind \\w+|a volunteer|who|folk|people|neighbours?)"

/** Asking for something, or saying that it is wanted. */
const wants: readonly RegExp[] = [
  new RegExp(`\\b(?:can|could|would|will|cud|is|has|does|did) ${helper}\\b`),
  /\b(?:needs?|needed|needing|want|wants|wanted|required?|requires|looking for|desperate|struggling|would like|'?d like|could (?:really )?(?:do with|use))\b/,
  /\bany chance\b|\bif possible\b|\bglad of\b|\bgoing\?$|\bcan'?t (?:get|open|lift|carry|manage|reach|take)\b|\bcannot (?:get|open|lift|carry|manage|reach)\b|\bdown to (?:my|the|our) last\b|\b(?:please|pls|help|sos|send (?:someone|somebody|help|food|water))\b/,
  /\bno (?:food|power|heating|electricity|water|medic\w+|tablets)\b|\b(?:run|ran|running|almost|nearly) out\b|\bstuck\b/,
  /\b(?:any chance|any ?one|any ?body|who) (?:of|got|going|could|can|able|with|have|has|please|wi|help|foster|fancy|lend|spare|around|free)\b/,
  /\b(?:can|could|may) (?:i|we) (?:please |also )?(?:have|get|borrow|charge)\b|\bwould be (?:lovely|nice|good|great|appreciated)\b|\bwould (?:help|love|suit)\b|\bgive (?:us|me) (?:a|some)\b|\bneed(?:s)? (?:to|a|some)\b/,
  /^(?:how|where|what) (?:do|can|shall|should) (?:i|we)\b|\bwhat do i do\b|\bhow i can\b|\bis there (?:any|some)\b|\b(?:must|have to|has to|told to|got to) (?:leave|get out|evacuate)\b/,
]

/** True when a word of asking is there, with or without a kind. */
export const asksSomething = (folded: string): boolean => wants.some((pattern) => pattern.test(folded))

/** Asking for help outright, of whatever kind. */
const helpWanted: readonly RegExp[] = [
  /\bhelp (?:me|us|him|her|them|needed|wanted|please|with)\b(?! (?:that|a lot|so much))|^help\b(?! yourself)|\bgive (?:me|us) a hand\b|\bhand (?:with|putting|getting)\b|\bpairs? of hands\b|\bsos\b/,
  /\b(?:please|pls|need|needs|needing|want|send|some|any|get|could use) (?:some |any |your |urgent |a bit of |a little )?(?:help|hand|volunteers?|assistance)\b(?! (?:card|desk|out at))/,
  /\b(?:can|could|would|will) (?:some ?one|some ?body|any ?one|any ?body)(?: please| kindly)? (?!believe|see|hear|else|remember|recommend|tell|explain|beat|smell|get (?:a|the) (?:round|drinks))\w+/,
  /\b(?:we|i|she|he|they|mum|dad|nan|neighbour) (?:\w+ )?needs? (?!to\b|a (?:holiday|drink|coffee|break|wee|lie|haircut|new)|coffee|more|you to see|wine|sleep)\w+|\b(?:needed|wanted) (?:at|for|by|in|urgently|please|asap)\b|\blocked out\b/,
]

/** How plainly a folded text asks: for help outright, for something, or not at all. */
export function asksPlainly(folded: string): 'help' | 'something' | null {
  if (helpWanted.some((pattern) => pattern.test(folded))) return 'help'
  return asksSomething(folded) ? 'something' : null
}
