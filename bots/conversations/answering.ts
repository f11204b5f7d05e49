import { purposes } from '../../core/messages/message.ts'
import type { Need } from '../../core/needs/need.ts'
import type { OpenItem } from '../../core/people/person.ts'
import { minutes, plus } from '../../core/time.ts'
import { type CodedAnswer, codedAnswers, plainAnswer, type Said } from '../understand/answers.ts'
import { type Command, type Context, itemOf, question, reply, type Say, type State, type Step } from './types.ts'

type Answered = { readonly command: Command } | { readonly say: Say }

/** Answers that name their letter: "A1", "c2", "A1 B2". Each is taken for what it says; none changes another. */
export function answerByLetter(state: State, text: string, context: Context): Step | null {
  const { person } = context
  const menu = menuLetter(state)
  const known = [...person.items, ...person.closed].map((item) => item.letter)
  const answers = codedAnswers(text, known).filter((a) => a.letter !== menu)
  if (answers.length === 0) return null
  const answered = answers.map((answer) => answerOne(answer, context))
  return {
    state,
    say: answered.flatMap((a) => ('say' in a ? [a.say] : [])),
    commands: answered.flatMap((a) => ('command' in a ? [a.command] : [])),
  }
}

export const menuLetter = (state: State): string | null => ('letter' in state ? state.letter : null)

function answerOne(answer: CodedAnswer, context: Context): Answered {
  const { person, about } = context
  const item = itemOf(person, answer.letter)
  if (item) return answerItem(item, answer, about.get(item.about))
  const closed = person.closed.findLast((c) => c.letter === answer.letter)
  const code = `${answer.letter}${answer.digit}`
  if (!closed) return { say: reply((p) => p.unknownLetter(code)) }
  const need = about.get(closed.about)
  if (closed.purpose === 'alarm') return { say: reply((p) => p.alarmTakenByOther()) }
  if (closed.purpose === 'invitation' && answer.digit === 1 && need && need.status !== 'closed')
    return accept(closed, answer)
  if (closed.purpose === 'assignment' && need) return lateReport(closed, answer, need)
  return {
    say: reply((p) => p.itemOver(code, closed.kind ? { kind: closed.kind, portions: need?.portions ?? null } : null)),
  }
}

/** What each digit means, by what its letter stands for. */
function answerItem(item: OpenItem, answer: CodedAnswer, need: Need | undefined): Answered {
  if (item.purpose === 'alarm')
    return answer.digit === 1 ? { command: { do: 'acknowledge_alarm', alarm: item.about } } : unknownDigit(item)
  if (item.purpose === 'menu') return { say: reply((p) => p.whichDigit(item.letter)) }
  if (item.purpose === 'done_check') return doneCheck(item, answer.digit)
  if (item.purpose === 'assignment') return assignment(item, answer, need)
  if (answer.digit === 1) return accept(item, answer)
  if (answer.digit === 2) return { command: { do: 'decline', need: item.about, condition: answer.rest || null } }
  return unknownDigit(item)
}

const accept = (item: OpenItem, { minutes, rest }: CodedAnswer): Answered => ({
  command: { do: 'accept', need: item.about, yes: { minutes, condition: rest || null } },
})

const unknownDigit = (item: OpenItem): Answered => ({ say: question((p) => p.whichDigit(item.letter)) })

function doneCheck(item: OpenItem, digit: number): Answered {
  if (digit > 2 || digit < 1) return unknownDigit(item)
  return { command: { do: 'confirm_done', need: item.about, really: digit === 1 } }
}

function assignment(item: OpenItem, answer: CodedAnswer, need: Need | undefined): Answered {
  const { about } = item
  switch (answer.digit) {
    case 1:
      return {
        say: reply((p) => p.stillYours({ kind: item.kind ?? 'other', portions: need?.portions ?? null }, item.letter)),
      }
    case 2:
    case 6:
      return { command: { do: 'drop', need: about } }
    case 3:
      return { command: { do: 'report', need: about, report: 'on_the_way', minutes: answer.minutes } }
    case 4:
      return { command: { do: 'report', need: about, report: 'arrived', minutes: null } }
    case 5:
      return { command: { do: 'report', need: about, report: 'done', minutes: null } }
    case 7:
      return { command: { do: 'acknowledge_briefing', need: about } }
    default:
      return unknownDigit(item)
  }
}

/** A report on a job that was taken away for silence, or is over: a yes may still be wanted, the rest is told kindly. */
function lateReport(closed: OpenItem, answer: CodedAnswer, need: Need): Answered {
  const again = [1, 3, 4].includes(answer.digit) && need.status !== 'closed' && need.status !== 'done'
  if (again) return accept(closed, answer)
  return {
    say: reply((p) => p.itemOver(`${answer.letter}${answer.digit}`, { kind: need.kind, portions: need.portions })),
  }
}

/** How long something we sent can still be what a bare answer is meant for. */
const answerableForMs = minutes(30)

/**
 * Plain words that are an answer ("yes", "on my way"). They count only when one open item can be meant and nothing else
 * sent in the last 30 minutes could be; otherwise one short question. An ambiguous yes is never acted on.
 */
export function answerInWords(state: State, text: string, context: Context): Step | null {
  const said = plainAnswer(text)
  if (!said || (state.at !== 'idle' && state.at !== 'asking_contact')) return null
  const fitting = context.person.items.filter((item) => fits(item, said))
  if (fitting.length === 0) return lateInWords(state, said, context)
  const [only] = fitting
  if (fitting.length > 1 || !only)
    return { state, say: [question((p) => p.whichOne(choices(fitting, said)))], commands: [] }
  if (!isMeant(only, said, context)) return { state, say: [askWhether(only, context)], commands: [] }
  const answered = answerItem(only, asCoded(only, said), context.about.get(only.about))
  return 'say' in answered
    ? { state, say: [answered.say], commands: [] }
    : { state, say: [], commands: [answered.command] }
}

/**
 * A plain answer with nothing open that it fits: a yes or no to the one invitation that was closed just now comes late;
 * thanks need no answer; anything else is read on.
 */
function lateInWords(state: State, said: Said, { person, now, sent, about }: Context): Step | null {
  const talking = sent.some((s) => s.purpose === 'relay')
  if (said.answer === 'weak_yes') return talking && person.items.length > 0 ? null : { state, say: [], commands: [] }
  const recent = person.closed.filter((c) => c.purpose === 'invitation' && plus(c.at, answerableForMs) > now)
  const [only] = recent
  if (person.items.length > 0 || recent.length !== 1 || !only) return null
  if (said.answer === 'yes' && about.get(only.about)?.status !== 'closed') {
    return {
      state,
      say: [],
      commands: [{ do: 'accept', need: only.about, yes: { minutes: said.minutes, condition: said.condition } }],
    }
  }
  return said.answer === 'no' || said.answer === 'drop' ? { state, say: [], commands: [] } : null
}

function fits(item: OpenItem, { answer }: Said): boolean {
  if (item.purpose === 'menu') return false
  if (item.purpose === 'assignment') return !['yes', 'weak_yes', 'no'].includes(answer)
  if (item.purpose === 'alarm') return answer === 'yes'
  if (item.purpose === 'done_check') return answer === 'yes' || answer === 'no' || answer === 'done'
  return answer === 'yes' || answer === 'weak_yes' || answer === 'no' || answer === 'drop'
}

/** "ok", "thanks" and a thumbs-up accept only what is the last and only thing we sent. */
function isMeant(item: OpenItem, { answer }: Said, { sent, now, person }: Context): boolean {
  const recent = sent.filter((s) => plus(s.at, answerableForMs) > now)
  const reports = item.purpose === 'assignment'
  if (answer === 'weak_yes') return recent.length === 1 && recent[0]!.need === item.about && person.items.length === 1
  if (reports) return true
  return recent.every((s) => s.need === item.about || !purposes[s.purpose].answerable)
}

const digitOf: Readonly<Record<Said['answer'], number>> = {
  yes: 1,
  weak_yes: 1,
  no: 2,
  on_the_way: 3,
  arrived: 4,
  done: 5,
  drop: 6,
}

function asCoded(item: OpenItem, said: Said): CodedAnswer {
  const digit =
    item.purpose === 'done_check' && said.answer === 'done'
      ? 1
      : item.purpose === 'invitation' && said.answer === 'drop'
        ? 2
        : digitOf[said.answer]
  return { letter: item.letter, digit, numbers: [digit], minutes: said.minutes, rest: said.condition ?? '' }
}

const choices = (items: readonly OpenItem[], said: Said) =>
  items.map((item) => ({ letter: item.letter, kind: item.kind, digit: asCoded(item, said).digit }))

function askWhether(item: OpenItem, { about }: Context): Say {
  return question((p) =>
    p.whichAnswer(item.letter, { kind: item.kind ?? 'other', portions: about.get(item.about)?.portions ?? null }),
  )
}
