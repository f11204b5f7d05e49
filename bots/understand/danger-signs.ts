const person =
  "(?:i|he|she|we|they|it'?s my|mum|dad|mother|father|nan|grandad|grandma|aunt|uncle|wife|husband|son|daughter|brother|sister|baby|toddler|child|kids?|children|friend|neighbour|man|woman|lady|lad|girl|boy|someone|somebody|people|person|driver|partner)"
const parts = '(?:waist|chest|neck|chin|head|shoulders?|windows?|ceiling)'
const place =
  '(?:house|flat|kitchen|building|car|room|place|home|bungalow|bedroom|caravan|shop|barn|pan|van|sofa|roof|oven|cooker|next door|school|hall|pub|shed|bed|loft|garage|curtains)'

/** What says that life is at risk now, in English as it is texted, by what it is. */
export const signs: readonly RegExp[] = [
  /\b(?:not|isn'?t|no|stopped|stops|can'?t|cannot|can not|cant|hardly|barely|trouble|struggling|difficulty|problems?|unable to|without|bad(?:ly)?)(?: really| properly| even| to| with)? (?:breathing|breathe)\b(?! space)/,
  /\bbreathing (?:is |has |really |very |getting |gone )+(?:bad|worse|shallow|weird|stopped|funny|difficult|hard|laboured)\b|\b(?:not sure|can'?t tell|don'?t know) if \S+(?: is|'s)? (?:still )?breathing\b|\bno pulse\b|\bgasping for (?:air|breathe)\b|\bsuffocating\b/,
  /\b(?:unconscious|unresponsive|(?:lost|losing) consciousness|knocked out cold|in(?:to)? a coma)\b(?! bias)|\b(?:passed out|passing out)\b|\bnot (?:responding|waking|conscious|moving)\b(?! (?:house|to (?:my|the|our) (?:text|email|call|message)s?|home|on|much|until))/,
  /\b(?:won'?t|wont|can'?t|cant|cannot|not|doesn'?t|or) wake(?: up)?\b|\bcan'?t wake\b|\bfloppy\b|\bturn(?:ed|ing) (?:blue|grey)\b|\b(?:lips|face)\b.{0,8}\bblue\b|\b(?:going|gone|went) (?:blue|grey)\b/,
  new RegExp(
    `\\b${person}(?:'?s| has| have| just| is)* (?:just )?collapsed\\b|^collapsed\\b(?! (?:tree|wall|fence|shed|road))|\\b(?:house|building|roof|wall|ceiling|tree|tunnel|rubble)\\b.{0,30}\\b(?:on top of|on (?:us|him|her|me|them)|people in(?:side)?|family inside|in on|someone (?:in|under))\\b`,
  ),
  /\b(?:heart attack|cardiac arrest|chest pains?|pains? in (?:my|his|her|the) chest|(?:having|had|has had|got) a (?:massive )?stroke|stroke (?:symptoms|now)|angina)\b(?! (?:on a plate|when i|when we))/,
  /\bface (?:has |is )?(?:dropp|droop)\w*|\bslurr(?:ed|ing)\b|\b(?:having|had|another) an? (?:bad |big )?(?:seizure|fit|hypo)\b|\bseizures?\b|\b(?:is|he'?s|she'?s|keeps|started|been) fitting\b(?! (?:in|a|an|the|well|out|new|my|our|kitchens?|carpets?)\b)|\bconvuls\w+/,
  new RegExp(
    `\\b(?:${person}|is|'?s|are|am|was) choking\\b(?! (?:up|with (?:leaves|weeds)|on (?:his|her|my) (?:own )?words))|^choking\\b|\\b(?:overdose[ds]?|anaphyla\\w+|allergic reaction|epipen|throat (?:is )?(?:closing|swelling|swollen))\\b(?! on (?:choc|cake|sugar))`,
  ),
  /\btaken? (?:all|too many|a load of|lots of)(?: of)? (?:(?:his|her|my|the|their) )?(?:tablets|pills|medication|paracetamol)\b|\bswallowed (?:bleach|a battery|poison|pills|tablets|something)\b|\bpoison(?:ed|ing)\b/,
  /\bbleed(?:ing|s) (?:badly|heavily|a lot|to death|out|everywhere|from|so much|and won'?t|loads)\b|\b(?:won'?t|can'?t|cant|not|keeps?) (?:stop )?(?:the )?bleeding\b(?! the)|\b(?:lots? of|so much|loads of|losing|covered in) blood\b|\bblood (?:everywhere|pouring|all over)\b/,
  /\b(?:badly|seriously|severely) (?:hurt|injured|burnt|burned|cut|scalded)\b|\bsevere burns\b|\bcut (?:himself|herself|myself|his|her|my) (?:\S+ )?(?:badly|wrists?|throat|open)\b|\bcut my wrists\b|\b(?<!(?:chair|table|bed|sofa|desk|stool)(?:'s| has)?(?: got)? a )(?:broken|broke) (?:\S+ )?(?:hip|neck|back|leg|pelvis|femur)\b/,
  /\bcan'?t (?:move|feel) (?:his|her|my|their) (?:legs?|arms?|body|neck)\b|\bhit (?:his|her|my|their) head\b|\bhead injury\b|\b(?:hit|knocked down|run over|ran over|crushed|mown down) by an? (?:car|van|lorry|bus|train|tractor|motorbike|truck)\b/,
  /\b(?:trapped|pinned down|buried|crushed)\b(?! (?:nerve|wind|air|in (?:a|the|this|my) (?:\w+ )?(?:meeting|traffic|job|rut|queue|office|past|conversation)|in traffic|treasure|in (?:snow|leaves)$))|\bstuck (?:in|under|inside) (?:the|my|a|her|his|their) (?:car|tractor|tree|van|attic|loft|lift|drain|water|mud|river|rubble|lorry)\b(?!.{0,15}\btraffic\b)/,
  /\b(?:stuck|sitting|climbed|we'?re|we are|i'?m|i am|people|family|kids|children|someone|us|they'?re|they are|now|standing) (?:all |up |now |both )*on (?:the|my|our|a|their) roof\b|\b(?:on|onto) the roof (?:waiting|please|help|with|because|and the water|of the caravans?)\b/,
  new RegExp(
    `\\bwater(?:'?s| is| has)? ?(?:now |already |nearly |almost )?(?:reached |up |come |risen )?(?:to |at |past |over |above |by )?(?:my|our|his|her|their|the|your) ${parts}\\b|\\b${parts} (?:deep|high) (?:in )?water\\b`,
  ),
  /\b(?:drowning|drowns?|drowned|will drown|going to drown)\b(?! (?:in (?:\w+ )?(?:leaves|paperwork|emails?|work|debt|washing|admin|homework|my|his|her|it|sorrows?)|out|my sorrows))|\bswept (?:away|off|under|downstream|into)\b(?! (?:by (?:the )?(?:music|emotion|moment|romance|crowd|it all)|the (?:leaves|snow|dust)|leaves|my feet|her feet|his feet|off))|\bgoing under\b(?! (?:the knife|anaesthetic|the bridge))/,
  new RegExp(
    `\\b(?:fallen|fell|gone|went|slipped|pushed|jumped) (?:in|into|through) (?:the )?(?:river|canal|lake|weir|water|sea|beck|ice|pond|harbour|lock)\\b|\\b(?:${person}|body)(?:'?s| is| are)? (?:still )?in the (?:river|canal|lake|weir|water|sea|harbour)\\b|\\bcar(?:'?s| is)? (?:gone |went |in |into )+the (?:river|canal|water|lake|sea)\\b|\\bface ?down\\b|\\bcapsized?\\b`,
  ),
  new RegExp(
    `\\b${place}(?:'?s)?(?: is| has| was| are)? (?:now )?(?:on fire|in flames|ablaze|burning down|caught fire|alight)\\b|\\bfire in (?:the|my|our|a|her|his)\\b(?! (?:pit|grate|belly|hearth|park|garden))|\\b(?:house|flat|kitchen|chip pan|bedroom) fire\\b|\\bflames\\b(?! of)|\\b(?:i'?m|i am|he'?s|she'?s|we're|it'?s|is|are) on fire\\b(?! (?:today|tonight|lately|this|at the moment))`,
  ),
  /\b(?:full of|filling with|so much|thick|black) smoke\b|\bsmoke (?:everywhere|coming|pouring|inside)\b|\bexplo(?:sion|ded)\b|\bgas leak\b|\bsmell(?:s|ing)? (?:of |like |strongly of )?gas\b|\bgas smell\b|\bcarbon monoxide\b|\bco alarm\b.{0,20}\bgo(?:ing|ne) off\b/,
  /\bsuicid(?:e|al)\b(?! (?:prevention|squad|bomb\w*|mission|awareness|note in|rate)|,? (?:drama|film))|\b(?:kill|hang|hurt|harm(?:ing)?) (?:myself|himself|herself|themselves)\b|\bend (?:my life|his life|her life|it all)\b|\b(?:want|wants|wanted|wish) to (?:die|be dead|end it)\b|\bwish i (?:was|were) dead\b/,
  /\b(?:don'?t|dont|doesn'?t|no longer|not) want to (?:live|be here any ?more|be alive|wake up|carry on living)\b|\bcan'?t go on (?:living|any ?more|like this)\b|\b(?:going to|will|she'?ll|he'?ll|i'?ll|gonna|about to|threatening to) jump\b(?! (?:in the shower|in the car|on|at the chance|for joy))/,
  new RegExp(
    `\\b(?:will|going to|might|may|could|gonna|'ll|gunna) (?:all |probably |surely )?die\\b(?! (?:of (?:shame|embarrassment|boredom|laughing)|laughing|for))|\\b(?:${person}|(?<!\\b(?:battery|phone|laptop|plants?|car|boiler|signal|trees?|internet|bulb) ?)(?:is|are|am|'s|'re|'m)) dying\\b(?! (?:to|for|of (?:laughter|embarrassment|boredom|thirst|curiosity)|laughing|out|down))`,
  ),
  /\b(?:stabbed|stabbing someone|strangl(?:ed|ing)|being attacked|attacking (?:me|us|her|him|them|people)|beating (?:me|her|him|them|us) up|hurting (?:me|her|him|them)|electrocut\w+|electric shock|been shot|shooting at|hypothermi\w+|frostbite)\b/,
  /\b(?:has|got|with|have|holding|carrying) an? (?:big |kitchen )?(?:knife|gun|machete|axe|shotgun)\b(?! (?:and fork|block|sharpener|to (?:cut|clear|chop)))|\bkill (?:me|us|her|him|them)\b(?! if i'?m late|(?:'?s)? (?:for|if))|\bfreez(?:e|ing) to death\b/,
  /^(?:sos|mayday|999)\b(?! (?:red|calls?|pounds|quid|people))|\bsos\b|\bmayday\b|\b(?:call|ring|dial|phone|rang|called|rung|get) (?:for )?(?:999|112)\b|\blife (?:or|and) death\b|\blife (?:is )?(?:at risk|threatening|in danger)\b|\b(?:save|rescue) (?:us|me|my (?:baby|child|son|daughter|mum|dad|family))\b|\b999\b(?=.{0,20}\b(?:now|please|quick|hurry|help)\b)/,
  /\b(?:need|needs|send|call|get|want|ring for|phone) (?:for )?(?:an |the )?(?:ambulance|paramedics?|fire ?brigade|fire engine|fire service|police|emergency services|coast ?guard|air ambulance)\b(?! (?:station|number|today|check|officer to|car))|^(?:ambulance|police|fire)(?: please| now| quick| help)?$|\bdoing cpr\b|\bcpr now\b/,
  /\boxygen(?:'?s)?\b.{0,20}\b(?:run out|running out|ran out|nearly out|nearly gone|stopped|empty|finished)\b|\b(?:out of|no) oxygen\b(?! mask)|\b(?:waters? (?:have |has |just )?(?:broke|broken)|contractions?|giving birth|in labou?r|baby(?:'?s| is) coming now)\b(?! (?:party|camp|government))/,
  /\b(?:wall|tree|roof|landslide|mudslide|avalanche|chimney)\b.{0,20}\b(?:fell|fallen|came down|come down|hit|landed)\b.{0,30}\b(?:on (?:top of )?(?:him|her|us|me|them|someone|a man|a woman|people|a child)|inside|people|in on us|family)\b|\bstopped shivering\b|\blive (?:wire|cable)\b/,
]
