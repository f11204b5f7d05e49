import { type KindId, kindIds, kinds } from '../../../core/kinds.ts'

/** What somebody says about a question, before it is known which. `cant` may refuse a request or give up a job. */
export type Spoken =
  | 'yes'
  /** "I'd love to": a yes, unless a "but" follows. */
  | 'wish'
  | 'no'
  | 'cant'
  | 'reason'
  | 'drop'
  | 'weak'
  | 'thanks'
  | 'maybe'
  | 'on_the_way'
  | 'arrived'
  | 'done'
  | 'not_done'

const spoken: Readonly<Record<Spoken, readonly string[]>> = {
  yes: [
    'y+e+s+h?|yse|yesd|yws|ys|y+e+a+h*|yh|ye|yeh|yas+|yep+|yup+|aye|ok yes|absolutely|definitely|certainly|of course|affirmative',
    "count me in|i'?m in|i'?m up for (?:it|that)|put me down|leave (?:it|that) (?:with|to) me|i'?m on it|on it|go on then|i accept",
    "(?:i'?m |we'?re )?(?:more than )?(?:happy|glad) to(?: help| do)?",
    'will do|can do|can help|can come|can go|(?:i|we) (?:can|will)(?: (?:do|help|come|go|take|manage|make it|get there|be there|pop (?:over|round)))?',
    "(?:i|we)'ll (?:do|take|go|come|help|be there|pop (?:over|round|out))|ill (?:do|take|go|come|help)",
    "(?:i'?m |we'?re )?(?:free|available|able)(?: to (?:help|come|go|do))?",
  ],
  wish: [
    "(?:i'?d |i would |would )?(?:love|like|have loved|be happy|be glad) to(?: help| do| come| go)?|i would|i'?d normally",
  ],
  no: [
    'n+o+|nop|nope+|nah+|naw|no can do|count me out|negative|not me|not (?:today|now|tonight|this time)|no thanks|no thank you|no ty|no way',
    "i'?ll pass|(?:i'?m )?afraid not",
  ],
  cant: [
    "(?:i |we )?(?:really |just )?(?:can'?t|cannot|can not|cnt|won'?t be able to|couldn'?t)(?: (?:make it|make|come|do|help|go|manage|get there|be there|take))?",
    "(?:i'?m |i am |we'?re )?(?:unable|not able) to(?: (?:make it|make|come|do|help|go))?|(?:i'?m )?afraid i can'?t",
    'not (?:possible|able)|too far(?: for me| away)?',
  ],
  reason: [
    "(?:i'?m |i am |we'?re |we are |as i'?m |still )?(?:away|busy|at work|working(?: tonight| today)?|ill|poorly|sick|abroad|on holiday|in bed|out of (?:town|the area)|stuck at work|on shift|not (?:free|around|available|well|in|home))",
    "(?:i'?m |we'?re )?(?:off sick|looking after (?:the )?(?:kids|grandkids))|(?:i'?ve |we'?ve )?got (?:covid|flu|the kids|work)",
  ],
  drop: [
    "(?:i |we )?(?:can'?t|cannot|cnt|won'?t be able to)(?: (?:make it|come|do it|do this|do that|go|help))? (?:after all|any ?more)",
    "(?:i'?ll |i |i've |i'm )?(?:have |need |got |going |gonna )(?:to )?(?:drop|pull) out|drop(?:ping)? out|pull(?:ing)? out",
    "something'?s? (?:has |just )?come up|(?:i )?can no longer (?:come|make it|do|help)|no longer able to (?:come|make it|do|help)",
  ],
  weak: [
    'o+k+|okay|okey dokey?|oki|kk?|great|fine|sure|lovely|perfect|brilliant|cool|fab|np|no (?:problem|worries|probs|bother|prob)|sounds good|alright|all (?:good|ok|okay|fine|right)',
    "got it|noted|understood|that'?s (?:fine|ok|okay|great|good)|good",
  ],
  thanks: [
    "thanks?(?: you)?(?: so much| very much| all| everyone| again| anyway)?|many thanks|thank ?u|thx|tx|ta|tysm|ty|cheers|much appreciated|bless you|you'?re welcome|well done(?: all| everyone)?",
    "(?:i'?m |so )?(?:glad|good|great|pleased|happy|relieved)(?: to (?:hear|know))?(?: that)? (?:it'?s|its|they'?re|you'?re|that'?s|everything'?s|everyone'?s|somebody'?s|someone'?s) (?:all )?(?:been )?(?:sorted|covered|done|ok|okay|fine|safe|well|helping|got it)",
    'good (?:news|to (?:hear|know))|glad to help|happy to have helped|any ?time',
  ],
  maybe: [
    "(?:i )?(?:may|might|could)(?: be)?(?: able to)?(?: do| help| come| go| manage)?|maybe|possibly|perhaps|probably|hopefully|not sure|unsure|depends|dunno|don'?t know",
    "(?:i'?ll |i will |i'?m going to |gonna |let me )(?:try|check|see|ask|think|find out|let you know|get back to you)(?: and see)?|let you know|i (?:think|guess|suppose|hope)(?: so)?|should (?:be able to|be ok|be fine|be free|manage)",
    '(?:give me|gimme|just) a (?:min|mins|minute|sec|moment)|hang on|hold on|bear with me',
  ],
  on_the_way: [
    "(?:i'?m |i am |we'?re |we are |am )?(?:now |just )?(?:on (?:my|our|the) way|omw|setting off|set off|leaving|heading (?:over|there|out|round|off)|en ?route)(?: now| to)?",
    "(?:i'?m |i am |we'?re |we are |am )?coming(?: (?:over|round))?(?: now)?|(?:i'?ve |we'?ve )?just left|off (?:there )?now",
  ],
  arrived: [
    "(?:i'?m |i am |we'?re |we are |im |now |just )(?:here|there|outside|on site)(?: now)?|(?:i'?ve |we'?ve |just |have )?arrived(?: now| at)?",
    "(?:i'?m |i am |we'?re |just )?at the (?:door|house|gate|address)(?: now)?|(?:just )?got (?:here|there)|outside(?: now)?|on site",
  ],
  done: [
    "(?:it'?s |it is |that'?s |job'?s? |i'?m |i am |we'?re |i'?ve |we'?ve |been |have )*(?:all |now |just )?(?:done|finished|sorted|completed?|dropped off|delivered)(?: it| now| with)?",
  ],
  not_done: [
    "(?:it'?s |it is |that'?s )?(?:still )?(?:not|isn'?t|isnt) (?:yet )?(?:done|finished|sorted|fixed)(?: yet)?|not yet|(?:still )?(?:haven'?t|hasn'?t)(?: been)? (?:finished|done|started|come)(?: yet)?",
    "(?:nobody|no one|noone|he|she|they) (?:never )?(?:came|turned up|showed up|hasn'?t (?:come|been))",
  ],
}

const days = 'monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tues|weds|thurs|fri|sat|sun'

/** Words that say nothing by themselves, and those that hold a text together. */
const others = {
  correction: [
    '(?:oh |oops |ah |argh )?(?:no )?wait(?: sorry)?|(?:sorry |oops |no )?(?:,? ?)i mean(?:t)?(?: to (?:say|put|type|text|send))?|meant(?: to (?:say|put|type|text|send))?|oops+|whoops|correction|scrap that|(?:sorry )?ignore (?:that|my last|the last)(?: one| text| message)?',
    '(?:sorry )?wrong (?:one|letter|number|button|key)(?: sorry)?|(?:sorry )?typo|my mistake|should (?:be|have been|say)|(?:no )?actually(?: no(?= \\S))?|make that|\\*',
  ],
  not: ['(?:but )?not(?: to)?|instead of|rather than|except|apart from'],
  join: ['and(?: also)?|n|plus|too|also|as well|&|\\+|/'],
  or: ['or'],
  all: ['both(?: of (?:them|those))?|all(?: of (?:them|those)| three| four| five| 3| 4| 5)?|the lot|everything|each'],
  none: ['neither(?: of (?:them|those))?|none(?: of (?:them|those))?'],
  either: [
    'either(?: of (?:them|those)| one)?|any(?: of (?:them|those)| one)?|one of (?:them|those)|whichever|(?:the )?(?:nearest|closest|easiest)(?: one)?',
  ],
  ordinal: [
    '(?:the )?(?:first|1st|second|2nd|third|3rd|last|latest|other|new|newest|earlier|previous|next|top|bottom)(?: one| job| request| message| text)?',
  ],
  asks: [
    "is|are|do (?:you|i|we|they)|does|did|can (?:you|i|we|someone|anyone|somebody)|could (?:you|i|we|someone|anyone)|would (?:you|it|i)|will (?:you|it|there|they)|what(?:'?s)?|wat|where(?:'?s)?|when (?:is|are|do|does|will|can|should)|who(?:'?s)?|why|how|which|shall i|should i|has|have you|any (?:news|update)|am i|wot",
  ],
  word: [
    'no ?one|nobody|no (?:idea|news|sign|answer|signal here)|no (?:power|water|electric\\w*|heating)(?= (?:at|here|in|on|since|for|still|yet|now|or|either|all)\\b)|i can (?:see|hear|smell|tell|imagine)|yes i know',
    "(?:i |we )?(?:can'?t|cannot) (?:find|see|hear|open|park|read|get in)(?: (?:the|it|a|your|any|to|him|her|them|you|where))*",
    "(?:i'?ll|(?:i|we|he|she|they) (?:will|should|can|might|could)|we'?ll|she'?ll|he'?ll|they'?ll) be (?:at|outside|in|by|near|waiting|stood|sat)(?: (?:the|your|my|our) [\\p{L}]+)?",
  ],
  after_all: ['after all|any ?more'],
  condition: [
    'but|if|unless|until|til+|after|from|only|when|once|as long as|provided|though|although|because|cos|before|at|around|about|by|later(?: on)?|tomorrow|tonight|this (?:afternoon|evening|morning)|in the (?:morning|afternoon|evening)|next (?:week|time|month)|first thing|within|without|with|in',
    `(?:on |this |next )?(?:${days})|no (?:car|van|lifting|stairs)|only got|need (?:someone|somebody|a hand|a lift)|for (?:an? |\\d)`,
  ],
  note: [
    "(?:i|we)(?:'ll| will| can)? ?(?:bring|fetch|drive|walk|cycle|collect|drop|head|set off|leave|use|grab)|(?:can|will|could) (?:bring|drive|walk|fetch|collect)|bringing|(?:i'?ll|i can) (?:get|pick|be)",
    "(?:i'?ve |i have |we have |have |got )+(?:a |my |the )?(?:van|car|trailer|pump|boots|wellies|4x4|bike|spare \\w+)|(?:me and )?my (?:wife|husband|son|daughter|mate|friend|brother|sister|partner|lad)",
  ],
  filler: [
    "(?:hi|hello|hey|hiya|thanks|morning|evening|afternoon|dear) (?:all|everyone|both|team|folks|there)|bye all|a bit|i|we|it|its|it'?s|that|this|these|those|them|to|the|for|of|do|doing|on that|so|very|sorry|soz|apologies|please|pls|plz|hi|hello|hey|hiya|morning|afternoon|evening|good (?:morning|afternoon|evening)|mate|love|dear|hun|all the best|x+|oh|ah|um+|er+|well|right|lol|haha|then|now|today|asap|one|job|request|run|letter|number|option|go|be|there|over|round|with that|thing|reply(?:ing)?|answer|again|indeed|just|myself|team|muster|me|my|your|will|definitely|certainly|dont worry|don'?t worry|regards|tbh|afraid|again",
    "(?:i'?ve |i |have )?(?:only |just )*(?:seen|saw|got|read) (?:this|that|it|your (?:text|message)|the (?:text|message)|these|them)(?: now)?|(?:my )?(?:phone|battery|mobile) (?:was|has been|'s been|been|died|is) ?(?:off|dead|flat)?|(?:sorry )?(?:for |about )?(?:the |my )?(?:late|slow) (?:reply|response|answer)|sorry (?:for |about )?the (?:delay|wait)|(?:no |had no |got no )(?:signal|reception)(?: till now| until now)?|better late than never|in answer to (?:your|the) (?:text|message)",
    "(?:hope|i hope) (?:that'?s|thats|it'?s|that is) (?:ok|okay|fine|alright)|if (?:that'?s|thats|it'?s) (?:ok|okay|fine|alright|still (?:needed|open))|see you (?:soon|there|then)|stay safe|take care|good luck",
  ],
} as const

export type Other = keyof typeof others

const whole = (sources: readonly string[]): RegExp => new RegExp(`(?:${sources.join('|')})(?![\\p{L}\\p{N}'])`, 'uy')

/** Every word and phrase the reader of answers knows, as patterns that match where they are put. */
export const phrases: readonly (readonly [Spoken | Other, RegExp])[] = [
  ...Object.entries(spoken).flatMap(([name, sources]) => sources.map((one) => [name as Spoken, whole([one])] as const)),
  ...Object.entries(others).flatMap(([name, sources]) => sources.map((one) => [name as Other, whole([one])] as const)),
  ['yes', /💯/uy],
  ['weak', /(?:👍|👌|✅|✔|☑|🆗)\p{EMod}?/uy],
  ['thanks', /🙏\p{EMod}?|[❤💚💙💛🧡💜😘🥰🤗💪👏]/uy],
  ['no', /(?:👎|🙅|🚫|❌|✖)\p{EMod}?/uy],
  ['filler', /\p{Extended_Pictographic}|[♂♀]|\p{EMod}/uy],
]

const isSpoken = new Set<string>(Object.keys(spoken))
export const spokenOf = (name: Spoken | Other): Spoken | null => (isSpoken.has(name) ? (name as Spoken) : null)

/** What people call a kind of help in an answer, beside the words of core/kinds.ts. */
const nicknames: Readonly<Partial<Record<KindId, readonly string[]>>> = {
  flood_help: ['flood help', 'sand bagging', 'sandbagging'],
  evacuation: ['getting out', 'evac'],
  shopping: ['shop', 'shops', 'food shopping', 'shopping trip'],
  prescription: ['meds', 'chemist run', 'prescription pick-up', 'prescription pickup', 'pharmacy run', 'script'],
  meal: ['cooked meal', 'cooked meals', 'hot meals', 'cooking'],
  lift: [
    'lift',
    'lifts',
    'driving job',
    'ride',
    'lift to hospital',
    'lift to the hospital',
    'hospital lift',
    'hospital run',
  ],
  welfare_check: ['welfare', 'check', 'welfare visit', 'wellbeing check', 'checking in'],
  snow_ice: ['snow clearing', 'ice clearing', 'path clearing', 'clearing snow', 'gritting'],
  power: ['power cut one', 'power help', 'torch', 'power bank'],
  clean_up: ['clean-up', 'cleaning', 'clearing up', 'tidy up'],
  pet_care: ['pet care', 'walking the dog', 'dog walker', 'pet sitting'],
  company: ['chat', 'befriending', 'visiting'],
  asset: ['drain check', 'drain clearing', 'grit bin check'],
}

const nouns = new Map<string, KindId[]>()
for (const kind of kindIds) {
  const own = [
    ...kinds[kind].words.filter((word) => word.split(' ').length <= 2 && !/^(?:need|no|not|run) ?\b/.test(word)),
    ...(nicknames[kind] ?? []),
  ]
  for (const noun of own) nouns.set(noun, [...(nouns.get(noun) ?? []), kind])
}

/** A noun that stands for a kind of help, where it is put. */
export const kindNoun = whole([`(${[...nouns.keys()].sort((a, b) => b.length - a.length).join('|')})(?: help)?`])
export const kindsOfNoun = (noun: string): readonly KindId[] => nouns.get(noun) ?? []
