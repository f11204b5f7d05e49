/** What one segment (or one message, where there are no segments) is expected to cost, in millionths of the currency's unit. */
export interface Prices {
  /** ISO 4217: what budgets are in. */
  readonly currency: string
  readonly microsPerPart: Readonly<Record<string, number>>
}

/** What a message is thought to cost until it is billed; nothing where its channel has no price. */
export const expectedMicros = ({ microsPerPart }: Prices, channel: string, parts: number): number =>
  (microsPerPart[channel] ?? 0) * parts
