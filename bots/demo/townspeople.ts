import type { PhoneText } from '../../adapters/channels/simulated.ts'
import type { Answer, Character } from './answering.ts'
import { readText } from './reading.ts'
import { seeded } from './seeded.ts'

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

/**
 * The people behind the simulated phones. Each knows only what the phone shows, and answers by texting, after a while
 * that is the same every time for the same text. Phones that a visitor holds are left alone.
 */
export class Townspeople {
  readonly #settings: TownspeopleSettings
  /** Phone → when the visitor last did something with it. */
  readonly #held = new Map<string, number>()
  #pending: Pending[] = []
  #quietUntil = 0

  constructor(settings: TownspeopleSettings) {
    this.#settings = settings
  }

  /** A text came to a phone or left it. */
  hear(text: PhoneText): void {
    if (text.direction === 'to_phone') this.#read(text)
    else this.#note(text)
  }

  /** Lets somebody text by themselves. */
  say(phone: string, text: string, afterS: number): void {
    this.#pending.push({ phone, text, afterS, ask: null, readAt: this.#now, dueAt: this.#now + afterS * 1000 })
  }

  /** A visitor answers on this phone from now on. */
  hold(phone: string): void {
    this.#held.set(phone, this.#now)
  }

  handBack(phone: string): void {
    this.#held.delete(phone)
    const soonest = this.#now + catchUpMs
    this.#pending = this.#pending.map((p) => (p.phone === phone ? { ...p, dueAt: Math.max(p.dueAt, soonest) } : p))
  }

  isHeld(phone: string): boolean {
    return this.#held.has(phone)
  }

  /** Sends what is due. */
  async tick(): Promise<void> {
    for (const [phone, since] of this.#held) if (since + holdMs <= this.#now) this.handBack(phone)
    const due = this.#due()
    const left = this.#pending.filter((p) => !due.includes(p))
    this.#pending = left.map((p) => (due.some((sent) => isYesOf(sent, p)) ? instead(p) : p))
    for (const { phone, text } of due) await this.#settings.send(phone, text)
  }

  get #now(): number {
    return this.#settings.now().getTime()
  }

  #read({ phone, text, at }: PhoneText): void {
    this.#pending = withoutWhatEnded(this.#pending, phone, text)
    const answer = this.#settings.characters.get(phone)?.(text, seeded(`${phone} ${text}`))
    const readAt = at.getTime()
    if (answer) this.#pending.push({ ...answer, phone, readAt, dueAt: readAt + answer.afterS * 1000 })
  }

  #note(text: PhoneText): void {
    if (this.isHeld(text.phone)) this.hold(text.phone)
    this.#pending = withoutAnswered(this.#pending, text)
  }

  #due(): Pending[] {
    const ready = this.#pending.filter((p) => p.dueAt <= this.#now && !this.isHeld(p.phone))
    const asks = ready.filter((p) => p.ask !== null).toSorted((a, b) => a.dueAt - b.dueAt)
    const visitorIsAsked = this.#pending.some(
      (p) => p.ask !== null && this.isHeld(p.phone) && this.#now < p.readAt + patienceMs,
    )
    const first = !visitorIsAsked && this.#now >= this.#quietUntil ? asks[0] : undefined
    if (visitorIsAsked || first) this.#quietUntil = this.#now + apartMs
    return ready.filter((p) => p.ask === null || p === first)
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
