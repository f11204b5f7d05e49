/** A language that pages are in, by its BCP 47 tag. */
export type PageLanguage = 'en' | 'cy'

/** Everything that stands on the form and on a page of one's own besides what texts say too. */
export interface PageWords {
  readonly locale: string
  readonly skip: string
  readonly danger: string
  readonly footer: string
  readonly otherLanguage: string
  readonly error: string
  readonly problem: string
  // the form
  readonly askTitle: string
  readonly askLead: string
  /** To somebody who comes with a link we gave them where they wrote to us. */
  readonly askGoOn: string
  readonly what: string
  readonly whatHint: string
  readonly whatMissing: string
  readonly whatLong: string
  readonly where: string
  readonly whereHint: string
  readonly whereMissing: string
  readonly whereLong: string
  readonly here: string
  readonly hereFound: string
  readonly hereFailed: string
  readonly urgency: string
  readonly urgent: string
  readonly soon: string
  readonly routine: string
  readonly harder: string
  readonly harderHint: string
  readonly harderCodes: Readonly<Record<string, string>>
  readonly name: string
  readonly nameHint: string
  readonly nameLong: string
  readonly phone: string
  readonly phoneHint: string
  readonly phoneWrong: string
  readonly leaveEmpty: string
  readonly notEmpty: string
  readonly kept: string
  readonly send: string
  readonly tooMany: string
  // the volunteers' form
  readonly joinTitle: string
  readonly joinLead: string
  readonly firstName: string
  readonly firstNameHint: string
  readonly firstNameMissing: string
  readonly postcode: string
  readonly postcodeHint: string
  readonly postcodeWrong: string
  readonly skills: string
  readonly skillsHint: string
  readonly skillsMissing: string
  readonly miles: string
  readonly milesHint: string
  readonly milesWrong: string
  readonly adult: string
  readonly adultMissing: string
  readonly joinKept: string
  readonly joinSend: string
  // the page
  readonly pageTitle: string
  readonly keepLink: (until: string) => string
  readonly reading: string
  readonly refresh: string
  readonly requests: string
  readonly notNeeded: string
  readonly asked: string
  readonly said: string
  readonly you: string
  readonly us: string
  readonly gone: string
  readonly over: string
  readonly sendMessage: string
  readonly write: string
  readonly writeHint: string
  readonly writeMissing: string
  readonly volunteering: string
  readonly away: string
  readonly pause: string
  readonly back: string
  readonly hours: string
  readonly leave: string
  readonly leaveHint: string
  readonly reached: string
  readonly textMe: string
  readonly dontRing: string
  readonly otherPhone: string
  readonly yourData: string
  readonly whoSaw: string
  readonly link: string
  readonly newLink: string
  readonly endLink: string
  readonly opening: string
  readonly openingLead: string
  readonly open: string
  readonly ended: string
  readonly endedHow: string
  readonly tooFast: string
}
