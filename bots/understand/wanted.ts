import { anyOf } from './quick.ts'

const stranger = "(?:some ?one|some ?body|any ?one(?:'s)?|any ?body(?:'s)?|any of you)"
const helper =
  "(?:some ?one|some ?body|any ?one(?:'s)?|any ?body(?:'s)?|you|ye|yous|a kind \\w+|any kind \\w+|a (?:young |strong )?(?:volunteer|person|neighbour|man|lad|woman)|one of (?:you|your|the) ?\\w*|any of you|who|folk|people|neighbours?|the council|it be)"

/** Asking for something, or saying that it is wanted. */
const wants = anyOf(
  new RegExp(`\\b(?:can|could|would|will|cud|ony chance o) ${helper}\\b|\\b(?:is|has|does|did|have) ${stranger}\\b`),
  /\b(?:needs?|needed|needing|want|wants|wanted|required?|requires|looking for|desperate|struggling|would like|'?d like|could (?:really )?(?:do with|use)|in need of|crying out for|short of|request)\b/,
  /\bany chance\b|\bif (?:possible|poss)\b|\bgoing\?$|\b(?:can'?t|cannot|unable to|couldn'?t|won'?t|can not|not able to) (?:get|open|lift|carry|manage|reach|take|leave|go|cook|collect|fit|do|deliver|move|start|raise|get through|drive|come|stop|see to|bring|cope)\b|\bdown to (?:my|the|our) last\b|\b(?:please|pls|(?<!\b(?:can|could|may|do|will|would|to|i|we|that|really|great|big|much|of|they|it|you|no|any) )help|sos|send (?:someone|somebody|help|food|water))\b/,
  /\bno (?:food|power|heating|electricity|water|medic\w+|tablets)\b|\b(?:run|ran|running|almost|nearly|runs) out\b|\bstuck\b|\bno (?:way of|way to|means of|one to|body to|transport|car|money|credit)\b|\bnobody (?:to|here|can|will|coming)\b|\b(?:i|we|she|he) (?:don'?t|do not|doesn'?t|does not|can'?t) drive\b|\blet (?:me|us|him|her) down\b|\bdidn'?t turn up\b|\bnowhere to\b/,
  /\b(?:any chance|any ?one|any ?body|who) (?:of|got|going|could|can|able|with|have|has|please|wi|help|foster|fancy|lend|spare|around|free|driving|heading|willing|out there)\b|\bhave you (?:got )?(?:any\w*|some\w*)\b|\banything (?:you|we|that)\b/,
  /\b(?:can|could|may|might) (?:i|we) (?:please |also |possibly )?(?:have|get|borrow|charge|request|ask|please)\b|\bwould be (?:lovely|nice|good|great|appreciated|welcome|wonderful|a (?:great |big |huge )?help|a godsend)\b|\bwould (?:help|love|suit)\b|\bgive (?:us|me) (?:a|some)\b|\bneed(?:s)? (?:to|a|some)\b/,
  /\b(?:glad|grateful|thankful|appreciate)\b.{0,12}\b(?:of|for|if|any|some|it)\b|\bany (?:\w+ )?(?:help|hand|volunteers)\b|\b(?:help|hand|lift|volunteers?|sandbags|meals?|food|visit) (?:\w+ )?(?:welcome|appreciated|wanted|required)\b|\bnice to\b/,
  /\b(?:how|where|what|who) (?:do|can|shall|should|could|would) (?:i|we) (?:get|find|go|ask|ring|call|report|collect|pick|borrow|charge|contact|request|stay|sleep|do (?:about|with)|make sure|keep|stop)\b|\bwhat do i do\b|\bhow i can\b|\b(?:is|are) there (?:any|some|a|an|still)\b|\b(?:must|have to|has to|told to|got to) (?:leave|get out|evacuate|be out|go)\b|\bdo you (?:do|have|deliver|know)\b/,
  /\bsomeone (?:needs|has|ought|should)\b|\bsomebody will\b|\b(?:up|down) to \w+ (?:last|final)\b|\b(?:usually|normally)\b.{0,40}\b(?:but|hasn'?t|isn'?t)\b/,
)

/** True when a word of asking is there, with or without a kind. */
export const asksSomething = (folded: string): boolean => wants(folded)

const needed =
  '(?:help|a hand|someone|somebody|any ?one|any ?body|some ?body|bodies|people|volunteers?|assistance|muscle|hands|a (?:strong|big|couple)|strong|two|blankets?|tents?|tarps?|tarpaulins?|mattress\\w*|a bed|beds|bedding|coats?|cloth\\w*|shoes|nappies|a doctor|doctors?|nurses?|medical|wheelchair|a wheelchair|crutches|furniture|money|a phone|shelter|rescuing|rescue|toiletries|hygiene|soap|urgent|(?:warm|dry|clean) \\w+)'

/** Asking for help outright, of whatever kind. */
const helpWanted = anyOf(
  /\bhelp (?:me|us|him|her|them|needed|wanted|please|with)\b(?! (?:that|a lot|so much|decide|choose|if))|^help(?: needed| please| us| me|!*$|,? (?:we|i|my|our|the|water|no|need|please|can|there))\b(?! decide| choose)|^help[!. ]*$|\bgive (?:me|us) a hand\b|\bhand (?:with|putting|getting|lifting|moving|to)\b|\bpairs? of hands\b|\bsos\b/,
  /\b(?:please|pls|need|needs|needing|want|some|any|get|could use|require|send) (?:some |any |your |urgent |a bit of |a little |more )?(?:help|hand|volunteers?|assistance)\b(?! (?:card|desk|out at|wanted for|from))/,
  /\b(?:can|could|would|will) (?:some ?one|some ?body|any ?one|any ?body|a volunteer|one of you\w*(?: \w+)?)(?: please| kindly| possibly)? (?!believe|see|hear|else|remember|recommend|tell|explain|beat|smell|remind|confirm|interested|be interested|like (?:a|some|to (?:join|go|buy|play|see))|say|guess|know|imagine|pass (?:me )?the|send me (?:the|a)|bring (?:a|some|the) (?:bottle|pudding|wine|cake)|let me know|join|give me (?:the|a) (?:number|time|link)|get (?:a|the) (?:round|drinks)|please (?:clear|remember|remind|tell|note|confirm)|clear their)\w+/,
  new RegExp(
    `\\b(?:we|i|she|he|they|mum|dad|nan|neighbour|family|people|^)(?:'?s|'?ve)? ?(?:\\w+ )?needs? (?:some |a few |more |urgent |an? |any )*${needed}\\b|^(?:please |urgently )?needs? (?:some |a few |more |urgent |an? |any )*${needed}\\b|\\b(?:needed|wanted) (?:at|by|in|urgently|please|asap)\\b|\\blocked out\\b|\\b(?:door|lock|gate)\\b.{0,20}\\b(?:frozen|jammed|stuck)\\b.{0,20}\\bget (?:in|out)\\b`,
  ),
)

/** How plainly a folded text asks: for help outright, for something, or not at all. */
export function asksPlainly(folded: string): 'help' | 'something' | null {
  if (helpWanted(folded)) return 'help'
  return asksSomething(folded) ? 'something' : null
}

/** What friends, shops and swindlers write, and jokes: nothing that is asked of us. */
const smallTalk = anyOf(
  /\b(?:pass (?:me )?the|out of order|please (?:use|note|find|see|remember|remind)|smoke alarm needs|did you (?:get|see|hear|watch)|want to go home|how do i get to the (?!hospital|surgery|doctor|clinic|infirmary|rest)|would like (?:a room|to order|two|to book))\b|^(?:hi,? )?we(?:'re| are) (?:all )?(?:ok|okay|fine|safe|good|alright)\b(?!.{0,40}\b(?:need|please|help)\b)/,
  /\b(?:lol|haha\w*|rofl|lmao|birthday party|kick ?off|pub|pint|gig|book club|cinema|premier league|striker|goals?|penalty|match tonight|password|holiday|wedding|what do i wear|for the bathroom|blue or green|do you want a lift|god help us|window cleaner|plumber|recommend\w*|spreadsheet|on your way home|on the way home)\b|\b(?:love|babe|darling|hun) ?x*$/,
  /\b(?:full refund|refunds?|free quotes?|discount|voucher|loans?|call now|click (?:here|the|this)|order now|reply yes|limited offer|no obligation|tax return|subscribe|special offer|half price|for sale|pcm|vacanc\w+|earn (?:up to|extra)|parcel could not|account (?:has been|is) suspended|new number|verify)\b|https?:|www\.|\b\d+% off\b|£\d+ (?:off|pcm|voucher|free)|\bsend me £|\bwin a\b|\bhave won\b/,
)
export const isSmallTalk = (folded: string): boolean => smallTalk(folded)
