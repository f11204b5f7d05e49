import type { Attributed } from '../../bots/understand/attribution/situation.ts'
import type { Meaning, Played } from './generate.ts'

/**
 * How other systems decide. Each is handed what was answered, as if it had read that perfectly, and says which items it
 * would book it on: only the attribution is compared. None ever asks back.
 */
export type Policy = (played: Played) => readonly Meaning[]

const answersOf = ({ means }: Played): readonly Meaning[] => means

/** The last thing sent that could be answered is what is answered. */
const latestMessage: Policy = (played) => {
  const latest = played.world.thread.find((text) =>
    ['invitation', 'question', 'alarm', 'accepted'].includes(text.purpose),
  )
  return answersOf(played)
    .map((one) => ({ ...one, letter: latest?.letter ?? '' }))
    .slice(0, 1)
}

/** The last item that is still open is what is answered. */
const latestOpen: Policy = (played) => {
  const latest = played.world.open.toSorted((a, b) => (a.askedAt > b.askedAt ? -1 : 1))[0]
  return answersOf(played)
    .map((one) => ({ ...one, letter: latest?.letter ?? '' }))
    .slice(0, 1)
}

/** Every open item is answered at once. */
const everyOpen: Policy = (played) => {
  const [first] = answersOf(played)
  return first ? played.world.open.map(({ letter }) => ({ ...first, letter })) : []
}

/** The letter where there is one as we ask for it, otherwise the last that is open. */
const letterPrefix: Policy = (played) => {
  const written = [...played.text.matchAll(/(?<![A-Za-z])([A-Za-z])(\d)(?!\w)/g)].map((match) =>
    match[1]!.toUpperCase(),
  )
  const known = [...played.world.open, ...played.world.closed].map((item) => item.letter)
  const lettered = answersOf(played).filter(({ letter }) => written.includes(letter) && known.includes(letter))
  return lettered.length > 0 ? lettered : latestOpen(played)
}

export const baselines: readonly (readonly [string, Policy])[] = [
  ['latest message', latestMessage],
  ['latest open item', latestOpen],
  ['every open item', everyOpen],
  ['letter, else latest open', letterPrefix],
]

export const asMeanings = (answers: readonly Attributed[]): Meaning[] =>
  answers.map(({ letter, answer, minutes, condition }) => ({
    letter,
    answer,
    ...(minutes === null ? {} : { minutes }),
    ...(condition === null ? {} : { condition: true }),
  }))
