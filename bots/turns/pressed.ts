import type { Phrases } from '../phrases/en.ts'

/** What became of something that could be pressed. */
export interface PressedOutcome {
  /** Of the question: `stood_down`, `declined` …; null where it was answered. */
  readonly outcome: string | null
  /** Of the need it was about; null while that is open. */
  readonly needOutcome: string | null
}

/** What is put under a message when its buttons are taken away. */
export function wordsAfter({ outcome, needOutcome }: PressedOutcome): (p: Phrases) => string {
  if (outcome !== 'stood_down') return (p) => p.answeredNow()
  return needOutcome === null ? (p) => p.takenNow() : (p) => p.overNow()
}
