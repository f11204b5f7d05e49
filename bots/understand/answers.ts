import { letterAlphabet } from '../../core/people/letters.ts'
import { bare, fold } from './fold.ts'

/** An answer by letter, such as "A1", "c 3." or "A1 30": `minutes` and `rest` are what followed the digit. */
export interface CodedAnswer {
  readonly letter: string
  readonly digit: number
  readonly minutes: number | null
  readonly rest: string
  /** Every number after the letter, the digit first: a menu takes several ("A1 3 5"). */
  readonly numbers: readonly number[]
}

const codeOf = (digits: string) =>
  new RegExp(`(?<![\\p{L}\\p{N}])([${letterAlphabet}]{1,2})[ \\-.:#)]{0,2}(${digits})(?![\\p{L}\\p{N}])`, 'giu')
const oneDigit = codeOf('\\d')
const menuNumber = codeOf('\\d{1,2}')
const spokenDigits: Readonly<Record<string, string>> = {
  one: '1',
  won: '1',
  two: '2',
  to: '2',
  too: '2',
  three: '3',
  four: '4',
  for: '4',
  five: '5',
  six: '6',
  seven: '7',
}

/**
 * Answers by letter in a text, in the order they stand. Only letters in `known` count when there is more in the text
 * than the code, so that "the M5" or "GL2 4" is never an answer; a text that is nothing but a code always is one.
 * A menu has numbers of two digits ("A12"), a question only digits.
 */
export function codedAnswers(text: string, known: readonly string[], of: 'digits' | 'menu' = 'digits'): CodedAnswer[] {
  const folded = fold(spoken(text)).replaceAll(/['"]/g, '')
  const found = [...folded.matchAll(of === 'menu' ? menuNumber : oneDigit)].filter(
    (match) => known.includes(match[1]!.toUpperCase()) || isOnly(match, folded),
  )
  return found.map((match, i) => {
    const rest = folded
      .slice(match.index + match[0].length, found[i + 1]?.index)
      .replace(/^[\s.,;:!)-]+|[\s,;&]+$/g, '')
    return {
      letter: match[1]!.toUpperCase(),
      digit: Number(match[2]),
      numbers: [Number(match[2]), ...[...rest.matchAll(/\d+/g)].map((m) => Number(m[0]))],
      ...split(rest),
    }
  })
}

const isOnly = (match: RegExpMatchArray, folded: string): boolean =>
  match[0].length === folded.replaceAll(/[.!?]+$/g, '').trim().length

/** "A one" as dictation writes it; only when that is the whole text. */
function spoken(text: string): string {
  const match = new RegExp(`^([${letterAlphabet}]) (${Object.keys(spokenDigits).join('|')})$`, 'i').exec(bare(text))
  return match ? `${match[1]}${spokenDigits[match[2]!]}` : text
}

const amount =
  /^(?:in |about |around |within |be )*(\d{1,3}) ?(m|min|mins|minutes?|h|hr|hrs|hours?)?(?: please| thanks?)?$/
const fillers = /^(yes|yep|yeah|ok|okay|no|please|thanks?|thank you|ta|x+|👍|🙏|and|sorry)*$/

function split(rest: string): { minutes: number | null; rest: string } {
  const match = amount.exec(rest.replace(/[.!]+$/, ''))
  if (match) return { minutes: Number(match[1]) * (match[2]?.startsWith('h') ? 60 : 1), rest: '' }
  return { minutes: null, rest: fillers.test(rest.replaceAll(/[\s.!,]/g, '')) ? '' : rest }
}

export type PlainAnswer = 'yes' | 'no' | 'weak_yes' | 'on_the_way' | 'arrived' | 'done' | 'drop'

export interface Said {
  readonly answer: PlainAnswer
  /** Minutes until arrival, if said. */
  readonly minutes: number | null
  /** What a yes or no was made to depend on, in the person's words. */
  readonly condition: string | null
}

const whole: readonly (readonly [PlainAnswer, RegExp])[] = [
  [
    'drop',
    /^(sorry |actually |so sorry )*(i )?(can'?t|cannot|can not|won'?t|unable to)( (make it|come|do it|get there|do this|now))+( any ?more| after all| now| sorry)*$|^(i'?m |i am )?(not able to|unable to) (come|make it).*$|^(sorry )?can'?t (make it )?after all( sorry)?$|^something'?s? come up.*$/,
  ],
  [
    'on_the_way',
    /^(i'?m |i am |we'?re |we are )?(on (my|our|the) way|omw|setting off|set off|leaving|leaving now|coming|coming now|en route|enroute)( now)?$/,
  ],
  [
    'arrived',
    /^(i'?m |i am |we'?re |we are )?(here|there|arrived|there now|here now|outside|at the door|at the house)( now)?$/,
  ],
  [
    'done',
    /^(it'?s |it is |all |that'?s |i'?m |job )*(done|finished|sorted|complete|completed)( now| it| thanks| thank you)*$/,
  ],
  [
    'weak_yes',
    /^(ok|okay|k|thanks|thank you|ta|cheers|great|fine|sure|👍.*|👌.*|🙏.*|✅.*)( thanks| thank you| then)?$/u,
  ],
  [
    'yes',
    /^(1|yes|y|yep|yeah|yup|aye|yes please|yes i can|yes i will|i can|i can (do|help|come|go)( it| that| this| now| with (this|that))*|i will|i'?ll (do it|go|come|help)|happy to( help)?|can do|count me in|yes ok|ok yes|will do|yes happy to)( thanks| thank you| mate| love| no problem| now)*$/,
  ],
  [
    'no',
    /^(2|no|n|nope|nah|no sorry|sorry no|no thanks|no thank you|not today|not now|not tonight|i can'?t|sorry i can'?t|can'?t|cannot|can'?t sorry|can'?t today|i'?m (away|busy|at work|out)|busy|sorry)( sorry| thanks| mate| today| tonight| now)*$/,
  ],
]

/** What a text without a letter answers, if it is nothing but an answer; which question it belongs to is decided elsewhere. */
export function plainAnswer(text: string): Said | null {
  const words = bare(text)
  const exact = whole.find(([, pattern]) => pattern.test(words))
  if (exact) return { answer: exact[0], minutes: null, condition: null }
  return conditional(words) ?? refusal(words)
}

const refusing = /^(?:no|nope|nah|sorry no|no sorry|sorry)\b(?! (?:problem|worries|bother|trouble|idea))(.*)$/
const reasons =
  /\b(away|busy|work|working|out|ill|poorly|can'?t|cannot|car|kids|today|tonight|now|late|bed|holiday|far|able|free)\b/

/** "no sorry, away", "no but I could tomorrow": a no, with what it was made to depend on. */
function refusal(words: string): Said | null {
  const match = refusing.exec(words)
  const rest = match?.[1]?.trim() ?? ''
  if (!match || rest.split(' ').length > 12 || (rest !== '' && !reasons.test(rest) && !/^but\b/.test(rest))) return null
  return {
    answer: 'no',
    minutes: null,
    condition: /\b(but|tomorrow|later|if|unless|until|after)\b/.test(rest) ? rest : null,
  }
}

const conditionalYes =
  /^(?:yes|yep|yeah|i can|can do|ok yes)(?: i can)?[ ,]+((?:but|if|in|after|from|only|when|at|once|about|around)\b.+)$/
const onlyCondition = /^((?:only )?(?:after|from) \d.*|in \d+ ?(?:m|min|mins|minutes|h|hr|hrs|hours?)|in an hour)$/
const soon = /^there in (?:about )?(\d{1,3}) ?(m|min|mins|minutes)?$/

function conditional(words: string): Said | null {
  const almost = soon.exec(words)
  if (almost) return { answer: 'on_the_way', minutes: Number(almost[1]), condition: null }
  const match = conditionalYes.exec(words) ?? onlyCondition.exec(words)
  if (!match) return null
  const { minutes } = split(match[1]!.replace(/^in an hour$/, '60 min'))
  return { answer: 'yes', minutes, condition: minutes === null ? match[1]! : null }
}
