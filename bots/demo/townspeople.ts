import type { PhoneText } from '../../adapters/channels/simulated.ts'
import type { Answer } from './answering.ts'
import { readText } from './reading.ts'
import { seeded } from './seeded.ts'

/** What somebody texts back to a text on their phone; `chance` is theirs for this text. */
export type Character = (text: string, chance: () => number) => Answer | null

export interface TownspeopleSettings {
  readonly characters: ReadonlyMap<string, Character>
  readonly now: () => Date
  readonly send: (phone: string, text: string) => Promise<void>
}

interface Pending extends Answer {
  readonly phone: string
  readonly readAt: number
  readonly dueAt: number
}

/** A phone nobody touches for this long goes back to its owner. */
const holdMs = 180_000
/** While somebody holds a phone that was just asked, the others take this long over their yes. */
const patienceMs = 30_000
/** Two people do not say yes at the very same moment: who is no longer needed hears of it first. */
const apartMs = 1_500
/** Answers that fell due while nobody was there to send them. */
const catchUpMs = 4_000

export interface Townspeople {
  /** A text came to a phone or left it. */
  readonly hear: (text: PhoneText) => void
  /** Lets somebody text by themselves. */
  readonly say: (phone: string, text: string, afterS: number) => void
  /** A visitor answers on this phone from now on. */
  readonly hold: (phone: string) => void
  readonly handBack: (phone: string) => void
  readonly isHeld: (phone: string) => boolean
  /** Sends what is due. */
  readonly tick: () => Promise<void>
}

/**
 * The people behind the simulated phones. Each knows only what the phone shows, and answers by texting, after a while
 * that is the same every time for the same text. Phones that a visitor holds are left alone.
 */
export function townspeople({ characters, now, send }: TownspeopleSettings): Townspeople {
  let pending: Pending[] = []
  let quietUntil = 0
  const held = new Map<string, number>()
  const nowMs = () => now().getTime()
  const isHeld = (phone: string) => held.has(phone)
  const read = ({ phone, text, at }: PhoneText) => {
    pending = withoutWhatEnded(pending, phone, text)
    const answer = characters.get(phone)?.(text, seeded(`${phone} ${text}`))
    if (!answer) return
    const readAt = at.getTime()
    pending.push({ ...answer, phone, readAt, dueAt: readAt + answer.afterS * 1000 })
  }
  const isWaitedFor = (p: Pending) => p.ask !== null && isHeld(p.phone) && nowMs() < p.readAt + patienceMs
  const dueNow = () => {
    const ready = pending.filter((p) => p.dueAt <= nowMs() && !isHeld(p.phone)).toSorted((a, b) => a.dueAt - b.dueAt)
    if (pending.some(isWaitedFor)) quietUntil = nowMs() + apartMs
    const ask = nowMs() < quietUntil ? undefined : ready.find((p) => p.ask)
    if (ask) quietUntil = nowMs() + apartMs
    return ready.filter((p) => p.ask === null || p === ask)
  }
  const late = (p: Pending): Pending => ({ ...p, dueAt: Math.max(p.dueAt, nowMs() + catchUpMs) })
  const handBack = (phone: string) => {
    held.delete(phone)
    pending = pending.map((p) => (p.phone === phone ? late(p) : p))
  }
  return {
    hear: (text) => {
      if (text.direction === 'to_phone') return read(text)
      if (isHeld(text.phone)) held.set(text.phone, nowMs())
      pending = withoutAnswered(pending, text)
    },
    say: (phone, text, afterS) => {
      pending.push({ phone, text, afterS, ask: null, readAt: nowMs(), dueAt: nowMs() + afterS * 1000 })
    },
    hold: (phone) => held.set(phone, nowMs()),
    handBack,
    isHeld,
    tick: async () => {
      for (const [phone, since] of held) if (since + holdMs <= nowMs()) handBack(phone)
      const due = dueNow()
      pending = pending.filter((p) => !due.includes(p)).map((p) => (due.some((d) => isYesOf(d, p)) ? instead(p) : p))
      for (const { phone, text } of due) await send(phone, text)
    },
  }
}

/** A text that ends something ends what its reader meant to say about it. */
function withoutWhatEnded(pending: readonly Pending[], phone: string, text: string): Pending[] {
  const matter = readText(text)
  if (matter.is === 'called_off') return pending.filter((p) => p.phone !== phone)
  if (matter.is !== 'covered') return [...pending]
  return pending.filter((p) => p.phone !== phone || !(p.ask && text.includes(p.ask.about)))
}

/** Whoever has answered, by hand or before a restart, does not answer the same again. */
function withoutAnswered(pending: readonly Pending[], { phone, text }: PhoneText): Pending[] {
  const code = /^\s*([a-z]{1,2}) ?\d/i.exec(text)?.[1]?.toUpperCase()
  const isOther = (p: Pending) => code !== undefined && p.ask !== null && !p.ask.no.startsWith(code)
  return pending.filter((p) => p.phone !== phone || isOther(p))
}

const isYesOf = (sent: Pending, other: Pending): boolean =>
  sent.ask?.says === 'yes' && other.ask !== null && other.phone === sent.phone

/** Somebody who has just said yes to one thing says no to the next. */
const instead = (p: Pending): Pending => ({ ...p, text: p.ask!.no, ask: { ...p.ask!, says: 'no' } })
