import type { KindId, Urgency } from '../../core/kinds.ts'
import { kinds as kindTable } from '../../core/kinds.ts'
import type { Instant } from '../../core/time.ts'
import type { Situation } from './attribution/situation.ts'
import { type Attribution, attribute } from './attribution.ts'
import { byWhen } from './by-when.ts'
import { saysDanger } from './danger.ts'
import { fold } from './fold.ts'
import { chosenLanguage } from './language/choose.ts'
import { detectLanguage } from './language/detect.ts'
import { type OptOut, readOptOut, saysOptIn } from './opt-out.ts'
import { findPlaces, type PlaceMention } from './places.ts'
import { peopleIn } from './quantities.ts'
import { asksStatus, type Request, readCommand, readFolded, saysNotNeeded } from './request.ts'
import { whereNeeded } from './roles.ts'
import { respell } from './spelling.ts'
import type { Label } from './triage/labels.ts'
import type { Triage, TriageModel } from './triage/model.ts'
import { guessedKinds, isRequest, kindsAskedAbroad } from './wanting.ts'
import type { Language } from './words.ts'

/**
 * What a text is for, the first that fits: `opt_out` (of everything or of some kinds), `opt_in`, `answer` (to something
 * we asked), `away` (a pause, or some hours only), `join`, `back`, `about` (who are you?), `not_needed`, `status` (what is happening?), `offer`, `request`, `danger` (and
 * nothing else that we know), `other`: talk, passed on while a job runs.
 */
export type Intent =
  | 'opt_out'
  | 'opt_in'
  | 'answer'
  | 'join'
  | 'away'
  | 'back'
  | 'about'
  | 'not_needed'
  | 'status'
  | 'offer'
  | 'request'
  | 'danger'
  | 'other'

export interface Understood {
  readonly intent: Intent
  readonly direction: 'want' | 'offer' | 'none'
  /** Best first; `['other']` for a request, an offer or a danger of no kind we know; empty when it is none. */
  readonly kinds: readonly KindId[]
  readonly labels: readonly Label[]
  readonly scores: Triage['scores'] | Record<string, never>
  readonly urgency: Urgency
  readonly danger: boolean
  /** The place in it where help is needed, the most exact: which place that is, is for the tables. */
  readonly place: PlaceMention | null
  readonly people: number | null
  readonly by: Instant | null
  readonly vulnerable: readonly string[]
  readonly language: Language | null
  /** How far they want fewer texts. */
  readonly optOut: OptOut | null
  readonly answers: Attribution | null
}

/** What is known beside the text. */
export interface Around {
  readonly now: Instant
  readonly language: Language | null
  /** What the person was asked; null when nothing is open. */
  readonly situation: Situation | null
  readonly model: TriageModel | null
}

/**
 * Everything a text says, read at once and acted on by nobody. Rules win where they speak; the model adds labels, and
 * kinds only where the rules have none and it is sure.
 */
export function understand(text: string, { now, language, situation, model }: Around): Understood {
  const folded = respell(fold(text))
  const triage = model?.triage(text) ?? null
  const detected = detectLanguage(text)
  const abroad = detected.confident && detected.language !== 'en' ? kindsAskedAbroad(triage) : null
  const request = inEither(readFolded(folded), abroad)
  const answers = situation && attribute(text, situation)
  const danger = saysDanger(text)
  const command = readCommand(text)
  const wanting = abroad !== null ? request.direction : wants(folded, request, triage)
  const optOut = readOptOut(text, now)
  const intent = intentOf(text, { answers, command, danger, optOut, wanting: wanting === 'want' ? 'request' : wanting })
  const wanted = intent === 'request' || intent === 'offer' || intent === 'danger'
  return {
    intent,
    direction: wanted || intent === 'join' ? (request.direction === 'offer' ? 'offer' : 'want') : 'none',
    kinds: wanted ? kindsOf(request, triage) : [],
    labels: triage?.labels ?? [],
    scores: triage?.scores ?? {},
    urgency: urgencyOf(request, danger, wanted),
    danger,
    place: placeIn(text),
    people: request.portions ?? peopleIn(folded),
    by: byWhen(folded, now),
    vulnerable: request.vulnerable,
    language: chosenLanguage(text) ?? (detected.confident ? detected.language : (language ?? detected.language)),
    optOut,
    answers,
  }
}

/** What the rules read, which know English, with the kinds that the model finds in another language. */
const inEither = (request: Request, abroad: readonly KindId[] | null): Request =>
  request.kinds.length > 0 || abroad === null ? request : { ...request, kinds: abroad, asks: true }

/** A name that would count only as an answer to "where?" is no mention of a place. */
const isPlain = ({ form }: PlaceMention): boolean => form !== 'answer'
const isExact = ({ source }: PlaceMention): boolean => source !== 'name' && source !== 'outward'

function placeIn(text: string): PlaceMention | null {
  const mentions = whereNeeded(text, findPlaces(text)).filter(isPlain)
  return mentions.find(isExact) ?? mentions[0] ?? null
}

const wants = (folded: string, request: Request, triage: Triage | null): 'offer' | 'request' | null =>
  request.direction === 'offer' ? 'offer' : isRequest(folded, request, triage) ? 'request' : null

interface Read {
  readonly answers: Attribution | null
  readonly command: ReturnType<typeof readCommand>
  readonly danger: boolean
  readonly optOut: OptOut | null
  readonly wanting: 'offer' | 'request' | null
}

function intentOf(text: string, { answers, command, danger, optOut, wanting }: Read): Intent {
  if (optOut?.scope === 'all' || optOut?.scope === 'topics') return 'opt_out'
  if (saysOptIn(text)) return 'opt_in'
  if (answers) return 'answer'
  if (optOut) return 'away'
  if (command) return command
  if (saysNotNeeded(text)) return 'not_needed'
  if (asksStatus(text)) return 'status'
  return wanting ?? (danger ? 'danger' : 'other')
}

const kindsOf = (request: Request, triage: Triage | null): readonly KindId[] => {
  const said = request.kinds.length > 0 ? request.kinds : guessedKinds(triage)
  return said.length > 0 ? said : ['other']
}

function urgencyOf(request: Request, danger: boolean, wanted: boolean): Urgency {
  if (danger) return 'life'
  if (!wanted) return 'routine'
  return request.urgency ?? kindTable[request.kinds[0] ?? 'other'].urgency
}
