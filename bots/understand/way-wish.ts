import type { WayWish } from '../../core/people/ways.ts'
import { bare } from './fold.ts'

/** How somebody wants to be reached. `mayRing` false: not by a call, whatever happens; null: they say nothing about it. */
export interface SaidWay {
  readonly way: WayWish | null
  readonly mayRing: boolean | null
}

const end = '(?: only| just| instead| please| from now on| in future| os gwelwch yn dda)*$'
const start =
  "^(?:hi |hello )?(?:please |can you |could you |i(?:'d| would) (?:rather|prefer|like)(?: it if| that)? (?:you |to )?)*(?:just |only )?"
const noRing =
  "(?:do not|don't|dont|never|not|no|stop|rather than|instead of)(?: to)? (?:ring|ringing|call|calling|calls|phone|phoning|phone calls)(?: me| us| here)?"
const noText =
  "(?:do not|don't|dont|never|not|rather than|instead of)(?: to)? (?:text|texting|message|messaging)(?: me| us)?"
const text = '(?:text|texted|message|txt|send (?:me )?(?:a )?texts?(?: to)?)(?: me| us)?'
const ring = '(?:ring|rang|rung|call|called|phone|phoned|telephone)(?: me| us)?'

const sayings: readonly (readonly [RegExp, SaidWay])[] = [
  [new RegExp(`${start}${text}(?: only| instead| please)*(?: and)? ${noRing}${end}`), { way: 'text', mayRing: false }],
  [
    new RegExp(`${start}${noRing}(?: please)?(?: (?:and )?(?:just |only )?${text})?${end}`),
    { way: 'text', mayRing: false },
  ],
  [new RegExp(`${start}${ring}(?: instead| please)*(?: and)? ${noText}${end}`), { way: 'ring', mayRing: true }],
  [new RegExp(`${start}${noText}(?: please)? (?:and )?(?:just )?${ring}${end}`), { way: 'ring', mayRing: true }],
  [new RegExp(`${start}(?:ring|call|phone|telephone) me${end}`), { way: 'ring', mayRing: true }],
  [new RegExp(`${start}text me${end}`), { way: 'text', mayRing: null }],
  [
    new RegExp(
      `${start}(?:use|(?:text|message|write to|contact|reach|answer|tell) me (?:on|by|via|over|through|with)) (?:my )?whats ?app${end}`,
    ),
    { way: 'whatsapp', mayRing: null },
  ],
  [new RegExp(`${start}whats ?app(?: me)?${end}`), { way: 'whatsapp', mayRing: null }],
  [
    new RegExp(
      `${start}(?:e-?mail me|use (?:my )?e-?mail|(?:write to|contact|reach|answer|tell) me (?:by|via|with) e-?mail)${end}`,
    ),
    { way: 'email', mayRing: null },
  ],
  [new RegExp(`${start}(?:use|(?:contact|reach) me by) (?:texts?|sms)${end}`), { way: 'text', mayRing: null }],
  [/^tecstiwch fi(?: os gwelwch yn dda)?(?: (?:a )?peidiwch (?:â|a) ffonio(?: fi)?)$/, { way: 'text', mayRing: false }],
  [/^peidiwch (?:â|a) ffonio(?: fi)?(?: tecstiwch(?: fi)?)?$/, { way: 'text', mayRing: false }],
  [new RegExp(`^tecstiwch fi${end}`), { way: 'text', mayRing: null }],
  [new RegExp(`^ffoniwch fi${end}`), { way: 'ring', mayRing: true }],
  [new RegExp(`^defnyddiwch whats ?app${end}`), { way: 'whatsapp', mayRing: null }],
  [new RegExp(`^(?:e-?bostiwch fi|defnyddiwch e-?bost)${end}`), { way: 'email', mayRing: null }],
]

/** Whether a whole text says how its sender wants to be reached; null for every other text. */
export function readWayWish(said: string): SaidWay | null {
  const words = bare(said)
  return sayings.find(([pattern]) => pattern.test(words))?.[1] ?? null
}
