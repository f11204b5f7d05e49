import { letterAlphabet } from '../../core/people/letters.ts'

/** An answer that says whose it is: "A1 from Sam Carter", "Priya here, A2". */
export interface InNameOf {
  readonly letter: string
  readonly name: string
}

const code = new RegExp(`(?<![\\p{L}\\p{N}])([${letterAlphabet}]{1,2})[ .:-]?[1-7](?![\\p{L}\\p{N}])`, 'iu')
const word = "\\p{L}[\\p{L}'’-]+"
const introduced = new RegExp(
  `(?:\\bfrom|\\bthis is|\\bit(?:'|’)?s|\\bmy name is|\\bname is|\\bi(?:'|’)?m|\\bi am|\\bfor|[-–:])\\s+(${word}(?:\\s+${word}){0,2})`,
  'iu',
)
const before = new RegExp(`(?:^|[\\s,.])(${word}(?:\\s${word})?)\\s+here\\b`, 'iu')
const alone = /^\p{Lu}[\p{L}'’-]+(?:\s+\p{Lu}[\p{L}'’-]+){0,2}$/u

/** Words that stand where a name could, and are none. */
const noName =
  /^(?:me|my|mine|a|an|the|another|here|there|home|us|wife|husband|mum|dad|son|daughter|friend|neighbour|someone|yes|no|yep|ok|okay|please|thanks|sorry|done|fine|good|coming|on|off|in|out|not|now|just|all|am|is|at)\b/i

/**
 * The letter and the name in a text that answers in somebody's name; null when either is missing. Whose letter it is,
 * and whether the name is known, is for others to find out.
 */
export function inNameOf(text: string): InNameOf | null {
  const found = code.exec(text)
  if (!found) return null
  const rest = text
    .replace(found[0], ' ')
    .replaceAll(/[.!,]+(?=\s|$)/g, ' ')
    .trim()
  const name = [introduced.exec(rest)?.[1], before.exec(rest)?.[1], alone.exec(rest)?.[0]].find(isName)
  return name === undefined ? null : { letter: found[1]!.toUpperCase(), name: nameFrom(name) }
}

/** The first word, and those after it as long as they are written as names are. */
function nameFrom(said: string): string {
  const words = said.trim().split(/\s+/)
  const ends = words.findIndex((one, i) => i > 0 && !/^\p{Lu}/u.test(one))
  return words.slice(0, ends < 0 ? undefined : ends).join(' ')
}

const isName = (said: string | undefined): said is string => said !== undefined && !noName.test(said)
