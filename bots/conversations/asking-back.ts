import type { OpenItem } from '../../core/people/person.ts'
import type { Answer, AskBack } from '../understand/attribution/situation.ts'
import { type Context, question, reply, type Say } from './types.ts'

/** What the question is put about: the person's letters, and the needs they stand for. */
export interface Asking {
  readonly person: { readonly items: readonly OpenItem[]; readonly closed: readonly OpenItem[] }
  readonly about: Context['about']
}

/** The one short question when it is not clear what somebody answered, or which of our questions. */
export function askingBack(ask: AskBack, context: Asking): Say {
  if (ask.why === 'unknown_letter') return unknownLetter(ask.code, context)
  if (ask.why === 'which_item') return whichItem(ask.letters, ask.answer, context)
  if (ask.why === 'which_digit') return question((p) => p.whichDigit(ask.letter))
  return whichAnswer(ask.letter, context)
}

/** The letter of a menu that is over is closed rather than unknown. */
const unknownLetter = (code: string, { person }: Asking): Say =>
  reply((p) =>
    person.closed.some(({ letter }) => code.startsWith(letter)) ? p.itemOver(code, null) : p.unknownLetter(code),
  )

const known = ({ person }: Asking, letter: string): OpenItem | undefined =>
  [...person.items, ...person.closed.toReversed()].find((item) => item.letter === letter)

function whichItem(letters: readonly string[], answer: Answer, context: Asking): Say {
  const items = letters.flatMap((letter) => known(context, letter) ?? [])
  return question((p) => p.whichOne(items.map((item) => ({ ...item, digit: digitOf(item, answer) }))))
}

/** The digit with which this item is answered so. */
function digitOf({ purpose }: OpenItem, answer: Answer): number {
  if (purpose === 'assignment') return { yes: 1, no: 6, on_the_way: 3, arrived: 4, done: 5, drop: 6, read: 7 }[answer]
  return answer === 'no' || answer === 'drop' ? 2 : 1
}

function whichAnswer(letter: string, context: Asking): Say {
  const item = known(context, letter)
  if (item?.purpose === 'alarm' || !item) return question((p) => p.whichDigit(letter))
  const wanted = { kind: item.kind ?? 'other', portions: context.about.get(item.about)?.portions ?? null } as const
  if (item.purpose === 'assignment') return question((p) => p.stillYours(wanted, letter))
  if (item.purpose === 'done_check') return question((p) => p.isItReallyDone(wanted, letter))
  return question((p) => p.whichAnswer(letter, wanted))
}
