import type { KindId } from '../../core/kinds.ts'
import { anyOf } from './quick.ts'

const doing =
  '(?:offer|give|drive|bring|help|cook|collect|pick|add|have|fetch|lend|walk|take|do|clear|check|pick up|sit|knock|put up|deliver|visit|run|make|spare|share|host|foster|donate|volunteer|provide|translate|lift|move|dig|pump|phone|ring|call round|pop round|feed|bake|fill|shovel|grit|keep an eye|look after|shift|lay|carry|mind|drop|pass on|offer up|come and|come over and|come round and)'
const people = '(?:any ?one|any ?body|those|people|folk|folks|families|whoever|neighbours|them|pensioners|residents)'
const us =
  "(?:i|we|he|she|us|and|but|lad|lads|mates?|friends?|husband|wife|son|sons|daughter|team|group|club|church|school|scouts?|lot|crew|here|of us|can't but)"

/** Ways to offer something of a kind that we know. */
const offering = anyOf(
  new RegExp(
    `\\b${us}(?: all)? (?:can|could|will|'?ll)(?: also| all| easily| gladly| happily| both)? ${doing}\\b(?! (?:without|with (?:a|some|an) |a lend|the lend))`,
  ),
  /\b(?:i|we|he|she)'ll (?:also |gladly |happily )?(?:adopt|keep|look after|cook|make|bring|fetch|drive|lend|do|take|clear|check|run|pick|collect|dig|help|walk|have|sit|come|give)\b/,
  new RegExp(
    `(?<!\\b(?:can|could|be) )(?<!\\b(?:you|${people}|someone|somebody)(?: be)? )(?:^|[.,;!-] ?|\\b(?:i'?m|i am|i'?d be|we'?re|we are|we'?d be|would be|are|am|is|and|lad|all|always|very|more than|nurse|with a \\w+|retired|only too) )(?:happy|glad|willing|able|ready|prepared|free|available|pleased|delighted) to (?!hear|see|get|pay|be |wait|receive|meet|report|breathe|move|walk|stand|leave|go|announce|advise|say|inform|welcome|confirm|introduce)\\w+\\b`,
  ),
  new RegExp(
    `(?:^|[.,;-] |\\b(?:here|so|we'll|nurse|van|car|4x4|tractor|trailer|shovel|chainsaw|generator) )(?:can|could|will) (?:also )?${doing}\\b(?! (?:me|us|you|i|someone|my|with|without)\\b)`,
  ),
  new RegExp(
    `\\b(?:if|for|to|help) ${people}(?:'?s)? (?:(?:who'?s? |else |who'?d |who'?ve |that |in |with |has |have |is |are |round here )*(?:needs?|wants?|without|isolat|flood|strugg|like|lonely|getting|had to|affected|stuck|on |short|hungry|cold|nearby|been|snowed|living|horses|dogs?|animals)|who\\b|it\\b|them\\b)`,
  ),
  new RegExp(
    `\\b${people}(?: is|'?s| are)? (?:welcome to|can have|who wants)\\b|\\bwho (?:wants|needs) (?:it|them|some|one|any)\\b|\\bfree to (?:a good home|${people})\\b|\\b(?:to|out to) ${people}$|^(?!.*\\b(?:need|please)\\b).*\\bfor ${people}\\b`,
  ),
  /\b(?:going spare|to spare|to give (?:away|out)|to share|up for grabs|help yourselves|to lend(?: out)?|to donate|spare (?:bed)?rooms?|you can (?:have|take|borrow) (?:it|them|one|some|ours|mine))\b/,
  /\b(?:i|we|group|club|church|school|team|scouts|lads)(?:'d| would|'ll| will)? (?:like|love|want|wish|wanted|be happy) to (?:help|volunteer|donate|offer|give|contribute|lend a hand|be of help|be a volunteer)\b(?! me\b| us\b| my\b)/,
  /\b(?:can|could|may|do) (?:i|we) (?:do to )?(?:help|volunteer|donate|be of (?:help|use|service))(?= *[?.!,]| *$| (?:at all|out|with|people|any|you|those|clean|flood|today|tonight|tomorrow|here|there|this))|\boffer (?:my|our) (?:services?|help|time|skills?|house|home)\b|\b(?:i|we) (?:am |are )?offer(?:ing)?\b/,
  /\b(?:count me in|put me down|use me|of use|be useful)\b|\bwhere do you want (?:it|them|us|me)\b|\bany ?one (?:want|wants|fancy|like) (?:it|some|one|them|any)\b|\bplenty of time\b|\btime on my hands\b|(?:^|[,.] ?|\b(?:i'?m|i am|we'?re|we are|am|us|days|weekend) )(?:available|free) (?:all|any|every|most|to help|this|on|if|for|days?|tomorrow|today|tonight)\b|\bat your (?:disposal|service)\b|\broom for (?:\d+|two|three|four|one|a couple of) (?!people to sleep)/,
  /\bcome and (?:get|fetch|take|collect|pick) (?:it|one|some|them|yours|warm|up)\b|\b(?:come and collect|collect from|collect it|(?<!to )(?:pop in|pop round|drop in) (?:for|to|and)|all welcome|everyone welcome|doors are open|door'?s open|come in and)\b/,
  /\b(?:made|cooked|baked) (?:about |around )?(?:\d+|too|four|five|six|eight|ten|twelve|extra|plenty|a (?:massive|big|huge|large)|loads|enough)\b|\btoo (?:many|much) (?:soup|stew|curry|lasagne|pies|food|cakes?|sandwiches|bread)\b|\b(?:portions?|plates?|meals?|sandbags|blankets|dinners|tents|beds|generator|rooms?|lasagnes?|pasties|pies) (?:are |is )?(?:spare|available|free|going|left(?: over)?)\b/,
  /\b(?:spare|extra|left ?over|surplus) (?:\w+ )?(?:generator|sandbags|portions?|meals?|plates?|dinners?|blankets|coats|food|bed|beds|torch(?:es)?|heaters?|lasagnes?|pies|soup|sandwiches|curry|stew|bread|pump|seats?|room|rooms|stables?|duvets|clothes)\b/,
  /^(?:i'?ve |i have |we have |we'?ve |got |have )+(?:about |around |some |a few |plenty of |a |another )?(?:\d+|two|three|four|five|six|eight|ten|twelve|twenty|big|loads of|lots of|extra)? ?(?:hot |cooked |home ?made |spare )?(?:portions?|meals?|dinners?|plates?|blankets|sandbags)\b(?! to (?:collect|pick))/,
  /\benough (?:soup|food|stew|curry|pasta|chilli)? ?for (?:\d|four|five|six|eight|ten|twelve|another)/,
  /\b(?:nobody'?s|nobody is|no one'?s|not|never|isn'?t being) us(?:ing|ed)\b|\bdoing nothing\b|\bsat (?:in|here|there)\b.{0,20}\bgarage\b|\bif (?:needed|wanted|required|any use|it helps|of any use|it'?s any use)\b|\bfree of charge\b|\bfor nothing\b(?! left)/,
  /\b(?:we'?re|we are|is|are|will be|church|hall|gurdwara|mosque|pub|cafe|temple|centre) (?:also )?(?:serving|giving out|handing out|doing (?:hot|free|food|meals)|giving away|open for|open to)\b|\bis a warm (?:space|hub)\b|\bhas a generator\b/,
  /\b(?:a|one|two|three|four|\d) (?:spare |empty |free )+(?:seats?|stables?|rooms?|beds?|boxes|kennels?)\b|\b(?:seats?|space) (?:spare|free|available|left)\b/,
)

/** Ways to offer oneself, whatever is wanted. */
const offeringHelp = anyOf(
  /\b(?:going spare|up for grabs|help yourselves|to give away|to lend out|to donate|free to a good home)\b|\b(?:i'?ve|i have|we'?ve|we have|got) (?:a|an|my|our) (?:\w+ )?(?:van|truck|4x4|tractor|trailer|boat|pump|generator|chainsaw|minibus|land ?rover)\b.{0,25}\b(?:can|could|will|lend|happy|free|if|use)\b/,
  /\b(?:i|we|can|could|would|to|will|like) (?:\w+ ){0,2}donate\b(?! to (?:us|me))|^(?:can(?!'?t|not)|could|will|would (?:love|like) to|wan[dt] to|wand to|happy to|able to|willing to)\b.{0,15}\b(?:donate|provide|give|bring|help|deliver|cook|drive|volunteer)\b(?! (?:us|me|you|my|our|someone|anyone))|\bwhere (?:can|do|should|could) (?:i|we) (?:bring|drop|take|send|donate|volunteer)\b|\b(?:things|items|supplies|stuff|food|clothes|clothing|blankets) to (?:donate|give|bring|drop off|offer)\b/,
  /\b(?:as|be|become) an? volunteer\b|\bvolunteer (?:opportunit\w+|my|our|services?|to|as|with the|at|on)\b|\bteam of volunteers\b(?! (?:needed|please))|\b(?:if|as) needed\b(?=.{0,4}$|.{0,3}\.)|\blet (?:us|me|you) know (?:if|how|where|what) (?:we|i|you) (?:can (?:help|bring|do)|need)\b|\b(?:be|being) of (?:any )?service\b|\bin any way (?:i|we|possible)\b|\bwhat (?:can|should) (?:i|we) (?:donate|bring|give)\b/,
  /\bi(?:'m| am| 'm) (?:a|an) (?:\w+ ){0,3}(?:doctor|nurse|engineer|teacher|carpenter|electrician|plumber|first aid\w*|medic|driver|cook|chef|translator|builder|paramedic|psychologist|agronom\w+)\b(?!.{0,60}\b(?:need|job|work|help me|hungry|nothing)\b)/,
  /\b(?:i|we|group|club|church|school|team|scouts|lads)(?:'d| would|'ll| will)? (?:like|love|want|wish|wanted|be happy) to (?:help|volunteer|donate|offer my|offer our|contribute|lend a hand|be of help|be a volunteer)\b(?! me\b| us\b| my\b)/,
  /\bwhat can (?:i|we) do(?: to help)?$|\b(?:can|could|may|do) (?:i|we) (?:do to )?(?:help|volunteer|donate|be of (?:help|use|service))(?= *[?.!,]| *$| (?:at all|out|people|any|you|those|today|tonight|tomorrow|this))|\b(?:i want to|we want to|like to|love to) help\b|\b(?:blankets?|coats?|clothes|clothing|shoes|bedding|toys|furniture|duvets|towels|toiletries|nappies|food|tins|items|things|stuff|money)\b.{0,20}\bto (?:donate|give away|give)\b|\bvolunteer(?:ing)? (?:to|with|my|our|at|this|on|in)\b.{0,40}\b(?:weekend|help|relief|anything|victims|needed|clinic|hospital|people)\b/,
  /\b(?:happy|glad|willing|free|available|able|ready|pleased|delighted|here|keen) to (?:help|volunteer|lend a hand|muck in|pitch in|translate|be of (?:use|help|service)|do (?:anything|whatever|what))\b/,
  /\b(?:can|could|will|'ll|may) (?:be of (?:use|help|service)|help (?:out|with anything|any ?one|any ?body|people|those|if)|lend a hand|muck in|translate|interpret)\b|\b(?:glad|pleased|happy) to be of (?:use|help|service)\b/,
  /\b(?:count me in|put me down|use me|at your (?:disposal|service)|offer (?:my|our) (?:services?|help|time|skills?|house|home)|if i can (?:help|be of)|time on my hands|plenty of time)\b/,
  /\b(?:retired |qualified |trained |off[- ]duty |ex[- ])?(?:nurse|doctor|plumber|builder|electrician|carpenter|engineer|medic|paramedic|midwife|vet|teacher|chef|driver|translator|interpreter|joiner|roofer|carpet fitter|gas fitter|mechanic)\b.{0,25}\b(?:here|(?:free|available)\b(?! to)|use me|can help|can do|glad|happy|willing|volunteer)\b/,
  /\bi speak \w+.{0,30}\b(?:if|can|happy|help|translat)\b|\bif you need (?:some(?:one|body)|any ?one|a hand|help|another pair)\b|\bhave (?:a )?(?:van|car|truck|4x4|boat|tractor)\b.{0,20}\b(?:will travel|can help|use)\b/,
  /\bfor (?:any ?one|any ?body|people|those) who needs? (?:it|them|some|help|a)\b|\bif any ?(?:one|body) (?:needs?|wants?) (?:any |a |some )?(?:help|hand|it|them|anything)\b/,
)

/** What makes even such words a request: "we need a hand, happy to pay". */
const asking = anyOf(
  /^(?:please |hello,? |hi,? |good (?:morning|evening)[,!]? )*(?:is it|is there|are there|when|why|who|will|does|do you|what (?:is|are|will|the|kind)|is like|is this)\b|\b(?:we|people|they|who|children|everyone|families) (?:are|is|were) (?:\w+ )?(?:hungry|starving|dying|thirsty|homeless|suffering|waiting)\b|\b(?:dying|die) of (?:hunger|thirst)\b|\b(?:don'?t|do not|didn'?t|haven'?t|have not|not) (?:have|find|found|receiv\w+|got|get|gotten|give)\b(?!.{0,30}\btools\b)|\b(?:give|send|bring|giv) (?:us|me|them)\b|\bcount(?:ing)? on (?:you|your)\b|\bhave pity\b|\b(?:i|we|you) lost\b|\blooking for (?:donations|a job|work)\b|\b(?:offer|find|give)(?:ing)? (?:a chance|jobs?|me|us)\b|\bwould like (?:for )?(?:you|them|someone|the government) to\b/,
  /\bis there (?:a|any|some)\b(?!.{0,30}\b(?:who|that) needs)|\b(?:have|had) a lend of\b/,
  /\b(?:i|we|she|he|they|mum|dad|nan|mother|father|neighbour)(?: \w+)? (?:needs?|require)\b|(?:^|[.,!?] ?)(?:please )?needs?\b|\bhelp (?:me|us)\b|\b(?:can|could|would|will) (?:you|some ?one|any ?one|some ?body|any ?body|a kind|one of you)\b/,
  /\b(?:could|can|may|might) (?:i|we) (?:please )?(?:have|get|borrow)\b|\bi want (?:food|water|a|some)\b|\bany chance\b|^any (?!one|body)\w+.*\?|\bgoing\?$|\b(?:is|are) there any\b|^(?:has|have) any|\bwhere (?:i|we|can i|can we|do i|do we) (?:can |could )?(?:get|pick|find|collect|buy|go|have)\b/,
  /\b(?:any ?one|any ?body|you|some ?one) (?:got|have|has|know|knows) (?:a|an|any|some|where|how)\b(?!.{0,30}\bspare room\b)|\b(?:come and get|come get|come for|pick up|rescue|fetch) (?:me|us)\b|\bdesperate\b|\b(?:have a lend|lend us|lend me|(?:can|could|i|we|some\w+) borrow)\b|\b(?:we|i)'?d be (?:ever so |so |very |really )?(?:glad|grateful)\b|\bplease (?:someone|somebody|come|send|help|can|could)\b/,
)

/** Arrangements between friends, trade and talk: nobody is offered anything by us. */
const amongFriends = anyOf(
  /\b(?:i|we)(?:'ll| can| could| will)? (?:also )?(?:do|make) (?:it|mon|tue|wed|thu|fri|sat|sun|half|about|either|any|lunch|the|tea|dinner for (?:us|you|two))/,
  /\b(?:full refund|refunds?|quotes?|discount|voucher|loans?|% off|call now|click|order now|reply yes|limited offer|no obligation|tax return|energy bills?|save (?:money|on)|per cent|subscribe|special offer|half price|for sale|pcm|vat|http|www)\b|£ ?\d|\b\d+% /,
  /\b(?:party|pub|pint|airport|cinema|pictures|gig|wedding|kick off|book club|match|concert|quiz|restaurant|wine|barbecue|bbq|freezer it is)\b/,
)

/**
 * True when the text offers something: help, food, a bed, a pump. One that asks for something too does not, nor does an
 * arrangement between friends or an advertisement. What is of no kind we know is an offer only when it offers help.
 */
export const offersSomething = (folded: string, kinds: readonly KindId[]): boolean =>
  (offeringHelp(folded) || (kinds.length > 0 && offering(folded)) || offersToAll(folded)) &&
  !asking(folded) &&
  !amongFriends(folded)

const forAll =
  /\b(?:any ?one|any ?body|whoever|neighbours|pensioners|residents|people (?:who|in)|those (?:who|in|affected)|folk)\b/
const offersToAll = (folded: string): boolean => forAll.test(folded) && offering(folded)
