import { signs } from './danger-signs.ts'
import { saysDangerAbroad } from './danger-words.ts'
import { fold } from './fold.ts'
import { respell } from './spelling.ts'

const betweenWords =
  "(?:a|an|the|been|being|be|actually|really|currently|any|any ?one|any ?body|is|are|was|having|had|had a|in|on|my|our|one|it'?s|that|call|a single|need(?: for)?|yet|about|even|hurt or|very)"

/** Words right before that say it is not so: "nobody is trapped", "not on fire", "no need for an ambulance". */
const denied = new RegExp(
  `\\b(?:(?:nobody|no ?one|no-one|none)(?:'s)?(?: (?!and\\b|but\\b|so\\b|here\\b|can\\b|coming\\b|came\\b|help\\w*\\b|answer\\w*\\b|will\\b|because\\b|comes\\b)[^\\s,.!?;]+){0,4}|(?:not|isn'?t|aren'?t|wasn'?t|weren'?t|never|no|don'?t|didn'?t|haven'?t|hasn'?t|doesn'?t|without|nothing)(?: ${betweenWords}){0,3}) $`,
)

/** Words right before that say it is only supposed, feared for some day, or long past. */
const supposed =
  /\b(?:(?:if|in case|when(?:ever)?|unless|what if|suppose|imagine|says?|might|may)(?: (?!is|are|nobody)[^\s,.!?;]+)?(?: (?:is|are|was|were|be|gets?|got|has|have|had|there'?s|there is|goes|went|a|the|an|caught|becomes?))*|(?:one day|worr(?:y|ied) that \S+ (?:might|could|may))|(?:i|we|you|they|he|she)(?:'d| would|'d have| would have)|thought(?: (?!but\b)\S+){0,3}(?: (?:had|was|were|might))?|(?:talk\w*|spoke|lessons?|programme|article|story|documentary|class|play|film|book|song|poem|jokes?|laugh\w*|talked to [\w ]{0,20}|film was|play was|book is) about(?: (?:a|the|an))?|(?:after|since|following|from|survived|survive|before|history of|nearly had|nearly had a|almost had|give me|gave me|course on|courses? (?:on|in)|talk (?:on|about)|avoid|prevent|film about|book about|learn(?:ing)?|trained in|can do|could do|do)(?: (?:my|his|her|a|the|that|mum's|dad's|their|two|of|some))*) $/
const certain = /\b(?:die|drown|jump|kill)\b/

/** Words right after that say the same: "a stroke in 2019", "a heart attack last year", "fire drill". */
const over =
  /^ ?(?:(?:there )?(?:one|some) day\b|training|drill|film|course|alarm test|awareness|charity|survivors?|class|talk|(?:over )?(?:the )?(?:last|past) (?:year|month|week|winter|summer|christmas)|in (?:17|18|19|20)\d\d|in the (?:(?:19|20)?\d\d|\w+ties)|in (?:january|february|march|april|may|june|july|august|september|october|november|december)\b|(?:a (?:few|couple of)|\d+|two|three|several|many|ten) (?:years?|months?|weeks?|days?)(?: ago| back)|years ago|before christmas|over the years|as a child|was (?:fixed|put out|false)|is out\b|(?:is|was) (?:fixed|sorted|out now))/
const noLonger = /^ ?any ?more\b/
const isDenial = /^(?:don'?t|not|no|can'?t|cannot)\b/
const pastEvent = /\b(?:had|was|were|has had|used to)\b.{0,30}$/
const pastTime =
  /^.{0,30}\b(?:in the \w+ties|last (?:year|month|week|winter|summer|night'?s film)|ago|in (?:19|20)\d\d|years back|when (?:i|he|she) was (?:little|young|a child))\b/

/**
 * Whether the text says that somebody's life is at risk now, in any language we read. Prefers a false alarm to a missed
 * one: a negation or a supposition counts only right before the words.
 */
export function saysDanger(text: string): boolean {
  const folded = fold(text)
  return (signsIn(respell(folded)).some(isSo) && !isToldOfOthers(folded)) || saysDangerAbroad(folded)
}

/** Films, wars and what is long over, unless somebody cries out too. */
const told =
  /\b(?:films?|movies?|telly|episode|series|thriller|novel|drama|documentary|podcast|titanic|casualty was|eastenders|corrie|emmerdale|silent witness|plot|actor|trailer|lyrics|album|cartoon|soaps?|dunkirk|ypres|somme|blitz|the war|world war|first world|second world|romans|victorian|medieval|great[- ]grand\w+|ancestors?|in 1[0-9]\d\d|has been cut up|was fine|is fine now|is recovering|are recovering|doing well|made a full recovery|walked away|and he'?s fine|and she'?s fine|who was in the book)\b/
const cry = /\b(?:please|pls|help|hurry|quick|quickly|999|ambulance|now|urgent|urgently|sos)\b/
const isToldOfOthers = (folded: string): boolean => told.test(folded) && !cry.test(folded)

interface Sign {
  readonly said: string
  readonly before: string
  readonly after: string
}

const signsIn = (folded: string): Sign[] =>
  signs.flatMap((sign) => {
    const match = sign.exec(folded)
    if (!match) return []
    const end = match.index + match[0].length
    return [{ said: match[0], before: folded.slice(0, match.index), after: folded.slice(end) }]
  })

function isSo({ said, before, after }: Sign): boolean {
  if (denied.test(before) || over.test(after)) return false
  if (noLonger.test(after) && !isDenial.test(said)) return false
  if (supposed.test(before) && !certain.test(said)) return false
  return !(pastEvent.test(before + said) && pastTime.test(after))
}
