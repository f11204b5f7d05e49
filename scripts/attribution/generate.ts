import type { Answer, Asked, Closed } from '../../bots/understand/attribution/situation.ts'
import { byCode } from './by-code.ts'
import type { Chance } from './chance.ts'
import { answersInWords, bareAnswer } from './in-words.ts'
import { noAnswer } from './no-answers.ts'
import { correction, undecided } from './second-thoughts.ts'
import { type World, worldOf } from './world.ts'

export interface Meaning {
  readonly letter: string
  readonly answer: Answer
  readonly minutes?: number
  /** Something was said that the answer depends on: it must be kept. */
  readonly condition?: boolean
}

/** A text and what the person meant by it. */
export interface Said {
  readonly text: string
  readonly means: readonly Meaning[]
  /** True when a careful dispatcher with the whole thread in front of them would have to ask. */
  readonly mustAsk: boolean
}

export interface Played extends Said {
  readonly world: World
}

export type Item = Asked | Closed

/** Somebody with something to say in this world; null when this is not a thing they could say in it. */
export type Speaker = (chance: Chance, world: World) => Said | null

const speakers: readonly (readonly [number, Speaker])[] = [
  [28, byCode],
  [17, answersInWords],
  [27, bareAnswer],
  [8, correction],
  [4, undecided],
  [16, noAnswer],
]

/** One situation with what is said in it. */
export function play(chance: Chance): Played {
  for (;;) {
    const world = worldOf(chance)
    const said = speak(chance)(chance, world)
    if (said) return { ...said, world }
  }
}

function speak(chance: Chance): Speaker {
  let roll = chance.below(100)
  for (const [share, speaker] of speakers) {
    if (roll < share) return speaker
    roll -= share
  }
  return noAnswer
}
