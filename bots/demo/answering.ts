import type { Resident, Temper } from './people.ts'
import { readText, type Step } from './reading.ts'

/** What somebody will text back, and how many seconds after reading. `ask`: it answers "can you come?". */
export interface Answer {
  readonly text: string
  readonly afterS: number
  readonly ask: { readonly about: string; readonly says: 'yes' | 'no'; readonly no: string } | null
}

type Range = readonly [least: number, most: number]

const asked: Readonly<Record<Exclude<Temper, 'asleep'>, Range>> = {
  keen: [10, 16],
  steady: [14, 22],
  wordy: [12, 19],
  careless: [12, 20],
  busy: [7, 12],
}

const next: Readonly<Record<Step, Range>> = {
  briefing: [4, 8],
  set_off: [6, 10],
  arrive: [10, 15],
  finish: [12, 18],
  confirm: [7, 12],
  repeat: [3, 6],
  take_on: [5, 9],
}

const within = ([least, most]: Range, chance: () => number): number => least + (most - least) * chance()
const oneOf = (texts: readonly string[], chance: () => number): string => texts[Math.floor(chance() * texts.length)]!

/** What somebody texts back to a text on their phone; null when it, or their nature, calls for nothing. `chance` is theirs for this text. */
export type Character = (text: string, chance: () => number) => Answer | null

/** A volunteer or a duty officer. */
export function volunteerAnswers(temper: Temper): Character {
  return (text, chance) => {
    const matter = readText(text)
    if (matter.is === 'step') return { text: matter.code, afterS: within(next[matter.step], chance), ask: null }
    if (matter.is !== 'ask' || temper === 'asleep') return null
    const { about, no } = matter
    const words = inTheirWords(temper, matter, chance)
    return {
      text: words,
      afterS: within(asked[temper], chance),
      ask: { about, no, says: temper === 'busy' ? 'no' : 'yes' },
    }
  }
}

function inTheirWords(temper: Temper, { yes, no }: { yes: string; no: string }, chance: () => number): string {
  if (temper === 'wordy') return oneOf(['Yes I can help', 'yes happy to', 'Count me in'], chance)
  if (temper === 'careless') return `${yes[0]!.toLowerCase()} ${yes.slice(1)}`
  if (temper === 'busy') return oneOf([no, "Sorry can't today", 'No sorry'], chance)
  return oneOf([yes, yes, yes.toLowerCase()], chance)
}

/** A resident: gives name and house when asked, and says that it is done. */
export function residentAnswers({ contact }: Resident): Character {
  return (text, chance) => {
    const matter = readText(text)
    if (matter.is === 'name') return { text: contact, afterS: within([5, 9], chance), ask: null }
    if (matter.is !== 'step' || matter.step !== 'confirm') return null
    return { text: matter.code, afterS: within(next.confirm, chance), ask: null }
  }
}
