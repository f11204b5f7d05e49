import type { KindId } from '../../core/kinds.ts'

const any = (...patterns: readonly string[]): RegExp => new RegExp(`\\b(?:${patterns.join('|')})`)
const ours = "(?:(?:my|our|her|his|their|the|mum'?s|dad'?s|nan'?s|neighbours?'?s?|whole|this) )"
const home =
  '(?:house|home|flat|bungalow|kitchen|hall(?:way)?|cellar|basement|front room|lounge|porch|garage|shop|garden|gardens|street|road|estate|farm|close|downstairs|ground floor|caravan)'

/**
 * What says by itself that something is wanted, with no word of asking: "grit bin on Hill Top is empty". By kind; a kind
 * that is not here has to be asked for.
 */
const statements: Partial<Record<KindId, RegExp>> = {
  flood_help: any(
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
    '(?:run|ran|running|almost|nearly) out (?:of )?(?:\\w+ ){0,3}?(?:medic\\w+|tablets|pills|insulin|inhaler|tomorrow|today)|(?:medic\\w+|tablets|pills|insulin|antidepressants)\\b.{0,20}\\b(?:run|ran|running) out',
    '(?:no|not any|not|no more|without)(?: \\w+){0,3} (?:medic\\w+|tablets|pills|insulin)(?: left)?\\b|last (?:two |few |of (?:my|the) )?(?:tablets|pills)|for collection|(?:antibiotics|prescription|tablets|medicine) (?:is|are) (?:ready|waiting)|for my (?:wife|husband|mum|dad|mother|father|nan|son|daughter)\\b|script to (?:pick|collect)|to be collected',
  ),
  meal: any(
    "(?:haven'?t|not) (?:eaten|had (?:any|a)thing)|(?:can'?t|cannot|no way to) cook|cooker'?s? (?:is )?(?:off|broken)|nothing hot",
  ),
  lift: any(
    "no (?:taxis|buses|bus)\\b|(?:taxi|bus|buses)\\b.{0,15}\\b(?:isn'?t|let me down|not running|cancelled)|how (?:do |can )?i (?:can )?(?:get|go) to",
  ),
  welfare_check: any(
    "(?:not|isn'?t|aren'?t|doesn'?t|does not|won'?t|nobody'?s) (?:answer|reply|picking up|pick up)|(?:not|no ?one'?s|haven'?t|hasn'?t|not been|been) (?:been )?(?:heard from|seen (?!a |the |this |that |it|any)|heard)|no sign of",
    '(?:worried|concerned) (?:sick )?(?:about|for) (?:my|the|her|him|next|our|old)|curtains\\b.{0,20}\\b(?:shut|closed|drawn)|missing since|landline is dead',
  ),
  snow_ice: any(
    'snowed in|snow ?drift|sheet ice|skating rink|black ice|slippy|solid ice|frozen over|snow (?:against|blocking|to clear)',
    `(?:path|drive|steps?|road|pavement|lane|brae|hill|ramp|gate)\\b.{0,20}\\b(?:all ice|icy|ice|iced|frozen|snow)\\b|can'?t\\b.{0,25}\\b(?:for|through|out) the snow`,
  ),
  power: any(
    "(?:electric(?:ity)?|power|lights?|heating|boiler|gas|leccy)(?:'?s| is| are| has| have| went| been)* (?:just |all )?(?:gone|off|out|cut|down|failed|packed|broken|bust|been off|been cut)\\b(?! (?:bottle|ring|to|at \\w))",
    'no (?:power|electric(?:ity)?|heat(?:ing)?|lights?)\\b|without (?:power|electric(?:ity)?|heating)|lost power|power (?:cut|outage)|blackout|in (?:the dark|darkness)|power (?:went|off)|power lines? down|out of gas|freezing (?:cold )?(?:in here|and)|(?:cold|freezing) in (?:here|the house)',
  ),
  clean_up: any(
    '(?:tree|branch(?:es)?|fence panels?)\\b.{0,20}\\b(?:down|fallen|across|blown|all over)|(?:mud|silt|sludge|debris)\\b.{0,25}\\b(?:everywhere|all over|left|in the)|full of mud|left silt|everything (?:\\w+ )?(?:is )?ruined|tiles off',
  ),
  pet_care: any(
    "(?:cats?|dogs?|sheep|horses?|cows?|rabbits?)(?:'s| is| are)? (?:stuck|trapped|missing|lost)|lost (?:our|my) (?:dog|cat)",
  ),
  company: any(
    "lonely|(?:nobody|no one)(?:'s| has)? (?:spoken|to (?:talk|see|speak))|no one to (?:see|talk)|see a soul|seen nobody|feeling (?:really |so |very )?low|on my own all|know nobody|sit on my own",
  ),
  asset: any(
    '(?:drains?|gull(?:y|ies)|culverts?|grates?|screen|grid)\\b.{0,30}\\b(?:block\\w*|bunged|choc?ka|covered|clogged|overflow\\w*|full of)|(?:block\\w*|bunged|clogged|choked|down)\\b.{0,10}\\b(?:drains?|gull(?:y|ies)|culverts?)',
    '(?:grit|salt) ?bin\\b.{0,40}\\b(?:empty|needs?|low|top|fill)|no (?:salt|grit) (?:left )?in|manhole\\b.{0,15}\\b(?:lifted|missing|up|open)|defib\\w*\\b.{0,25}\\b(?:open|beeping|broken|missing|alarm)',
  ),
}

/** What is over, or only told: "power cut last night only lasted five minutes". */
const over =
  /(?<!since )\b(?:yesterday|last (?:night|week|month|year|winter|summer|time)|already|finished|(?:years|weeks|days|months) ago|touch wood|all (?:good|fine|sorted)|back on|power'?s back|we'?re (?:ok|fine)|we are (?:ok|fine)|only lasted|thankfully|says the|on time|in (?:19|20)\d\d|took it away|on (?:the )?(?:news|radio|telly|tv))\b/

/** True when a folded text says by itself that a kind of help is wanted now. */
export const statesNeed = (folded: string, kinds: readonly KindId[]): boolean =>
  kinds.some((kind) => statements[kind]?.test(folded)) && !over.test(folded)
