import { asksStatus, readCommand, saysNotNeeded } from '../understand/request.ts'
import { beginJoining } from './joining.ts'
import { type Context, idle, question, reply, type State, type Step } from './types.ts'

/** What works at any time, whatever the conversation was about: JOIN, BACK, "what's happening?", "not needed". */
export function standingCommand(state: State, text: string, context: Context): Step | null {
  const command = readCommand(text)
  if (command === 'join') return beginJoining(context)
  if (command === 'back') return comeBack(state, context)
  if (command === 'about') return { state, say: [reply((p) => p.aboutUs(context.us))], commands: [] }
  if (saysNotNeeded(text)) return notNeeded(state, context)
  return asksStatus(text) ? status(state, context) : null
}

function comeBack(state: State, { person }: Context): Step {
  if (!person.volunteer) return { state, say: [reply((p) => p.notAVolunteer())], commands: [] }
  return { state, say: [reply((p) => p.back())], commands: [{ do: 'come_back' }] }
}

function status(state: State, { needs, person }: Context): Step | null {
  if (needs.length === 0 && !person.items.some((item) => item.purpose === 'assignment')) {
    return person.volunteer ? null : { state, say: [reply((p) => p.nothingOpen())], commands: [] }
  }
  return { state, say: [], commands: [{ do: 'tell_status' }] }
}

/** Closes the one need that is open; with several the person says which, by its kind. */
function notNeeded(state: State, { needs, person }: Context): Step | null {
  if ('draft' in state) {
    const { kind, portions } = state.draft
    return {
      state: idle,
      say: [reply((p) => p.withdrawn({ kind: kind ?? 'other', portions }))],
      commands: closeMenu(state),
    }
  }
  const [only] = needs
  if (!only) return person.volunteer ? { state, say: [], commands: [{ do: 'withdraw_offers' }] } : null
  if (needs.length === 1) return { state: idle, say: [], commands: [{ do: 'withdraw_need', need: only.id }] }
  return { state: { v: 1, at: 'choosing_withdrawal' }, say: [question((p) => p.whichToClose(needs))], commands: [] }
}

/** The menu's letter is free again. */
export function closeMenu(state: State): Step['commands'] {
  const letter = 'letter' in state ? state.letter : null
  return letter === null ? [] : [{ do: 'close_menu', letter }]
}

/** Which of several requests is not needed any more: by a word for its kind, or "all". */
export function chooseWithdrawal(state: State, text: string, { needs }: Context): Step | null {
  if (state.at !== 'choosing_withdrawal') return null
  const words = text.toLowerCase()
  const said = /\b(all|both|everything)\b/.test(words)
    ? needs
    : needs.filter((need, i) => words.trim() === String(i + 1) || mentions(words, need.kind))
  if (said.length === 0) return { state: idle, say: [], commands: [] }
  return { state: idle, say: [], commands: said.map((need) => ({ do: 'withdraw_need', need: need.id })) }
}

const mentions = (words: string, kind: string): boolean => words.includes(kind.split('_')[0]!)
