/** Why somebody in the console lifted the mask from a record. A code, so that it may stand in an entry. */
export const shownWhys = ['to_ring', 'to_arrange', 'to_answer', 'for_safety', 'to_check'] as const

export type ShownWhy = (typeof shownWhys)[number]

export const isShownWhy = (value: unknown): value is ShownWhy => (shownWhys as readonly unknown[]).includes(value)
