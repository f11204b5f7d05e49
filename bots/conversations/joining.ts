import { type KindId, kinds } from '../../core/kinds.ts'
import { bareAnswer } from '../understand/attribution.ts'
import { codesIn } from '../understand/coded.ts'
import { bare, fold, hasPhrase } from '../understand/fold.ts'
import { nameIn } from '../understand/name.ts'
import { languageOf } from './situation.ts'
import { type Context, idle, type Joining, question, reply, type State, type Step } from './types.ts'

type JoiningState = Extract<State, { at: 'joining' }>

const nothing: Joining = { name: null, postcode: null, point: null, skills: null }

/** The menu of joining, in the order its numbers stand in `joinSkills`. */
export const skillMenu: readonly KindId[] = [
  'flood_help',
  'shopping',
  'prescription',
  'meal',
  'lift',
  'welfare_check',
  'snow_ice',
  'power',
  'clean_up',
  'pet_care',
  'company',
  'asset',
]

/** JOIN: the first question. Somebody who has joined before goes through the same and changes what they said. */
export function beginJoining({ us, now }: Context): Step {
  const state: State = { v: 1, at: 'joining', stage: 'name', given: nothing, letter: null, since: now }
  return { state, say: [question((p) => p.joinName(us))], commands: [] }
}

/** The next answer of somebody joining; null when nobody is. */
export function continueJoining(state: State, text: string, context: Context): Step | null {
  if (state.at !== 'joining') return null
  return stages[state.stage](state, text, context)
}

const stages: { readonly [S in JoiningState['stage']]: (state: JoiningState, text: string, context: Context) => Step } =
  {
    name: takeName,
    postcode: takePostcode,
    adult: takeAdult,
    skills: takeSkills,
    radius: takeRadius,
  }

function takeName(state: JoiningState, text: string): Step {
  const said = nameIn(text)
  if (said === null) return { state, say: [question((p) => p.joinNameAgain())], commands: [] }
  return {
    state: { ...state, stage: 'postcode', given: { ...state.given, name: said } },
    say: [question((p) => p.joinPostcode(said))],
    commands: [],
  }
}

function takePostcode(state: JoiningState, _: string, { places, freeLetter }: Context): Step {
  const found = places.flatMap((m) => (m.source === 'postcode' && m.found.length === 1 ? m.found : []))[0]
  if (!found) return { state, say: [question((p) => p.joinPostcodeAgain())], commands: [] }
  const given = { ...state.given, postcode: found.label, point: found.point }
  const next: State = { ...state, stage: 'adult', given, letter: freeLetter }
  return {
    state: next,
    say: [question((p) => p.joinAdult(freeLetter))],
    commands: [{ do: 'open_menu', letter: freeLetter }],
  }
}

const yesOrNo: Readonly<Record<string, 1 | 2>> = { yes: 1, no: 2 }

function takeAdult(state: JoiningState, text: string, { person }: Context): Step {
  const letter = state.letter!
  const coded = codesIn(text, [letter]).find((a) => a.letter === letter)?.digit
  const said = coded ?? yesOrNo[bareAnswer(text, languageOf(person)) ?? '']
  const age = Number(/\b(\d{1,3})\b/.exec(coded === undefined ? bare(text) : '')?.[1] ?? 0)
  if (said === 2 || (age > 2 && age < 18)) {
    return { state: idle, say: [reply((p) => p.joinTooYoung())], commands: [{ do: 'close_menu', letter }] }
  }
  if (said !== 1 && age < 18) return { state, say: [question((p) => p.joinAdult(letter))], commands: [] }
  return { state: { ...state, stage: 'skills' }, say: [question((p) => p.joinSkills(letter))], commands: [] }
}

function takeSkills(state: JoiningState, text: string): Step {
  const letter = state.letter!
  const skills = readSkills(text, letter)
  if (skills.length === 0) return { state, say: [question((p) => p.joinSkills(letter))], commands: [] }
  const next: State = { ...state, stage: 'radius', given: { ...state.given, skills } }
  return { state: next, say: [question((p) => p.joinRadius())], commands: [] }
}

function readSkills(text: string, letter: string): KindId[] {
  const words = fold(text)
  if (/\b(all|everything|anything|any)\b/.test(words)) return [...skillMenu]
  const coded = codesIn(text, [letter], 'menu').find((a) => a.letter === letter)
  const numbers =
    coded?.numbers ?? (/^[\d\s,&.+and]+$/.test(words) ? [...words.matchAll(/\d+/g)].map((m) => Number(m[0])) : [])
  const byNumber = numbers.flatMap((n) => skillMenu[n - 1] ?? [])
  const byWord = coded ? [] : skillMenu.filter((id) => kinds[id].words.some((word) => hasPhrase(words, word)))
  return [...new Set([...byNumber, ...byWord])]
}

function takeRadius(state: JoiningState, text: string): Step {
  const said =
    /(\d{1,3}(?:\.\d)?) ?(km|k\b|kilomet)?/.exec(fold(text)) ?? (/\bhalf\b/.test(fold(text)) ? ['', '0.5'] : null)
  const miles = said ? Number(said[1]) * (said[2] ? 0.621 : 1) : 0
  if (!(miles > 0)) return { state, say: [question((p) => p.joinRadius())], commands: [] }
  const radiusMiles = Math.min(miles, 50)
  const given = state.given as Required<Joining>
  return {
    state: idle,
    say: [],
    commands: [
      { do: 'close_menu', letter: state.letter! },
      { do: 'join', given, radiusMiles },
    ],
  }
}
