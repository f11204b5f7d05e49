import type { Place } from '../../core/geo/geocoder.ts'
import { wouldChange } from '../../core/geo/would-change.ts'
import { codesIn } from '../understand/coded.ts'
import { bare } from '../understand/fold.ts'
import { type Context, type Draft, type Mentioned, question, type Say, type State, type Step } from './types.ts'

type AskingPlace = Extract<State, { at: 'asking_place' }>

/** The one place that a text names; null when there is none, or more than one that it may be. */
export const clearPlace = ({ places }: Context): Place | null => onlyOne(places.filter(({ guess }) => !guess))

/** The same in an answer to "where?", where a name alone counts. */
export const answeredPlace = ({ places }: Context): Place | null => onlyOne(places)

function onlyOne(places: readonly Mentioned[]): Place | null {
  const found = places.filter((m) => m.found.length > 0)
  return found.length === 1 && found[0]!.found.length === 1 ? found[0]!.found[0]! : null
}

/** A place that is as good as an address: a name or a wide area never moves a request that is running. */
export const isExact = ({ source }: Mentioned): boolean => source !== 'name' && source !== 'outward'

const mostOptions = 3

/** The one question about the place: which of several, something more exact, another form, not found, or not said. */
export function askPlace(draft: Draft, context: Context): Step {
  const { now, places, freeLetter } = context
  const state: AskingPlace = { v: 1, at: 'asking_place', draft, letter: null, options: [], about: null, since: now }
  const { place } = draft
  if (place) return ask({ ...state, about: place.said }, (p) => p.placeWide(place.label))
  const options = optionsIn(places)
  if (options.length > 1 && options.length <= mostOptions) return askWhich(state, options, freeLetter)
  const town = places.find((m) => m.found.length > mostOptions || (m.source === 'plus_code' && m.found.length === 0))
  if (town) return ask({ ...state, about: town.said }, (p) => p.placeTown(town.said))
  const closed = places.find((m) => m.source === 'what3words' || m.source === 'short_link')
  if (closed) return ask(state, (p) => (closed.source === 'short_link' ? p.placeLink() : p.placeThreeWords()))
  const missed = places.find((m) => m.found.length === 0)
  return ask(state, (p) => (missed ? p.placeNotFound(missed.said.toUpperCase()) : p.askPlace()))
}

const ask = (state: AskingPlace, text: Say['text']): Step => ({ state, say: [question(text)], commands: [] })

/** Every place that the text may mean, under different labels. */
function optionsIn(places: readonly Mentioned[]): Place[] {
  const all = places.flatMap(({ found }) => found)
  return all.filter(({ label }, i) => all.findIndex((other) => other.label === label) === i)
}

/** True when a text names a place, and there are several that it may be. */
export const isDoubtful = ({ places }: Context): boolean => optionsIn(places).length > 1

function askWhich(state: AskingPlace, options: readonly Place[], letter: string): Step {
  const labels = options.map(({ label }) => label)
  const asked = ask({ ...state, letter, options }, (p) => p.placeDoubtful(letter, labels))
  return { ...asked, commands: [{ do: 'open_menu', letter }] }
}

/** The place that an answer chooses or names; null when it does neither. */
export function takenPlace(state: AskingPlace, text: string, context: Context): Place | null {
  return chosen(state, text) ?? answeredPlace(context)
}

/** One of the places we asked about: by its number, or by words that only its label has ("the Todmorden one"). */
function chosen({ letter, options }: AskingPlace, text: string): Place | null {
  if (letter === null) return null
  const coded = codesIn(text, [letter]).find((a) => a.letter === letter)
  const digit = coded?.digit ?? Number(/^\s*(\d)\s*$/.exec(text)?.[1] ?? 0)
  if (digit > 0) return options[digit - 1] ?? null
  const said = bare(text).split(' ')
  const fits = options.filter((option) => ownWords(option, options).some((word) => said.includes(word)))
  return fits.length === 1 ? fits[0]! : null
}

const wordsOf = ({ label }: Place): string[] => bare(label).split(/[ ,]+/)

const ownWords = (option: Place, options: readonly Place[]): string[] =>
  wordsOf(option).filter((word) => word.length > 2 && !options.some((o) => o !== option && wordsOf(o).includes(word)))

/** True when it is worth one question to know the place better. */
export const isWide = (place: Place): boolean => wouldChange([place])
