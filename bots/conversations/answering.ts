import type { Need } from '../../core/needs/need.ts'
import type { OpenItem } from '../../core/people/person.ts'
import type { Answer, Attributed } from '../understand/attribution/situation.ts'
import { type Attribution, attribute } from '../understand/attribution.ts'
import { codesIn, withoutCodes } from '../understand/coded.ts'
import { askingBack } from './asking-back.ts'
import { situationOf } from './situation.ts'
import { type Command, type Context, itemOf, reply, type Say, type State, type Step } from './types.ts'

/** Answers that name their letter: "A1", "c2", "A1 and no to C". They count whatever else we are talking about. */
export function answerByLetter(state: State, text: string, context: Context): Step | null {
  const { person } = context
  const menu = menuLetter(state)
  const letters = [...person.items, ...person.closed].map((item) => item.letter)
  const codes = codesIn(text, letters)
  if (codes.every(({ letter }) => letter === menu)) return null
  const attribution = attribute(menu === null ? text : withoutCodes(text, menu), situationOf(context))
  return attribution && said(attribution, state, context)
}

export const menuLetter = (state: State): string | null => ('letter' in state ? state.letter : null)

/** Answers in plain words, where no question about something else is open; an ambiguous one is asked about. */
export function answerInWords(state: State, text: string, context: Context): Step | null {
  if (state.at !== 'idle' && state.at !== 'asking_contact') return null
  const attribution = attribute(text, situationOf(context))
  if (attribution === null || isTalk(attribution, context)) return null
  return said(attribution, state, context)
}

/** Thanks after words that we passed on are for the other side. */
const isTalk = (attribution: Attribution, { sent }: Context): boolean =>
  'answers' in attribution &&
  attribution.answers.length + attribution.also.length === 0 &&
  sent.some((one) => one.purpose === 'relay')

function said(attribution: Attribution, state: State, context: Context): Step {
  const asks = 'askBack' in attribution ? [attribution.askBack] : attribution.also
  const answers = 'askBack' in attribution ? [] : attribution.answers
  const answered = answers.map((answer) => answerOne(answer, context))
  return {
    state,
    say: [...answered.flatMap((a) => ('say' in a ? [a.say] : [])), ...asks.map((ask) => askingBack(ask, context))],
    commands: answered.flatMap((a) => ('command' in a ? [a.command] : [])),
  }
}

type Answered = { readonly command: Command } | { readonly say: Say }

function answerOne(answer: Attributed, context: Context): Answered {
  const { person, about } = context
  const open = answer.item === 'open' ? itemOf(person, answer.letter) : undefined
  if (open) return answerItem(open, answer, about.get(open.about))
  const closed = person.closed.findLast((item) => item.letter === answer.letter)!
  if (closed.purpose === 'alarm') return { say: reply((p) => p.alarmTakenByOther()) }
  return answerLate(closed, answer, about.get(closed.about))
}

function answerItem(item: OpenItem, said: Attributed, need: Need | undefined): Answered {
  if (item.purpose === 'alarm') return { command: { do: 'acknowledge_alarm', alarm: item.about } }
  if (item.purpose === 'done_check')
    return { command: { do: 'confirm_done', need: item.about, really: said.answer === 'yes' } }
  if (item.purpose === 'assignment') return assignment(item, said, need)
  if (said.answer === 'no' || said.answer === 'drop')
    return { command: { do: 'decline', need: item.about, condition: said.condition } }
  return accept(item, said)
}

/** "On my way" to a question is a yes that has set off. */
const accept = (item: OpenItem, { answer, minutes, condition }: Attributed): Answered => ({
  command: { do: 'accept', need: item.about, yes: { minutes, condition, setsOff: answer === 'on_the_way' } },
})

function assignment(item: OpenItem, { answer, minutes }: Attributed, need: Need | undefined): Answered {
  const { about: id, letter } = item
  const wanted = { kind: item.kind ?? 'other', portions: need?.portions ?? null }
  switch (answer) {
    case 'on_the_way':
    case 'arrived':
    case 'done':
      return { command: { do: 'report', need: id, report: answer, minutes } }
    case 'read':
      return { command: { do: 'acknowledge_briefing', need: id } }
    case 'yes':
      return { say: reply((p) => p.stillYours(wanted, letter)) }
    case 'no':
    case 'drop':
      return { command: { do: 'drop', need: id } }
  }
}

/** What says of something closed that somebody would come, or is coming. */
const willing: readonly Answer[] = ['yes', 'on_the_way', 'arrived']

/** An answer to something that is over: a yes may still be wanted, the rest is told kindly. */
function answerLate(closed: OpenItem, said: Attributed, need: Need | undefined): Answered {
  const isOpen = need !== undefined && need.status !== 'closed' && need.status !== 'done'
  if (isOpen && closed.purpose !== 'done_check' && willing.includes(said.answer)) return accept(closed, said)
  const kind = closed.kind ?? need?.kind ?? null
  const wanted = kind && { kind, portions: need?.portions ?? null }
  return { say: reply((p) => p.itemOver(closed.letter, wanted)) }
}
