import type { KindId } from '../../core/kinds.ts'

const home =
  '(?:house|home|flat|bungalow|kitchen|hall(?:way)?|cellar|basement|front room|living room|lounge|porch|garage|shop|door|step|garden|street|floor|garden|carpet|cottage|room|airbricks?)s?'
const relative =
  '(?:mum|mother|dad|father|nan|grandma|grandad|aunt|uncle|sister|brother|son|daughter|wife|husband|neighbours?|her|him|them|lady|man|couple|friend)'

/**
 * What a need of each kind sounds like beside the words of core/kinds.ts: 'the boiler has packed in'.
 */
export const kindPatterns: Readonly<Record<KindId, readonly RegExp[]>> = {
  flood_help: [
    new RegExp(
      `\\bwater(?:'?s| is| was| has| keeps?)? (?:now |still |just |almost |nearly |well |started )?(?:com(?:e|es|ing)|pouring|seeping|getting|rising|rushing|lapping|running|bubbling|leaking|flowing|got|inside|in|through|under|at|up to|over|under)\\b(?!.{0,20}\\b(?:tap|bottle|bill|pipes?)\\b).{0,30}\\b(?:${home}|rising|up|in)\\b`,
    ),
    new RegExp(`\\bwater (?:in|inside|under|at) (?:my|our|the|her|his|their) ${home}\\b`),
    /\b(?:foot|feet|inch(?:es)?|ft|cm) of (?:water )?.{0,20}\bwater\b|\b(?:foot|feet|inch(?:es)?|ft) of water\b/,
    /\b(?:river|beck|brook|stream|burn|canal|dyke|sea|rhyne)(?:'?s| is| has| was)? (?:(?:come|coming|gone|now|well|just|about to|nearly|overflow\w*|burst\w*|bust|rising|up|over|in|through|top\w*)\s?)+\b/,
    /\b(?:sewage|sewer|toilets?|drains)\b.{0,30}\b(?:back(?:ing|ed)? up|coming (?:up|in)|overflow\w*)\b/,
    /\bgardens? (?:is |are )?(?:under water|filling up|flood\w*)\b|\bflood ?(?:boards?|gates?|barriers?|doors?|defences?)\b/,
    /\b(?:overtopp|overflow|overspill)\w*\b|\bsurface water\b|\b(?:water|river|it'?s)\b.{0,25}\bcoming in (?:through|under|over|at)\b|\b(?:river|water|flood) (?:has |is |'s )?(?:now )?(?:reached|at|near|on|up to) (?:the|our|my)\b|\bflooded (?:us )?out\b|\bswimming in water\b|\blapping (?:at|against|over|round)\b|\blike a river\b|\bgoing to (?:be )?flood(?:ed)?\b|\b(?:move|carry|lift|shift|get).{0,30}\b(?:upstairs|off the floor)\b/,
  ],
  evacuation: [
    new RegExp(
      `\\bget (?:us|me|my|our|her|him|them)(?: ${relative})?\\b.{0,15}\\bout\\b(?! of (?:bed|bath|my mind|the way))`,
    ),
    /\b(?:need|have|got|must|told|want|wants?|trying)(?: us| me)? to (?:leave|get out|be moved|move out|go to the rest)\b(?! the house for| for| at \d)/,
    /\bcome and (?:get|fetch|rescue) (?:us|me|them|her|him)\b|\b(?:we|i|they|you) must leave\b|\b(?:needs?) (?:evacuating|rescuing)\b|(?:^|\b(?:i|we|mum|dad|nan|they) )needs? picking up\b(?! from (?:the |a )?(?:infirmary|hospital|clinic|surgery|station|airport|school|work|a&e))|(?<!can'?t |cannot |cant )\bleave (?:our|my|her|his|their|the) (?:home|house|flat)\b|\bleave home\b/,
    /\b(?:cut off|stranded|marooned|stuck upstairs|surrounded by water|water all (?:a)?round)\b/,
    /\b(?:get|go|take|taken|lift|transport|way|bring)\b.{0,15}\bto (?:the |a )?(?:rest|evacuation|reception) centre\b/,
    /\b(?:somewhere|anywhere|place|nowhere|room) (?:we can |i can |for us |warm |safe )?(?:to )?(?:stay|sleep|go)\b(?!.{0,12}\b(?:out|shopping)\b)/,
    /\bput up a (?:family|couple)\b|\b(?:spare (?:bed)?rooms?|(?:rooms?|beds?) (?:free|available))\b|\b(?:fetch|rescue|evacuat\w+) (?:us|me|people|folk)\b(?! (?:a|an|some|any|my|our|food|\d))|\b(?:need|send|with) a boat\b|\b(?:boat|help|get)\b.{0,20}\b(?:folk|people) out\b/,
    /\bevacuating\b|\btold (?:us|me|him|her|them|everyone) to (?:go|leave|get out|evacuate|move out)\b|\b(?:be|get) out by\b|\b(?:nearest|a|need|any) (?:emergency )?shelter\b|\b(?:get|getting|take)\b.{0,20}\boff the (?:site|roof|island|caravan)|\bhomeless\b|\bhad to leave (?:our|my|the|home)\b/,
  ],
  shopping: [
    /\bout of (?:(?!dog|cat|pet)[a-z]+ ){0,2}?(?:milk|bread|food|formula|nappies|water|tea ?bags|toilet roll|loo roll|everything)\b/,
    /\b(?:no|not any|any|without) (?:milk|bread|food|formula|nappies|drinking water|toilet roll|loo roll|clean water)\b/,
    /\b(?:need|fetch|get|bring|pick up|want|buy|collect|send|left of|bits of)\b.{0,25}\b(?:milk|bread|loaf|eggs|tea ?bags|nappies|formula|(?<!hot |warm |cooked |dog |cat |pet )food(?! bank)|provisions|loo roll|toilet roll|messages from|bits from|shop(?! stock)|click and collect|food bank|food parcel|tins|tinned food)\b/,
    /\b(?:food bank|food parcel|click and collect|baby formula|sanitary towels|toilet roll|loo roll|weekly shop|tinned food|non ?perishables?)\b/,
    /\b(?:drinking|bottled|clean) water\b|\b(?:bottles?|cases?) of (?:water|bottled)|\bno water (?:since|from|supply|here|at all|in the)|\b(?:taps? (?:are|is) dry|water (?:supply )?(?:is |has been )?(?:off|cut off))\b/,
    /\bgo(?:ing)? (?:to the )?(?:shop|shops|tesco|asda|co-?op|supermarket|sainsbury'?s|aldi|lidl|morrisons)\b|\b(?:bits|things|stuff|few \w+) from (?:the )?(?:tesco|asda|co-?op|shop|aldi|lidl|sainsbury'?s|morrisons|spar)\b/,
    /\bnothing in the (?:cupboards?|fridge|house)\b|\bcupboards?(?:'s| is| are) (?:bare|empty)\b|\b(?:big|weekly|food) shop\b|\bformula milk\b|\b(?:hungry|starving)\b.{0,30}\bno money\b|\bno money for food\b|\bnothing to eat\b/,
  ],
  prescription: [
    /\b(?:my|his|her|mum'?s|dad'?s|our|their|the|heart|pressure|pain|more|no) (?:pills|meds|tablets|painkillers|medication|medicine|warfarin|antibiotics|antidepressants|epilepsy medicine)\b/,
    /\b(?:need|get|fetch|collect|pick up|bring|out of|buy)\b.{0,25}\b(?:calpol|paracetamol|ibuprofen|antibiotics|painkillers|warfarin|antidepressants|catheter|dressings|oxygen cylinders?|oxygen|pills|eye ?drops|epi ?pen)\b/,
    /\b(?:(?:at|from|to) (?:the )?(?:boots|lloyds|pharmacist|chemists|dispensary)|catheter bags|oxygen cylinders?|chemist runs?)\b/,
    /\bscript to (?:pick|collect)|\b(?:pick|collect)\w*.{0,12}\bscript\b|\bdiabetic\b.{0,30}\b(?:medic\w+|insulin|tablets)\b|\bpills (?:left|have|ran|run)\b|\bantidepressants\b/,
  ],
  meal: [
    /\b(?:hot|warm|cooked|halal|veggie|proper) (?:food|meals?|dinner|tea|something)\b|\bsomething (?:hot|warm|cooked|veggie) (?:to eat|to drink)\b/,
    /\b(?:no way to|can'?t|cannot|unable to) cook\b|\bcooker'?s? (?:is |has )?(?:off|broken|packed)\b/,
    /\b(?:some|our|for|us|the) tea (?:for|tonight|at|please|made)\b|\bsome tea for\b|\bnothing hot\b|\bhungry\b|\bstarving\b|\b(?:haven'?t|not|hasn'?t) (?:had (?:any|a)thing to eat|eaten|had a (?:hot )?meal)\b/,
    /\b(?:made|cooked|baked|got|have|leftover|left over|spare|make|pan of|pot of|bit of).{0,25}\b(?:soup|stew|curry|lasagne|casserole|chilli|pies?|scones?|quiche|broth|biryani|roast|sandwiches|pasta|rice|dinners?|cakes?|dal)\b/,
    /\b(?:portions?|plates?|servings?)\b|\bfeeds \d/,
  ],
  lift: [
    /\b(?:any ?one|any ?body|some ?one) (?:going|driving|heading) (?:to|from|into|towards)\b/,
    /\b(?:give|need|needs|want|offer|any ?one|any chance of)\b.{0,15}\b(?:a )?(?:lifts?|ride|run)\b(?! out of)(?=.{0,12}\b(?:to|into|for|from|home|in|back|please|needed|anyone)\b|$)/,
    /\blifts?\b (?:needed|wanted|required|for|to|into)\b|\bgive (?:us |me |people )?(?:a )?lifts?\b|\boffer lifts?\b/,
    /\b(?:run|take|taking|drive|get|bring|fetch|collect) (?:me|us|my \w+|mum|dad|him|her|people|someone|anyone|them|our \w+)\b.{0,15}\b(?:to|from|for|in) (?:[a-z]+ ){0,4}?(?:doctors?|surgery|hospital|clinic|appointments?|work|station|town|school|dialysis|chemo|jab|dentist|half \d+|scan|royal|infirmary|airport|physio)\b/,
    /\b(?:needs?|has|have) (?:to get|taking|transport|to go|to be taken)\b.{0,12}\bto (?:[a-z]+ ){0,3}?(?:doctors?|surgery|hospital|clinic|appointments?|work|station|town|dialysis|chemo|jab|dentist|scan|day centre)\b/,
    /\b(?:how (?:do |can )?i (?:can )?(?:get|go)|get(?:ting)?) to (?:the |my )?(?:hospital|doctors?|surgery|appointment|clinic|chemo|dialysis|work)\b/,
    /\b(?:drive|take) (?:anyone|anybody|people|someone|folk|carers|nurses|patients|key workers|staff)\b.{0,30}\b(?:to|appointments)\b|\btransport (?:required|needed|to|for)\b|\b(?:any ?one|any ?body) driving\b|\b(?:taxi|bus|buses|train|car|ambulance transport)\b.{0,20}\b(?:isn'?t|not|won'?t|let me down|cancelled|didn'?t|broken|off)\b.{0,25}\b(?:appointment|physio|hospital|clinic|work|operation|scan)?|\b(?:be|get) (?:at|to) the (?:infirmary|hospital|clinic|surgery|doctors?)\b|\bvaccinations?\b|\b(?:needs? |if anyone needs )transport\b/,
    /\bno (?:taxis|buses|bus|trains)\b.{0,40}\b(?:pick|drive|lift|take|get|appointment)\b|\bpick (?:me|us) up\b|\b(?:nurse|carers?|midwife)\b.{0,40}\b(?:lift|bring her|4x4)\b|\btake me\b(?! seriously| off| back)(?: |$)/,
  ],
  welfare_check: [
    /\b(?:milk|newspapers?|papers|post|bottles)\b.{0,25}\b(?:piling|still on the|on the (?:step|mat))\b/,
    new RegExp(
      `\\bchec?k(?:ing|s)? (?:up )?(?:on|in on)\\b|\\b(?:look|pop|call|drop|go|nip) (?:in on|round to see|in to see|and see|see)\\b|\\b(?:pop|call|go|drop)(?:ping|s)? (?:in on|round)\\b(?=.{0,40}\\b${relative}\\b|$|.)`,
    ),
    /\bknock(?:ing)? (?:on|at|for)\b|\b(?:make|making) sure (?:\S+ ){1,4}?(?:ok|okay|all right|alright|safe|fine|well)\b|\bsee if (?:\S+ ){0,3}?(?:ok|okay|all right|alright|safe|fine|shes|hes)\b/,
    /\b(?:not|isn'?t|aren'?t|doesn'?t|won'?t|nobody'?s|no one'?s|never) (?:been |is )?(?:answer(?:ing)?|replying|reply|picking up|pick up|seen|been seen|been out)\b/,
    /\b(?:haven'?t|have not|not|hasn'?t) (?:heard (?:anything )?(?:from|back)|seen|been seen|been out)\b(?! (?:a|any|the|such|this) )|\bno sign of\b|\bcan'?t get (?:hold of|through to)\b/,
    /\bcurtains\b.{0,15}\b(?:shut|closed|drawn)\b|\bmilk'?s? (?:is )?still on the step\b|\b(?:worried|concerned) (?:sick )?(?:about|for) (?:my|the|her|him|them|next|our|old|an?)\b|\b(?:send|ask) (?:someone|somebody|a volunteer) (?:round|to see)\b|\bgo(?:es)? round\b(?=.*\b(?:mum|dad|nan|phone|ok|alright|she|he|her|him)\b)|\bcan someone check\b/,
    new RegExp(`\\bmissing (?:since|for|from)\\b|\\b${relative} (?:is |has been |has gone |went )missing\\b`),
  ],
  snow_ice: [
    /\b(?:skating rink|sheet ice|snow ?drifts?|snow ?plough|frozen over|solid ice|ungritted|frozen path|salting|rock salt)\b|\bsnow (?:against|blocking|up to)\b|\bdrives? for\b/,
    /\b(?:clear|shovel|dig|grit|salt)\w*\b.{0,20}\b(?:drive|path|pavement|steps?|paths|ramp|snow|ice|road|lane)\b(?!.{0,10}\b(?:tree|leaves)\b)/,
    /\bdig (?:me |us )?out\b|\b(?:put|spread|some|bit of) (?:grit|salt)\b|\b(?:well |very |dead |proper )slippy\b|\bslip(?:ped|s)? on the ice\b/,
  ],
  power: [
    /\b(?:electric(?:ity)?|power|lights?|heating|boiler|gas|mains)(?:'?s| is| are| has| have| was| went| been| had)* (?:just |all )?(?:gone|off|out|went|cut|down|failed|packed in|packed up|broken|bust|dead|not working|tripped|been off|been out|been cut)\b/,
    /\b(?:no|without|lost|lose) (?:any )?(?:power|electric(?:ity)?|heat(?:ing)?|lights?|gas)\b|\bpower ?(?:cut|outage|failure)\b|\bpower lines?\b.{0,12}\bdown\b|\bblackout\b|\bin (?:the dark|darkness)\b|\b(?:get|keep|come and get) warm\b|\bboil a kettle\b|\bfuses?\b|\bno (?:heat|heating) or\b/,
    /\b(?:power ?bank|camping stoves?|torch(?:es)?|candles|fan heater|gas heater|gas bottles?|generators?|gas (?:ring|stove|hob))\b|\b(?:charge|charging) (?:my |our |a |your |their )?(?:phones?|mobile|nebuliser)\b|\bneeds? charging\b/,
  ],
  clean_up: [
    /\b(?:clean(?:ing|ed)?|clear(?:ing|ed)?|tidy(?:ing)?|mop(?:ping)?|sweep(?:ing)?)\b.{0,12}\b(?:up|out|mess|mud|silt|cellar|hall|garden|after)\b(?!.{0,6}\b(?:snow|ice)\b)/,
    /\b(?:mud|silt|sludge|pressure washer|jet wash|sodden|chainsaw|clear fallen)\b|\b(?:rip|take|get|pull) (?:the |up |out )*carpets?\b|\bhelp to clean\b|\bblown (?:over|down|off)\b|\bscrub\w*\b|\b(?:dehumidifiers?|wet vac)\b|\binto (?:the|a) skip\b|\bmess\b/,
    /\b(?:tree|branch(?:es)?|fence(?: panels?)?|trees)\b.{0,15}\b(?:down|fallen|blown|come down|across|all over|blocking|on (?:my|our|the))\b|\b(?:roof )?tiles off\b|\bto the tip\b|\bruined furniture\b/,
  ],
  pet_care: [
    /\bfood\b.{0,15}\bfor (?:the|my|our) (?:dogs?|cats?|animals|horses|pets|sheep|hens)\b/,
    /\b(?:horses?|sheep|cows?|cattle|chickens?|hens?|budgie|hamster|guinea pigs?|parrot|ponies|pony|puppy|kitten|terrier|spaniel|labrador|kennels?|dog ?sitter|livestock|donkeys?|goats?|cats|hutch|tortoise|labradors?|collie|animals|hay|vet nurse)\b/,
    /\b(?:walk|feed|look after|mind|foster|sit|move|find|lost|have)\b.{0,15}\b(?:dogs?|cats?|rabbits?|pets?|budgie|animals)\b/,
  ],
  company: [
    /\b(?:natter|chin ?wag|visitor|cuppa|someone to (?:talk|chat|speak)|somebody to (?:talk|chat|speak)|chat with|have a chat|like a chat|friendly face|befriend\w*|speak english with|fancy a brew|see a soul|play (?:dominoes|cards|chess))\b/,
    /\b(?:nobody|no one|noone)(?:'?s| has)? (?:spoken|talked|speaks|visits|comes|to talk)\b|\bhave seen nobody\b|\b(?:no ?one|nobody) to (?:see|talk|speak|chat)\b|\b(?:sit|spend|be) (?:\w+ )?on my own\b|\bi know nobody\b|\b(?:dead|so|very|really|get|feeling|feel|who'?s|am|i'?m) lonely\b|\bisolated\b|\blonely\b/,
    /\b(?:use|like|want|love|need|some|bit of) (?:some |a bit of |the )?company\b(?! (?:car|van|policy))|\bphone calls? (?:would help|to anybody|to anyone|to people)\b|\bfeeling (?:really |so |very )?(?:low|down)\b/,
  ],
  asset: [
    /\b(?:drains?|gull(?:y|ies)|culverts?|grates?|grids?|trash screen|soakaway)\b.{0,40}\b(?:block\w*|bunged|full|choc?ka|covered|clogged|overflow\w*|branches|leaves|looking at|lifted)\b/,
    /\b(?:block\w*|bunged|clogged)\b.{0,12}\b(?:drains?|gull(?:y|ies)|culverts?|grates?|grids?)\b|\b(?:grit|salt) ?bins?\b|\bmanhole\b|\bdefib\w*\b|\bstorm drains?\b/,
    /\b(?:clear|clean)\w* (?:the |out |our )*(?:gull(?:y|ies)|drains?|culverts?|grids?|grates?)\b/,
  ],
  other: [],
}
