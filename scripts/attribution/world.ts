import type { Asked, Closed, SentLately, Situation } from '../../bots/understand/attribution/situation.ts'
import { type KindId, kindIds } from '../../core/kinds.ts'
import type { Purpose } from '../../core/messages/message.ts'
import { letterAlphabet } from '../../core/people/letters.ts'
import type { Chance } from './chance.ts'

/** One text of ours, as it stands in the thread on somebody's phone. */
export interface Shown {
  readonly letter: string
  readonly purpose: Purpose
  readonly need: string
  readonly minutesAgo: number
  /** When it came up on the phone: later than it was sent if the phone was off. */
  readonly seenMinutesAgo: number
}

/** A person with a phone, what they were asked, and what they have seen of it. */
export interface World {
  readonly open: readonly Asked[]
  readonly closed: readonly Closed[]
  readonly thread: readonly Shown[]
  readonly phoneWasOff: boolean
  readonly situation: Situation
}

const now = '2026-11-22T14:00:00.000Z'
const before = (minutes: number): string => new Date(Date.parse(now) - minutes * 60_000).toISOString()
const minutesSince = (at: string): number => (Date.parse(now) - Date.parse(at)) / 60_000

/** How long ago people were asked: mostly just now, sometimes hours, a day when the phone was off. */
function age(chance: Chance, off: boolean): number {
  if (off) return chance.between(60, 24 * 60)
  if (chance.in100(70)) return chance.between(1, 25)
  return chance.in100(70) ? chance.between(26, 240) : chance.between(241, 1200)
}

/** What one person was asked: 1 to 5 things still open, often several within minutes, some already over. */
export function worldOf(chance: Chance): World {
  const off = chance.in100(12)
  const letters = lettersFrom(chance.in100(60) ? chance.below(4) : chance.below(letterAlphabet.length))
  const size = chance.one([1, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5])
  const mixed = [...letters.slice(0, 8)].sort(() => chance.below(3) - 1)
  const open = Array.from({ length: size }, () => asked(chance, mixed.pop()!, off))
  const over = Array.from({ length: chance.one([0, 0, 0, 1, 1, 2, 3]) }, () => closedOf(chance, mixed.pop()!, off))
  const thread = [...open, ...over].flatMap((item) => textsAbout(item, off, chance))
  const talk = open.some((item) => item.state === 'accepted') && chance.in100(20) ? [relayed(open, chance)] : []
  const shown = [...thread, ...talk].sort((a, b) => a.minutesAgo - b.minutesAgo)
  const situation: Situation = { open, closed: over, sent: sentLately(shown), now, language: null }
  return { open, closed: over, thread: shown, phoneWasOff: off, situation }
}

/** Letters are given in the order of the alphabet, from wherever this person has got to. */
const lettersFrom = (at: number): string[] => [...letterAlphabet.slice(at), ...letterAlphabet.slice(0, at)]

const askable = kindIds.filter((kind) => kind !== 'other')

function asked(chance: Chance, letter: string, off: boolean): Asked {
  const roll = chance.below(100)
  const purpose = roll < 68 ? 'invitation' : roll < 92 ? 'assignment' : roll < 98 ? 'done_check' : 'alarm'
  const kind: KindId | null = purpose === 'alarm' ? null : chance.one(askable)
  const state = purpose === 'assignment' ? 'accepted' : 'asked'
  return { letter, purpose, about: `need-${letter}`, kind, askedAt: before(age(chance, off)), state }
}

function closedOf(chance: Chance, letter: string, off: boolean): Closed {
  const askedMinutesAgo = age(chance, off) + 2
  const closedMinutesAgo = chance.between(1, askedMinutesAgo - 1)
  const answered = !off && chance.in100(35)
  return {
    letter,
    purpose: answered && chance.in100(50) ? 'assignment' : 'invitation',
    about: `need-${letter}`,
    kind: chance.one(askable),
    state: 'asked',
    askedAt: before(askedMinutesAgo),
    closedAt: before(closedMinutesAgo),
    answered,
  }
}

const firstText: Readonly<Record<string, Purpose>> = {
  invitation: 'invitation',
  assignment: 'accepted',
  done_check: 'question',
  alarm: 'alarm',
}

function textsAbout(item: Asked | Closed, off: boolean, chance: Chance): Shown[] {
  const first = { letter: item.letter, purpose: firstText[item.purpose]!, need: item.about }
  const asked = minutesSince(item.askedAt)
  const seen = off ? chance.between(0, 10) : asked
  const texts: Shown[] = [{ ...first, minutesAgo: asked, seenMinutesAgo: Math.min(seen, asked) }]
  if (!('closedAt' in item)) return texts
  const over = minutesSince(item.closedAt)
  const purpose: Purpose = item.answered ? 'reply' : 'stand_down'
  return [...texts, { ...first, purpose, minutesAgo: over, seenMinutesAgo: Math.min(off ? seen : over, over) }]
}

function relayed(open: readonly Asked[], chance: Chance): Shown {
  const job = open.find((item) => item.state === 'accepted')!
  const minutesAgo = chance.between(0, Math.min(20, Math.floor(minutesSince(job.askedAt))))
  return { letter: job.letter, purpose: 'relay', need: job.about, minutesAgo, seenMinutesAgo: minutesAgo }
}

const sentLately = (thread: readonly Shown[]): SentLately[] =>
  thread
    .filter((text) => text.minutesAgo < 30)
    .map(({ purpose, need, minutesAgo }) => ({ purpose, need, at: before(minutesAgo) }))
