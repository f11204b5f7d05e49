import type { Place } from '../../core/geo/geocoder.ts'
import { type KindId, kinds } from '../../core/kinds.ts'
import { running } from '../../core/needs/need.ts'
import { joinDiets } from '../../core/offers/suits.ts'
import { bareAnswer } from '../understand/attribution.ts'
import { codesIn } from '../understand/coded.ts'
import { saysDanger } from '../understand/danger.ts'
import { type Weekly, weeklyIn } from '../understand/every.ts'
import { fold } from '../understand/fold.ts'
import { dietIn, readContents, readDiet } from '../understand/food.ts'
import { nameIn } from '../understand/name.ts'
import { type Request, readRequest } from '../understand/request.ts'
import { guessedKinds, isRequest, kindsAskedAbroad } from '../understand/wanting.ts'
import { isForeign } from './language.ts'
import { askPlace, clearPlace, isDoubtful, isExact, isWide, takenPlace } from './placing.ts'
import { languageOf } from './situation.ts'
import { closeMenu } from './standing.ts'
import {
  type Command,
  type Context,
  type Draft,
  idle,
  question,
  reply,
  type Say,
  type State,
  type Step,
} from './types.ts'

/** A new request or offer. Kind and place clear: it starts at once. Something missing or doubtful: one question. */
export function askForHelp(state: State, text: string, context: Context): Step | null {
  const request = requestIn(text, context)
  const place = clearPlace(context)
  const looksLikeOne =
    request.kinds.length > 0 ||
    (request.asks && (place !== null || context.needs.length === 0)) ||
    isPlaceAlone(text, context) ||
    mayAskForHelp(text, context)
  if (!looksLikeOne || isChatter(request, text, context)) return null
  const open = context.needs.find((need) => need.kind === request.kinds[0] || request.kinds.length === 0)
  if (open && request.direction === 'want' && !weeklyIn(text)) return moreAbout(state, open.id, text, place, context)
  return proceed(draftOf(request, text, place), context)
}

/** What the rules read; where they have no kind, one that the model is sure of, or sees in another language. */
function requestIn(text: string, context: Context): Request {
  const { triage, person } = context
  const request = readRequest(text)
  if (request.kinds.length > 0 || person.volunteer !== null) return request
  const abroad = isForeign(text, context) ? kindsAskedAbroad(triage) : null
  const kinds = abroad ?? (isRequest(fold(text), request, triage) ? guessedKinds(triage) : [])
  return kinds.length === 0 ? request : { ...request, kinds, asks: true }
}

/** A word such as "dog" in the talk between a resident and a volunteer is no new request. */
function isChatter(request: Request, text: string, { person, needs, places }: Context): boolean {
  const talking =
    person.items.some((item) => item.purpose === 'assignment') || needs.some((need) => running(need).length > 0)
  if (places.some(isExact)) return false
  return talking
    ? !/\b(also|another|as well)\b/.test(fold(text)) || !request.asks
    : !request.asks && request.direction === 'want' && person.volunteer !== null && isShort(text)
}

/** What is said in a language we read little of may be a request: then we ask what is needed. */
const mayAskForHelp = (text: string, context: Context): boolean =>
  context.needs.length === 0 &&
  context.person.items.length === 0 &&
  context.person.volunteer === null &&
  isForeign(text, context) &&
  !saysDanger(text)

const isShort = (text: string): boolean => text.trim().split(/\s+/).length < 4

const isPlaceAlone = (text: string, { places, needs }: Context): boolean =>
  places.length === 1 && !places[0]!.guess && places[0]!.said.length >= text.trim().length - 4 && needs.length === 0

/** The draft with what it says must not be in the food, where it says so. */
function withDiet(draft: Draft, text: string): Draft {
  const diet = draft.direction === 'want' ? joinDiets(draft.diet, dietIn(text)) : undefined
  return diet ? { ...draft, diet } : draft
}

const draftOf = (request: Request, words: string, place: Place | null): Draft =>
  withWeek(withDiet(baseOf(request, words, place), words), words)

function withWeek(draft: Draft, text: string): Draft {
  const every = weeklyIn(text)
  return every ? { ...draft, every } : draft
}

const baseOf = (request: Request, words: string, place: Place | null): Draft => ({
  kind: request.kinds[0] ?? null,
  direction: request.direction,
  urgency: request.urgency,
  portions: request.portions,
  vulnerable: request.vulnerable,
  words,
  place,
})

/** Asks for the first thing that is missing, or does it. `settled`: the place is as exact as we shall get it. */
function proceed(draft: Draft, context: Context, settled = false): Step {
  const { now } = context
  if (draft.kind === null) return askKind(draft, context)
  if (draft.direction === 'offer' && !kinds[draft.kind].portions) return offersToHelp(context)
  if (draft.place === null || (isWide(draft.place) && !settled)) return askPlace(draft, context)
  if (draft.direction === 'want')
    return isFood(draft) && !draft.diet ? askFood(draft, context) : report(draft as ReadyDraft, context)
  if (draft.portions === null)
    return {
      state: { v: 1, at: 'asking_portions', draft, since: now },
      say: [question((p) => p.askPortions())],
      commands: [],
    }
  if (isFood(draft) && !draft.contents) return askFood(draft, context)
  if (draft.every) return everyWeek(draft as ReadyDraft, draft.every, context)
  const commands: Command[] = [{ do: 'make_offer', draft: draft as ReadyDraft & { portions: number } }]
  if (context.person.volunteer || context.person.contact) return { state: idle, say: [], commands }
  return { state: { v: 1, at: 'asking_first_name', since: now }, say: [question((p) => p.askFirstName())], commands }
}

const isFood = ({ kind }: Draft): boolean => kind !== null && kinds[kind].portions

const askFood = (draft: Draft, { now }: Context): Step => ({
  state: { v: 1, at: 'asking_food', draft, since: now },
  say: [question((p) => (draft.direction === 'want' ? p.askDiet() : p.askContents()))],
  commands: [],
})

type ReadyDraft = Draft & { kind: KindId; place: Place }

/** The state after it is set by who carries it out: only then is there a need to ask the name for. */
const report = (draft: ReadyDraft, context: Context): Step =>
  draft.every
    ? everyWeek(draft, draft.every, context)
    : { state: idle, say: [], commands: [{ do: 'report_need', draft }] }

/** Whoever wants something every week is asked the name and house now: when its time comes nobody is there to ask. */
function everyWeek(draft: ReadyDraft, every: Weekly, { person, now }: Context): Step {
  const commands: Command[] = [{ do: 'begin_weekly', draft: { ...draft, every } }]
  if (person.contact !== null || (draft.direction === 'offer' && person.volunteer))
    return { state: idle, say: [], commands }
  const house = draft.direction === 'want'
  return {
    state: { v: 1, at: 'asking_first_name', ...(house ? { house } : {}), since: now },
    say: [question((p) => (house ? p.askContact() : p.askFirstName()))],
    commands,
  }
}

/** Somebody who offers what is no portion of anything is a volunteer who has not joined. */
const offersToHelp = ({ us, person }: Context): Step =>
  person.volunteer
    ? { state: idle, say: [reply((p) => p.thanksForOffer())], commands: [{ do: 'not_understood' }] }
    : { state: idle, say: [reply((p) => p.aboutUs(us))], commands: [{ do: 'not_understood' }] }

function askKind(draft: Draft, { now, freeLetter }: Context): Step {
  return {
    state: { v: 1, at: 'asking_kind', draft, letter: freeLetter, since: now },
    say: [kindQuestion(freeLetter)],
    commands: [{ do: 'open_menu', letter: freeLetter }],
  }
}

/** The answer to the question we put; anything else said meanwhile is kept with the request. */
export function continueAsking(state: State, text: string, context: Context): Step | null {
  if (state.at === 'asking_place') return takePlace(state, text, context)
  if (state.at === 'asking_kind') return takeKind(state, text, context)
  if (state.at === 'asking_first_name') return state.house ? takeHouse(text, context) : takeFirstName(text, context)
  if (state.at === 'asking_portions') return takePortions(state, text, context)
  if (state.at === 'asking_food') return takeFood(state, text, context)
  return state.at === 'asking_contact' ? takeContact(state, text, context) : null
}

function takePlace(state: Extract<State, { at: 'asking_place' }>, text: string, context: Context): Step {
  const draft = withMore(state.draft, text)
  const place = takenPlace(state, text, context) ?? (isDoubtful(context) ? null : draft.place)
  const settled = state.draft.place !== null
  const next = place ? proceed({ ...draft, place }, context, settled) : askPlace({ ...draft, place }, context)
  return { ...next, commands: [...closeMenu(state), ...next.commands] }
}

/** The kinds of the menu, in the order its numbers stand in `askKind`. */
const menuKinds: readonly KindId[] = ['flood_help', 'evacuation', 'shopping', 'prescription', 'welfare_check', 'other']

const kindQuestion = (letter: string): Say => ({
  purpose: 'question',
  text: (p) => p.askKind(letter),
  choices: (p) => p.pressKinds.map((label, i) => ({ answer: `${letter}${i + 1}`, label })),
})

function takeKind(state: Extract<State, { at: 'asking_kind' }>, text: string, context: Context): Step {
  const coded = codesIn(text, [state.letter]).find((a) => a.letter === state.letter)
  const digit = coded?.digit ?? Number(/^\s*(\d)\s*$/.exec(text)?.[1] ?? 0)
  const kind =
    menuKinds[digit - 1] ?? readRequest(text).kinds[0] ?? (text.trim().length > 2 && digit === 0 ? 'other' : null)
  if (kind === null) return { state, say: [kindQuestion(state.letter)], commands: [] }
  const draft = { ...withMore(state.draft, coded ? '' : text), kind, place: state.draft.place ?? clearPlace(context) }
  const next = proceed(draft, context)
  return { ...next, commands: [{ do: 'close_menu', letter: state.letter }, ...next.commands] }
}

function takePortions(state: Extract<State, { at: 'asking_portions' }>, text: string, context: Context): Step {
  const said = readRequest(text).portions ?? Number(/\b(\d{1,2})\b/.exec(text)?.[1] ?? 0)
  if (!said) return { state, say: [question((p) => p.askPortions())], commands: [] }
  return proceed({ ...withMore(state.draft, text), portions: said }, context)
}

function takeFood({ draft }: Extract<State, { at: 'asking_food' }>, text: string, context: Context): Step {
  const told = draft.direction === 'want' ? { diet: readDiet(text) } : { contents: readContents(text, draft.words) }
  return proceed({ ...draft, ...told, words: `${draft.words}\n${text}` }, context, true)
}

function takeFirstName(text: string, { person }: Context): Step | null {
  const name = nameIn(text)
  if (name === null || bareAnswer(text, languageOf(person))) return null
  return { state: idle, say: [reply((p) => p.nameNoted())], commands: [{ do: 'note_name', name }] }
}

function takeHouse(text: string, context: Context): Step | null {
  const contact = text.trim().replaceAll(/\s+/g, ' ').slice(0, longestContact)
  if (isNod(text, context) || !looksLikeContact(contact)) return null
  return { state: idle, say: [reply((p) => p.contactNoted())], commands: [{ do: 'note_name', name: contact }] }
}

/** The draft with what a further text adds to it. */
function withMore(draft: Draft, text: string): Draft {
  const more = readRequest(text)
  return {
    ...withDiet(draft, text),
    words: text === '' ? draft.words : `${draft.words}\n${text}`,
    portions: draft.portions ?? more.portions,
    vulnerable: [...new Set([...draft.vulnerable, ...more.vulnerable])],
  }
}

const longestContact = 80

/** Name and house are asked once: the next text that is nothing else is the answer. */
function takeContact(state: Extract<State, { at: 'asking_contact' }>, text: string, context: Context): Step | null {
  const need = context.needs.find((n) => n.id === state.need)
  if (!need || isNod(text, context)) return null
  const another = readRequest(text)
  if (another.kinds.length > 0 && another.asks && another.kinds[0] !== need.kind && clearPlace(context)) return null
  if (/\?\s*$/.test(text)) return null
  const contact = text.trim().replaceAll(/\s+/g, ' ')
  if (!looksLikeContact(contact))
    return { state, say: [reply((p) => p.noteAdded())], commands: [{ do: 'add_note', need: need.id, note: contact }] }
  const moved = movedTo(context, need.id)
  const commands: Command[] = [
    { do: 'note_contact', need: need.id, contact: contact.slice(0, longestContact) },
    ...(contact.length > longestContact ? [{ do: 'add_note' as const, need: need.id, note: contact }] : []),
    ...moved,
  ]
  return { state: idle, say: [reply((p) => p.contactNoted())], commands }
}

const talk = /\b(please|hurry|quick|water|help|coming|getting|need|is|it'?s|we'?re|are|the door|under|now)\b/i

/** A name, or a name with a house: it has a number in it, or is a few words that say nothing else. */
const looksLikeContact = (text: string): boolean => /\d/.test(text) || (text.split(' ').length <= 6 && !talk.test(text))

function movedTo(context: Context, need: string): Command[] {
  const place = context.places.every(isExact) ? clearPlace(context) : null
  return place && context.needs.some((n) => n.id === need && running(n).length === 0)
    ? [{ do: 'correct_place', need, place }]
    : []
}

/** The same thing said again: no second call-out. A new place corrects the old while nobody has said yes. */
function moreAbout(state: State, need: string, text: string, place: Place | null, context: Context): Step {
  const corrects = place !== null && movedTo(context, need).length > 0
  const commands: Command[] = [
    { do: 'add_note', need, note: text.trim() },
    ...(corrects ? [{ do: 'correct_place' as const, need, place }] : []),
    { do: 'tell_status' },
  ]
  return { state, say: [], commands }
}

/** What fits nothing else: talk between the two while a job runs, otherwise a note for the request that is open. */
export function followUp(state: State, text: string, context: Context): Step | null {
  const { person, needs } = context
  const jobs = person.items.filter((item) => item.purpose === 'assignment')
  const visited = needs.filter((need) => running(need).length > 0)
  const addressed = lettered(
    text,
    jobs.map((job) => job.letter),
  )
  if (addressed) return relay(state, jobs.find((job) => job.letter === addressed.letter)!.about, addressed.text)
  if (jobs.length + visited.length > 1) return { state, say: [question((p) => p.whichNeed())], commands: [] }
  const about = jobs[0]?.about ?? visited[0]?.id
  if (about !== undefined)
    return isTalk(text, context) ? relay(state, about, text.trim()) : { state, say: [], commands: [] }
  return noteFor(state, text, context)
}

/** "ok" or "thanks", and nothing else. */
function isNod(text: string, { person }: Context): boolean {
  const said = bareAnswer(text, languageOf(person))
  return said === 'weak' || said === 'thanks'
}

/** A bare "yes" or "thanks" is passed on only when the other side has just said something. */
const isTalk = (text: string, context: Context): boolean =>
  bareAnswer(text, languageOf(context.person)) === null || context.sent.some((s) => s.purpose === 'relay')

function relay(state: State, need: string, text: string): Step {
  return { state, say: [reply((p) => p.passedOn())], commands: [{ do: 'relay', need, text }] }
}

function lettered(text: string, letters: readonly string[]): { letter: string; text: string } | null {
  const match = /^\s*([A-Za-z]{1,2})[\s:,]+(\S[\s\S]*)$/.exec(text)
  const letter = match?.[1]?.toUpperCase()
  return match && letters.length > 1 && letter !== undefined && letters.includes(letter) && match[1] === letter
    ? { letter, text: match[2]! }
    : null
}

function noteFor(state: State, text: string, context: Context): Step | null {
  const { needs } = context
  const need = needs.at(-1)
  if (!need || needs.length !== 1) return null
  if (isNod(text, context)) return { state, say: [], commands: [] }
  return { state, say: [reply((p) => p.noteAdded())], commands: [{ do: 'add_note', need: need.id, note: text.trim() }] }
}
