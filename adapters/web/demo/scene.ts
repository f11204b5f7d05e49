import type { Point } from '../../../core/geo/point.ts'

/** One text on a phone, as its owner sees it. */
export interface Bubble {
  readonly mine: boolean
  readonly text: string
  readonly at: Date
}

/** A phone on the page. `id` names it in addresses and forms. */
export interface Phone {
  readonly id: string
  readonly owner: string
  readonly number: string
  readonly bubbles: readonly Bubble[]
  /** Answers to tap: what is sent, and what it means. */
  readonly choices: readonly { readonly text: string; readonly means: string }[]
}

/** Where somebody stands with a need, in the order in which it may come about. */
export type Standing = 'asked' | 'no' | 'yes' | 'on_the_way' | 'there' | 'done' | 'reserve' | 'stood_down'

export interface AskedPerson {
  readonly id: string
  readonly first: string
  readonly standing: Standing
}

/** A need in the list and on the map; `number` is the same in both. */
export interface ShownNeed {
  readonly number: number
  readonly kind: string
  readonly place: string
  readonly point: Point
  readonly state: 'asking' | 'coming' | 'over'
  readonly says: string
  readonly yours: boolean
}

/** A volunteer on the map. `need`: the one they were asked about last. */
export interface ShownVolunteer {
  readonly id: string
  readonly first: string
  readonly point: Point
  readonly standing: Standing | 'idle'
  readonly toward: Point | null
}

export const stages = ['Text', 'Asked', 'Yes', 'Coming', 'There', 'Done'] as const

/** Everything the demo's page shows at one moment. */
export interface Scene {
  readonly town: string
  readonly headline: string
  /** How many of `stages` the resident's need has behind it; 0 before the first text. */
  readonly stage: number
  readonly resident: Phone
  /** What is ready to be sent on the resident's phone. */
  readonly draft: string
  readonly volunteer: Phone
  readonly held: boolean
  /** The volunteer has been asked and has not answered yet. */
  readonly buzzing: boolean
  /** People asked for the resident's need, nearest first. */
  readonly asked: readonly AskedPerson[]
  readonly needs: readonly ShownNeed[]
  readonly volunteers: readonly ShownVolunteer[]
}

/** What of the map never changes. */
export interface Land {
  readonly places: readonly Point[]
  readonly river: readonly Point[]
  readonly streets: readonly { readonly name: string; readonly line: readonly Point[] }[]
}

/** What each standing is called. */
export const standingWords: Readonly<Record<Standing, string>> = {
  asked: 'asked',
  no: 'can’t come',
  yes: 'said yes',
  on_the_way: 'on the way',
  there: 'there now',
  done: 'done',
  reserve: 'in reserve',
  stood_down: 'not needed',
}
