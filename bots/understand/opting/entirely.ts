import { bare } from '../fold.ts'
import { anyOf } from '../quick.ts'
import { shortAnswer, wordsOf } from '../words/index.ts'
import { languages } from '../words.ts'

const any = (...patterns: readonly string[]): RegExp => new RegExp(patterns.join('|'))

const texts = '(?:texts?|txts?|messages?|msgs?|sms|alerts?|notifications?)'
const texting =
  '(?:texting|txting|messaging|msging|contacting|sending|bothering|spamming|pestering|harassing|writing|e?mailing)'
const toText = '(?:text|txt|message|msg|sms|contact|bother|write to|e?mail)'
const me = '(?:me|us|this (?:number|phone|mobile)|my (?:phone|number|mobile)|here|again)'
const never = "(?:don'?t|do not|never|must not|stop|quit|cease|no)"
const listed =
  '(?:lists?|rota|roster|records?|system|groups?|database|register|registers|books|service|scheme|texts?|messages?|volunteers?|thing|contacts)'
const mine =
  '(?:me|us|(?:my|our|this|his|her) (?:\\w+ )?(?:number|name|details|phone|mobile|email|contact)(?: and \\w+)?)'
const asksOn = '(?: (?:please|pls|plz|now|thanks|thank you|ta|thx|mate|asap|any ?more|today|immediately|x+))*'
const politely = '(?: (?:all|now|it|this|that|x+|please|pls|plz|thanks|thank you|ta|thx|mate|love|sent from my \\w+))*'

/** "never write to me again", in the ways people say it. On bare words. */
const wishes = anyOf(
  any(
    `^(?:no thanks |no thank you |ok |please |pls |just |enough |right |sorry )*(?:stop|sotp|stpo|stopp)(?: (?:stop|sotp))*${politely}$`,
    `^(?:please |pls )?(?:stopall|optout|revoke)${asksOn}$`,
    `\\b(?<!how do i |how can i |how to |do i |can i |i )(?:unsubscribe|unsub)(?: (?:me|us|this number))?(?: from (?:all|everything|this|these|it))?${asksOn}$`,
    `\\bopt(?:ing)? (?:me |us )?-? ?out(?: of (?:this|these|it|all))?${asksOn}$|^opt-out${asksOn}$`,
    `\\b(?:stop|quit|cease|enough)(?: \\w+){0,2} ${texting}\\b(?! (?:him|her|them|my|the|our|mum|dad)\\b(?! (?:phone|number)))|\\bstop (?:all |any |these |the |your )*${texts}\\b`,
    `\\b(?:stop|quit) (?:ringing|calling|phoning)(?: and texting)? (?:me|us|this number)\\b`,
    `\\b(?:spam|fed up|sick|tired|annoy\\w+|enough|interested)\\b.*\\bstop(?: it| this| now| please)*$`,
  ),
  any(
    `\\b(?:take|get|remove|delete|drop|scrub|erase|wipe) ${mine} (?:off|from|out of)(?: of)? (?:(?:this|these|that|the|your|ur|all|any|it|all your) ?)?(?:\\w+ ){0,2}?${listed}\\b`,
    `\\b(?:take|get|remove|delete|drop) ${mine} (?:off|from|out of)(?: of)? (?:this|it|these|that)(?: now| please| and\\b.*| i\\b.*| thanks)*$`,
    `\\b(?:take|remove|delete|block|drop|erase|lose|forget) (?:${mine})(?: off)?${asksOn}$|\\bplease remove$`,
    `\\bbe (?:removed|taken off|deleted|unsubscribed)(?: (?:from|off) (?:this|it|(?:the|your) ${listed}))?${asksOn}$`,
    `\\b(?:come|get|be|want) off (?:of )?(?:the|this|your) ${listed}\\b|\\bleave (?:the|this|your) ${listed}\\b|^(?:i )?want out(?: of (?:this|it))?$|^block me${asksOn}$`,
  ),
  any(
    `\\bwrong (?:number|person)(?: mate| pal| love| sorry| please| i'?m afraid| here| x+)*$`,
    `\\b(?:you'?ve|you have|you'?re|u have|u've|you)(?: got| keep| \\w+ing)* (?:the|a) wrong (?:number|person)\\b(?! (?:of|for|on))|\\bwrong (?:number|person)\\b.*\\b(?:stop|text|contact|remove|message)`,
    `\\b(?:this|number)(?: number| phone| mobile)? (?:doesn'?t|does not|no longer) belongs? to\\b|\\b(?:this )?(?:isn'?t|is not|no longer) \\S+ (?:number|phone|mobile) ?(?:any ?more)?$`,
  ),
  any(
    `\\b${never} (?:(?:ever|please|you|u) )?${toText} ${me}\\b(?!.*\\b(?:ring|call|phone|come|knock|about)\\b)`,
    `\\b${never} (?:send|sending)(?: (?:me|us))? (?:any ?thing(?: else| more)|(?:any |more |these |your |the )*${texts}|these)\\b`,
    `\\bno (?:more|further) (?:${texts}|of (?:these|this|them)|contact)\\b`,
    `\\b(?:don'?t|do not|no longer|not|rather not|didn'?t|never)(?: really)? (?:want|wish|like|need|consent|agree|get|have|asked?|sign(?:ed)? up)(?: to (?:get|receive|have|being sent))?(?: to| for| any| more| all| of| getting| receiving)* (?:these|this|them|(?:your |the |these |any )?(?:more )?${texts})(?: ${texts})?\\b(?!\\?)`,
    `^(?:just |please |will you |can you |oh |now )*leave (?:me|us) alone${asksOn}$|^(?:end|cancel) (?:the |these |all )?${texts}$|\\bcancel my (?:subscription|membership|registration)\\b`,
  ),
  /\b(?:don'?t|do not|no longer|not)(?: able to| going to)? (?:want to |wish to |be able to )?(?:be a volunteer|volunteer)\b|\b(?:giving|given|give) up (?:volunteering|being a volunteer)\b/,
)

/** What undoes it: "don't stop texting me", "I gave the wrong number", "the number she gave was wrong", "does STOP work?". */
const undone =
  /\b(?:don'?t|do not|dont|won'?t|never|didn'?t|not|can'?t|cannot) (?:please )?stop\b|\b(?:gave|wrote|put|typed|sent|given|dialled|rang)(?: \w+){0,2} (?:the|a) wrong (?:number|person)\b|\b(?:it'?s|is|its) the wrong (?:number|person)\b|\bthe wrong (?:number|person) (?:of|on|for)\b|\b(?:didn'?t|haven'?t|not|did you) (?:get|got|have|had) (?:my|your|any|the) (?:text|message)/

/** Sayings of other languages that are more than one word are known inside a short text too. */
const sayings = languages
  .filter((language) => language !== 'en')
  .flatMap((language) => wordsOf[language].stop.filter((saying) => saying.includes(' ')))
const mostWords = 8

/** Whether a text asks for no more texts at all, in any language we read. */
export function saysStop(text: string): boolean {
  const words = bare(text)
  if (shortAnswer(text, null) === 'stop') return true
  if (wishes(words) && !undone.test(words)) return true
  return words.split(' ').length <= mostWords && sayings.some((saying) => ` ${words} `.includes(` ${saying} `))
}
