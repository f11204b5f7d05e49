import type { PlannerDesk } from './planner-desk.ts'

/** What the channels of chats are given alike. */
export interface ChatConfig {
  readonly botToken: string
  readonly apiBase?: string | undefined
  /** Answers planners' commands; without it, and without anybody who may give them, there are none. */
  readonly desk?: PlannerDesk | undefined
  /** For one request to the provider. */
  readonly timeoutMs?: number | undefined
  /** How long after an attempt a message that was taken may still be missing from what the provider lists. */
  readonly settleMs?: number | undefined
  /** How long a command may take before it is answered that the answer follows. */
  readonly answerMs?: number | undefined
  readonly now?: (() => Date) | undefined
  readonly log?: ((line: string) => void) | undefined
}
