/** What a message may be about, of the labels of the disaster response messages: those that somebody here can act on. */
export const labels = [
  'request',
  'medical_help',
  'medical_products',
  'search_and_rescue',
  'water',
  'food',
  'shelter',
  'clothing',
  'electricity',
  'transport',
  'buildings',
  'floods',
  'missing_people',
  'other_aid',
] as const

export type Label = (typeof labels)[number]
