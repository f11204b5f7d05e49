import { saysDanger } from '../understand/danger.ts'
import { nameIn } from '../understand/name.ts'
import { readOptOut } from '../understand/opt-out.ts'
import { type Context, idle, question, type State, type Step } from './types.ts'

const saysNew = /^\s*(?:new|newydd|no|na|nage|not me|nid fi|wrong (?:number|person))[.!]?\s*$/i

/**
 * The first text from a number that was silent for so long that it may be somebody else's now: before it is read we ask
 * for the first name we know, and never say it. The right one goes on as before with what they wrote; anything else
 * begins anew, as somebody we do not know, with the same words. STOP is never asked about.
 */
export function confirming(state: State, text: string, context: Context): Step | null {
  const { confirm, carrierKeyword, now } = context
  if (confirm === null || carrierKeyword === 'stop' || readOptOut(text, now)?.scope === 'all') return null
  if (state.at !== 'confirming') return ask(text, 1, context)
  if (isOneOf(confirm, text)) return { state: idle, say: [], commands: [{ do: 'confirm_number', text: state.text }] }
  const unclear = /^\s*(?:yes|yep|yeah|ie|ydw|ok|okay|what|who|pardon|why)\b.{0,20}$/i.test(text)
  if (unclear && state.asked === 1) return ask(state.text, 2, context)
  const isName = saysNew.test(text) || nameIn(text) !== null
  const more = isName && !saysDanger(text) ? [] : [text]
  return { state: idle, say: [], commands: [{ do: 'start_afresh', texts: [state.text, ...more] }] }
}

const ask = (text: string, asked: 1 | 2, { now }: Context): Step => ({
  state: { v: 1, at: 'confirming', text, asked, since: now },
  say: [question((p) => p.whichFirstName())],
  commands: [],
})

function isOneOf(names: readonly string[], text: string): boolean {
  if (saysNew.test(text)) return false
  const said = (nameIn(text) ?? '').split(/\s+/).map(plain)
  return names.some((name) => said.includes(plain(name)))
}

/** Without capitals and marks: "Siân" and "sian" are one. */
const plain = (name: string): string =>
  name
    .normalize('NFD')
    .replaceAll(/[^\p{L}]/gu, '')
    .toLowerCase()
