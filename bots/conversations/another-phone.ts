import { haversineM } from '../../core/geo/distance.ts'
import { hours, minutes, plus } from '../../core/time.ts'
import { codesIn } from '../understand/coded.ts'
import { inNameOf } from '../understand/in-name-of.ts'
import { type Context, idle, question, reply, type State, type Step } from './types.ts'

type Proving = Extract<State, { at: 'proving' }>

/** A postcode is as good as a house: this far from where they joined it may lie, metres. */
const sameHomeM = 400
const provesForMs = minutes(30)
const speaksForMs = hours(12)

/**
 * An answer from a phone that was not asked, in the name of somebody who was: nothing is done before whoever writes has
 * named the postcode they joined with. We ask so whatever the name, and so give away nobody.
 */
export function answerFromElsewhere(state: State, text: string, context: Context): Step | null {
  const claimed = inNameOf(text)
  if (claimed === null || isSame(claimed.name, state)) return speakOn(state, text, context) ?? prove(state, context)
  const letters = [...context.person.items, ...context.person.closed].map(({ letter }) => letter)
  if (letters.includes(claimed.letter)) return null
  const proving: Proving = { v: 1, at: 'proving', ...claimed, text, since: context.now }
  return { state: proving, say: [question((p) => p.whichPostcode())], commands: [] }
}

/** The name that this phone already speaks for. */
const isSame = (name: string, state: State): boolean =>
  state.at === 'speaking_for' && state.name.toLowerCase() === name.toLowerCase()

function prove(state: State, { places, claims, now }: Context): Step | null {
  if (state.at !== 'proving') return null
  const place = places.find(({ source, found }) => source === 'postcode' && found.length === 1)?.found[0]
  if (!place || plus(state.since, provesForMs) < now) return null
  const meant = claims.filter(({ point }) => haversineM(point, place.point) <= sameHomeM)
  const [only] = meant
  if (!only || meant.length > 1) return { state: idle, say: [reply((p) => p.notProved())], commands: [] }
  return {
    state: { v: 1, at: 'speaking_for', name: state.name, person: only.person, since: now },
    say: [],
    commands: [{ do: 'answer_for', person: only.person, text: state.text }],
  }
}

/** What they write next from the same phone, for half a day, as long as it names one of their letters. */
function speakOn(state: State, text: string, { speakingFor, now }: Context): Step | null {
  if (state.at !== 'speaking_for' || speakingFor === null || plus(state.since, speaksForMs) < now) return null
  const codes = codesIn(text, speakingFor.letters)
  if (!codes.some(({ letter }) => speakingFor.letters.includes(letter))) return null
  return { state, say: [], commands: [{ do: 'answer_for', person: speakingFor.person, text }] }
}
