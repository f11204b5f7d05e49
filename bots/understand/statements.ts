import type { KindId } from '../../core/kinds.ts'
import { type QuickPattern, quick } from './quick.ts'

const any = (...patterns: readonly string[]): readonly QuickPattern[] =>
  patterns.map((pattern) => quick(new RegExp(`\\b(?:${pattern})`)))
const ours = "(?:(?:my|our|her|his|their|the|mum'?s|dad'?s|nan'?s|neighbours?'?s?|whole|this) )"
const fails =
  "(?:(?:'s|'ve|is|are|has|have|was|been|keeps?|just|all|now|still|completely|totally|got|gone|well|very) )*(?:off|out|gone|broken|broke|dead|died|packed (?:in|up)|not working|aren'?t working|isn'?t working|stopped working|won'?t (?:start|open|work|light|come on|shut|close)|conked out|bust|kaput|failed|blocked|choked|chocked|clogged|bunged|frozen|flooded|flooding|ruined|smashed|blown|fallen|collapsed|empty|emptied|overflowing|stranded|hanging|leaking|down|lethal|like glass|given up|run out|run dry|on fire|lifted|come up|backing up)"
const home =
  '(?:house|home|flat|bungalow|kitchen|hall(?:way)?|cellar|basement|front room|lounge|porch|garage|shop|garden|gardens|street|road|estate|farm|close|downstairs|ground floor|caravan)'

/**
 * What says by itself that something is wanted, with no word of asking: "grit bin on Hill Top is empty". By kind; a kind
 * that is not here has to be asked for.
 */
const statements: Partial<Record<KindId, readonly QuickPattern[]>> = {
  flood_help: any(
    `(?:water|river|beck|brook|dyke|ditch|stream|burn|rain|sewage|sea)\\b.{0,35}\\b(?:coming (?:in|up|over|across|through|under)|pouring|seeping|gushing|topped|burst|rising|over the (?:top|wall|bank)|halfway up|at the (?:door|step|back door|front door)|lapping|getting in|bubbling|backing up|nearly (?:in|at))`,
    "(?:it'?s|its) (?:coming|pouring|seeping|gushing|getting) (?:in|through|under|up|out of)\\b",
    `${home}s?(?:'s| is| are| has)? (?:\\w+ )?(?:flooding|filling|full of water|under ?water|a lake|awash|swimming|got about \\d)`,
    '(?:\\d+|two|three|four|six) ?(?:ft|foot|feet|inch(?:es)?) (?:of water|in |deep|up )',

    `water(?:'?s| is| was| has| keeps?)? (?:\\w+ )?(?:coming|pouring|seeping|getting|rising|rushing|running|bubbling|flowing) (?:in|up|under|through|over|out|into|down)`,
    `water(?:'?s| is)? (?:now |already )?(?:in|inside|at|under) ${ours}${home}`,
    `(?:foot|feet|ft|inch(?:es)?) of (?:flood ?)?water`,
    `(?:river|beck|brook|stream|burn|dyke|ditch)\\b.{0,20}\\b(?:burst|bust|overflow|overtopp|come over|over the|coming up|up to|reached|has reached)`,
    `(?:we'?re|we are|i'?m|${ours}?${home}(?:'?s| is| are| has| have)?) (?:\\w+ )?(?:being |been |getting |got |now )*flood(?:ed|ing)\\b`,
    `flooded (?:again|out|downstairs|and)\\b|^flood(?:ed|ing)\\b`,
    `(?:sewage|toilets?|drains)\\b.{0,25}\\b(?:back|coming)|${home}s? (?:is |are )?(?:under water|filling)|lapping|surface water building|like a river`,
  ),
  evacuation: any(
    'cut off|stranded|marooned|stuck upstairs|told (?:us|me|him|her|them) to (?:go|leave|get out|evacuate)|(?:had|have|got) to (?:leave|get out|be out|evacuate)\\b.{0,60}',
    'get (?:us|me|her|him|them|my \\w+) out',
  ),
  shopping: any(
    'out of (?:\\w+ )?(?:milk|bread|food|formula|nappies|water|everything)\\b(?! by | at )',
    "no (?:food|milk|bread|nappies|formula|clean water|drinking water) (?:left|in the|at all|here|for)|nothing in the (?:cupboards?|fridge)|cupboards?(?:'s| is| are) (?:bare|empty)",
    'taps? (?:are|is) dry|water(?: supply)? (?:is |has been )?(?:off|cut off)|no water (?:since|from|in the)|nothing to eat|no money for food',
  ),
  prescription: any(
    '(?:only|just) (?:got |have )?(?:\\w+ ){0,3}(?:days?|doses?|left)\\b.{0,25}\\b(?:tablets|insulin|medic\\w+|pills|inhaler)',
    '(?:tablets|medic\\w+|insulin|pills|inhaler|patches|meds|prescription)\\b.{0,30}\\b(?:run out|runs out|(?:are|is) at|waiting|ready|on the other side|the other side)',

    '(?:run|ran|running|almost|nearly) out (?:of )?(?:\\w+ ){0,3}?(?:medic\\w+|tablets|pills|insulin|inhaler|tomorrow|today)|(?:medic\\w+|tablets|pills|insulin|antidepressants)\\b.{0,20}\\b(?:run|ran|running) out',
    '(?:no|not any|not|no more|without)(?: \\w+){0,3} (?:medic\\w+|tablets|pills|insulin)(?: left)?\\b|last (?:two |few |of (?:my|the) )?(?:tablets|pills)|for collection|(?:antibiotics|prescription|tablets|medicine) (?:is|are) (?:ready|waiting)|for my (?:wife|husband|mum|dad|mother|father|nan|son|daughter)\\b|script to (?:pick|collect)|to be collected',
  ),
  meal: any(
    "(?:not|haven'?t|hasn'?t) (?:had|eaten|seen) (?:a |any )?(?:hot|proper|warm|cooked)",
    'had no (?:dinner|tea|lunch|food|supper|breakfast)',
    "cooker'?s? (?:is )?(?:electric|out|dead)",

    "(?:haven'?t|not) (?:eaten|had (?:any|a)thing)|(?:can'?t|cannot|no way to) cook|cooker'?s? (?:is )?(?:off|broken)|nothing hot",
  ),
  lift: any(
    "(?:taxi|lift|bus|car|train)s?\\b.{0,20}\\b(?:cancelled|let me down|won'?t start|wont start|broken down|not turned up|didn'?t turn up|aren'?t running|not running)\\b.{0,60}\\b(?:appointment|scan|hospital|clinic|work|chemo|dialysis|surgery)|(?:appointment|scan|hospital|clinic|chemo|dialysis|surgery)\\b.{0,60}\\b(?:cancelled|let me down|won'?t start|wont start|no way of|not running|are off)",
    'stranded at\\b.{0,40}\\bbus',

    "no (?:taxis|buses|bus)\\b|(?:taxi|bus|buses)\\b.{0,15}\\b(?:isn'?t|let me down|not running|cancelled)|how (?:do |can )?i (?:can )?(?:get|go) to",
  ),
  welfare_check: any(
    "(?:not|hasn'?t|hasnt|haven'?t|didn'?t) (?:opened?|drawn|put|taken|collected|been to|come to|touched)\\b.{0,30}\\b(?:curtains|bins?|milk|post|paper|blinds|door)",
    '(?:milk|newspapers?|papers|post|bottles)\\b.{0,25}\\b(?:piling|still on|on the step|on the mat)',
    "can'?t (?:raise|reach|get (?:hold|through))",
    'phone (?:goes|going|just goes) to voicemail',

    "(?:not|isn'?t|aren'?t|doesn'?t|does not|won'?t|nobody'?s) (?:answer|reply|picking up|pick up)|(?:not|no ?one'?s|haven'?t|hasn'?t|not been|been) (?:been )?(?:heard from|seen (?!a |the |this |that |it|any)|heard)|no sign of",
    '(?:worried|concerned) (?:sick )?(?:about|for) (?:my|the|her|him|next|our|old)|curtains\\b.{0,20}\\b(?:shut|closed|drawn)|missing since|landline is dead',
  ),
  snow_ice: any(
    `(?:path|drive|steps?|road|pavement|lane|hill|ramp|gate|close)\\b.{0,20}\\b${fails}`,
    "can'?t get (?:off|out of|up|down) (?:my|our|the) (?:drive|door|house|steps|hill|road|lane)",
    "snow'?s? (?:is )?(?:up to|against|over)|drifts? (?:over|against|up to)|haven'?t been out for",

    'snowed in|snow ?drift|sheet ice|skating rink|black ice|slippy|solid ice|frozen over|snow (?:against|blocking|to clear)',
    `(?:path|drive|steps?|road|pavement|lane|brae|hill|ramp|gate)\\b.{0,20}\\b(?:all ice|icy|ice|iced|frozen|snow)\\b|can'?t\\b.{0,25}\\b(?:for|through|out) the snow`,
  ),
  power: any(
    `(?:electric(?:ity)?|power|lights?|heating|heaters?|storage heaters?|boiler|radiators?|gas|meter|mains|everything)(?:'s)?\\b.{0,12}\\b${fails}\\b(?! (?:bottle|ring|to|at \\w))`,
    'perishing|pitch (?:black|dark)|no credit|freezer is defrosting|fridge is off|no hot water',

    "(?:electric(?:ity)?|power|lights?|heating|boiler|gas|leccy)(?:'?s| is| are| has| have| went| been)* (?:just |all )?(?:gone|off|out|cut|down|failed|packed|broken|bust|been off|been cut)\\b(?! (?:bottle|ring|to|at \\w))",
    'no (?:power|electric(?:ity)?|heat(?:ing)?|lights?)\\b|without (?:power|electric(?:ity)?|heating)|lost power|power (?:cut|outage)|blackout|in (?:the dark|darkness)|power (?:went|off)|power lines? down|out of gas|freezing (?:cold )?(?:in here|and)|(?:cold|freezing) in (?:here|the house)',
  ),
  clean_up: any(
    `(?:fence|fence panels?|trees?|branch|tiles?|slates?|roof|shed|chimney|trampoline|wall)\\b.{0,25}\\b(?:down|fallen|blown|off|smashed|in (?:my|our|the|next)|all over|on the)`,
    '(?:muck|mud|silt|sludge|filth|glass|debris|rubbish)\\b.{0,25}\\b(?:everywhere|all through|all over|through the|in every)',
    'left (?:an inch|\\w+ inches|a load|loads|a lot) of',
    'stinks of',
    "(?:everything|it)(?: is|'s) (?:ruined|wrecked)",

    '(?:tree|branch(?:es)?|fence panels?)\\b.{0,20}\\b(?:down|fallen|across|blown|all over)|(?:mud|silt|sludge|debris)\\b.{0,25}\\b(?:everywhere|all over|left|in the)|full of mud|left silt|everything (?:\\w+ )?(?:is )?ruined|tiles off',
  ),
  pet_care: any(
    "(?:cats?|dogs?|sheep|horses?|cows?|cattle|pon(?:y|ies)|rabbits?|hens|chickens|livestock|lambs|ewes)(?:'s| is| are| have| has)? (?:\\w+ )?(?:stranded|stuck|on an island|cut off|got out|loose|escaped|standing in|under water|trapped|missing)",

    "(?:cats?|dogs?|sheep|horses?|cows?|rabbits?)(?:'s| is| are)? (?:stuck|trapped|missing|lost)|lost (?:our|my) (?:dog|cat)",
  ),
  company: any(
    "(?:not|haven'?t|havent|hasn'?t) (?:spoken|talked|seen) (?:to )?(?:a soul|any ?one|any ?body)",
    "don'?t know (?:any ?one|any ?body|a soul)",
    'feel(?:ing)? (?:very |so |really |that |a bit )?(?:alone|lonely|isolated|low|down|cut off)',
    '(?:sees|see) no ?(?:one|body)',
    'evenings are (?:so )?long',
    'very quiet here',

    "lonely|(?:nobody|no one)(?:'s| has)? (?:spoken|to (?:talk|see|speak))|no one to (?:see|talk)|see a soul|seen nobody|feeling (?:really |so |very )?low|on my own all|know nobody|sit on my own",
  ),
  asset: any(
    `(?:drains?|gull(?:y|ies)|grates?|grids?|culverts?|manholes?(?: cover)?|(?:grit|salt) ?(?:bin|box)|trash screen|defib\\w*(?: cabinet)?|street ?lights?)(?:'s)?\\b.{0,35}\\b${fails}`,
    '(?:leaves|branches|rubbish|silt)\\b.{0,15}\\b(?:over|in|on|blocking|all over) (?:the )?(?:drain|grate|gully|grid|culvert)',
    'no (?:grit|salt)',

    '(?:drains?|gull(?:y|ies)|culverts?|grates?|screen|grid)\\b.{0,30}\\b(?:block\\w*|bunged|choc?ka|covered|clogged|overflow\\w*|full of)|(?:block\\w*|bunged|clogged|choked|down)\\b.{0,10}\\b(?:drains?|gull(?:y|ies)|culverts?)',
    '(?:grit|salt) ?bin\\b.{0,40}\\b(?:empty|needs?|low|top|fill)|no (?:salt|grit) (?:left )?in|manhole\\b.{0,15}\\b(?:lifted|missing|up|open)|defib\\w*\\b.{0,25}\\b(?:open|beeping|broken|missing|alarm)',
  ),
}

/** What is over, or only told: "power cut last night only lasted five minutes". */
const over = quick(
  /(?<!since )\b(?:yesterday|last (?:night|week|month|year|winter|summer|time|autumn|spring|monday|tuesday|wednesday|thursday|friday|saturday|sunday)|already|finished|(?:years|weeks|days|months|decades|centur(?:y|ies)) ago|touch wood|all (?:good|fine|sorted|safe)|back on|power'?s back|we'?re (?:ok|fine|all fine|all ok)|we are (?:all )?(?:ok|fine|safe)|only lasted|thankfully|says the|on time|in (?:17|18|19|20)\d\d|of (?:17|18|19|20)\d\d|took it away|on (?:the )?(?:news|radio|telly|tv|film)|remember(?: the| when)?|used to|in the (?:\w+ies|war|film|book)|when i was|insurance|resurfacing|re ?paired|been fixed|panic over|nowhere near|police (?:said|are)|firefighters|according to|reported|residents|minister|council (?:said|says|approves))\b/,
)

/** True when a folded text says by itself that a kind of help is wanted now. */
export const statesNeed = (folded: string, kinds: readonly KindId[]): boolean =>
  kinds.some((kind) => statements[kind]?.some((pattern) => pattern.test(folded))) && !over.test(folded)
