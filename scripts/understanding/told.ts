import { askingBack } from '../../bots/conversations/asking-back.ts'
import { phrasesIn, sayHours } from '../../bots/phrases/phrases.ts'
import type { Attributed, Situation } from '../../bots/understand/attribution/situation.ts'
import type { OptOut } from '../../bots/understand/opt-out.ts'
import type { TriageModel } from '../../bots/understand/triage/model.ts'
import { type Understood, understand } from '../../bots/understand/understand.ts'
import type { OpenItem } from '../../core/people/person.ts'
import { minutes, plus } from '../../core/time.ts'
import { type AskedLine, languageIn, type OpenItemLine } from './asked.ts'

/** An item whose time is not said was put to them this long ago. */
const askedAgoMs = minutes(5)

/** What is written for one line: everything that `understand` found in the text, in plain JSON. */
export function answerLine({ id, text, language, context }: AskedLine, model: TriageModel, clock: string): object {
  const now = context?.now ?? clock
  const items = (context?.openItems ?? []).map((item) => openItem(item, now))
  const situation = items.length === 0 ? null : situationOf(items, now, languageIn(language))
  const understood = understand(text, { now, language: languageIn(language), situation, model })
  const { intent, direction, kinds, labels, scores, urgency, danger, people, by, vulnerable } = understood
  return {
    id: id ?? null,
    intent,
    direction,
    kinds,
    labels,
    scores,
    urgency,
    danger,
    optOut: optOutOf(understood.optOut),
    place: placeOf(understood),
    people,
    by,
    vulnerable,
    language: understood.language,
    ...answersOf(understood, items),
  }
}

const openItem = ({ letter, kind, state, askedAt }: OpenItemLine, now: string): OpenItem => ({
  letter,
  kind: kind ?? null,
  purpose: state === 'accepted' ? 'assignment' : 'invitation',
  about: letter,
  since: askedAt ?? plus(now, -askedAgoMs),
})

function situationOf(items: readonly OpenItem[], now: string, language: Situation['language']): Situation {
  const open = items.map(({ letter, kind, purpose, about, since }) => ({
    letter,
    kind,
    purpose,
    about,
    askedAt: since,
    state: purpose === 'assignment' ? ('accepted' as const) : ('asked' as const),
  }))
  const sent = open
    .filter(({ askedAt }) => plus(askedAt, minutes(30)) > now)
    .map(({ about, state, askedAt }) => ({
      purpose: state === 'asked' ? ('invitation' as const) : ('accepted' as const),
      need: about,
      at: askedAt,
    }))
    .toSorted((a, b) => (a.at < b.at ? 1 : -1))
  return { open, closed: [], sent, now, language }
}

function optOutOf(wish: OptOut | null): object | null {
  if (wish === null) return null
  if (wish.scope === 'all') return {}
  if (wish.scope === 'topics') return { topic: wish.kinds[0], topics: wish.kinds }
  return wish.scope === 'pause' ? { from: wish.from, until: wish.until } : { hours: sayHours(wish.hours) }
}

function placeOf({ place }: Understood): object | null {
  if (place === null) return null
  const { said, source, candidates, point, radiusM, within, role } = place
  return { said, source, point, radiusM, candidates, within, role }
}

function answersOf({ answers }: Understood, items: readonly OpenItem[]): object {
  if (answers === null) return {}
  const context = { person: { items, closed: [] }, about: new Map() }
  const inWords = (ask: Parameters<typeof askingBack>[0]) => askingBack(ask, context).text(phrasesIn('en'))
  if ('askBack' in answers) return { askBack: inWords(answers.askBack) }
  if (answers.answers.length === 0) return answers.also[0] ? { askBack: inWords(answers.also[0]) } : {}
  const also = answers.also[0] ? { also: inWords(answers.also[0]) } : {}
  return { answers: answers.answers.map(answerOf), ...also }
}

function answerOf({ letter, answer, minutes: inMin, condition }: Attributed): object {
  const kept = [inMin === null ? null : inTime(inMin), condition].filter((one) => one !== null).join(', ')
  return { letter, answer, ...(kept === '' ? {} : { condition: kept }), ...(inMin === null ? {} : { minutes: inMin }) }
}

const inTime = (min: number): string =>
  min % 60 === 0 ? `in ${min / 60} ${min === 60 ? 'hour' : 'hours'}` : `in ${min} minutes`
