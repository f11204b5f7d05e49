import { bare } from './fold.ts'

/** Somebody wants no more words from the other side of a job; `report`: a planner is to look at it too. */
export interface BlockWish {
  readonly report: boolean
  /** The first name they gave, where several are coming. */
  readonly name: string | null
}

const them =
  '(?:him|her|them|that person|this person|that man|this man|that woman|this woman|the volunteer|the resident)'
const bad =
  '(?:rude|abusive|aggressive|threatening|harassing|bothering|frightening|scaring|pestering|insulting|inappropriate|creepy)'

const reports: readonly RegExp[] = [
  new RegExp(`^(?:please )?(?:block and )?report(?: ${them})?(?: please)?$`),
  new RegExp(
    `^(?:he|she|they|the volunteer|the resident|this person|that person) (?:is|are|keeps?|was|were)(?: being)? (?:very |really )?${bad}(?: to)?(?: me)?$`,
  ),
  new RegExp(`^i (?:want|would like|need) to report ${them}$`),
  /^(?:adrodd|rhoi gwybod|adroddwch)(?: (?:am )?(?:hyn|ef|hi|nhw))?$/,
]

const blocks: readonly RegExp[] = [
  new RegExp(`^(?:please )?block(?: ${them})?(?: please)?$`),
  new RegExp(
    `^(?:please )?(?:stop|no more) (?:passing (?:on )?)?(?:messages|texts|their messages|his messages|her messages)(?: from ${them})$`,
  ),
  new RegExp(
    `^(?:i )?(?:don't|do not|dont) (?:want|pass on|send me) (?:any )?(?:more )?(?:messages|texts|anything) (?:more )?from ${them}$`,
  ),
  /^(?:blocio|blociwch|rhwystro)(?: (?:ef|hi|nhw))?$/,
]

const named = /^(?:please )?(block|report|blocio|adrodd) (\p{L}[\p{L}'-]{1,20})$/u

/** Whether a whole text asks for that; null for every other text. */
export function readBlockWish(text: string): BlockWish | null {
  const words = bare(text)
  if (reports.some((pattern) => pattern.test(words))) return { report: true, name: null }
  if (blocks.some((pattern) => pattern.test(words))) return { report: false, name: null }
  const given = named.exec(words)
  return given ? { report: given[1] === 'report' || given[1] === 'adrodd', name: given[2]! } : null
}
