/** What one look for old records let go of; `held` were old enough and passed over for a legal hold. */
export interface RetentionCounts {
  readonly needs: number
  readonly people: number
  readonly texts: number
  readonly incidents: number
  readonly held: number
}

/** How long each class of record is kept. */
export interface RetentionRules {
  /** Days after a need was closed: where, who and in what words. */
  readonly needDays: number
  /** Days: the words of any message. */
  readonly messageDays: number
  /** Days without a word from somebody with no need open: residents and volunteers. */
  readonly residentDays: number
  readonly volunteerDays: number
  /** Years after an incident was closed: its decision log. */
  readonly decisionYears: number
}

export const usualRetention: RetentionRules = {
  needDays: 90,
  messageDays: 365,
  residentDays: 730,
  volunteerDays: 730,
  decisionYears: 7,
}
