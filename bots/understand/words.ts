/** Languages whose short answers are understood, by their BCP 47 primary tag. */
export const languages = ['en', 'cy', 'pl', 'ro', 'ur', 'pa', 'bn', 'ar', 'uk', 'pt', 'es', 'fr', 'so'] as const

export type Language = (typeof languages)[number]

/** Whole messages, folded and bare (see fold.ts), in the scripts and the Latin spellings people text in. */
export interface AnswerWords {
  readonly yes: readonly string[]
  readonly no: readonly string[]
  readonly onTheWay: readonly string[]
  readonly arrived: readonly string[]
  readonly done: readonly string[]
  readonly stop: readonly string[]
  /** Phrases anywhere in a text that say that life is at risk. */
  readonly danger: readonly string[]
}
