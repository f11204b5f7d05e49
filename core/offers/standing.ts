import type { KindId } from '../kinds.ts'
import type { Fact } from '../ledger/entry.ts'
import { hours, type Instant, plus, wallClock, wallTime } from '../time.ts'

/** What somebody wants, or offers, every week at the same time of the clock on the wall. Stands in their own stream. */
export interface Standing {
  readonly id: string
  readonly direction: 'want' | 'offer'
  readonly kind: KindId
  readonly portions: number | null
  /** Monday 1 … Sunday 7. */
  readonly weekday: number
  /** Minutes since local midnight. */
  readonly minute: number
  /** Sealed under their key: place, words, what must not be in it or what is. */
  readonly details: string
  /** When it is next wanted or offered; null while it is paused. */
  readonly nextAt: Instant | null
  /** The need or offer opened for it last. */
  readonly last: string | null
  /** Who did it last and is asked first. */
  readonly usual: string | null
  /** `skips`: not the next time. `rests`: not until they say so. */
  readonly usualIs: UsualIs
}

/** What can be done about a weekly arrangement: the next one left out, paused, taken up again, ended. */
export const standingWishes = ['skip', 'pause', 'resume', 'end'] as const
export type StandingWish = (typeof standingWishes)[number]

export type UsualIs = 'asked' | 'skips' | 'rests'

/** Somebody else's weekly want that this person is asked for first. */
export interface UsualFor {
  readonly owner: string
  readonly standing: string
  readonly weekday: number
}

export type StandingFact =
  | Fact<
      'standing_begun',
      Omit<Standing, 'id' | 'nextAt' | 'last' | 'usual' | 'usualIs'> & { standing: string; nextAt: Instant }
    >
  /** Its time has come: a need or an offer was opened for it. */
  | Fact<'standing_opened', { standing: string; about: string; nextAt: Instant }>
  /** Paused (`nextAt` null), taken up again, or one time left out. */
  | Fact<'standing_moved', { standing: string; nextAt: Instant | null; reasonRef: string | null }>
  | Fact<'standing_ended', { standing: string; reasonRef: string | null }>
  | Fact<'usual_chosen', { standing: string; person: string | null; is: UsualIs }>
  | Fact<'usual_for', UsualFor & { still: boolean }>

interface Holder {
  readonly standing?: readonly Standing[]
  readonly usualFor?: readonly UsualFor[]
}

type Body<T extends StandingFact['type']> = Extract<StandingFact, { type: T }>['body']

export const begun = <P extends Holder>(p: P, { standing, ...body }: Body<'standing_begun'>): P => ({
  ...p,
  standing: [...(p.standing ?? []), { ...body, id: standing, last: null, usual: null, usualIs: 'asked' }],
})

export const openedOnce = <P extends Holder>(p: P, { standing, about, nextAt }: Body<'standing_opened'>): P =>
  changed(p, standing, (one) => ({ last: about, nextAt, usualIs: one.usualIs === 'skips' ? 'asked' : one.usualIs }))

export const moved = <P extends Holder>(p: P, { standing, nextAt }: Body<'standing_moved'>): P =>
  changed(p, standing, () => ({ nextAt }))

export const ended = <P extends Holder>(p: P, { standing }: Body<'standing_ended'>): P => ({
  ...p,
  standing: (p.standing ?? []).filter(({ id }) => id !== standing),
})

export const usualChosen = <P extends Holder>(p: P, { standing, person, is }: Body<'usual_chosen'>): P =>
  changed(p, standing, () => ({ usual: person, usualIs: is }))

export const usualFor = <P extends Holder>(p: P, { still, ...of }: Body<'usual_for'>): P => ({
  ...p,
  usualFor: [...(p.usualFor ?? []).filter((one) => one.standing !== of.standing), ...(still ? [of] : [])],
})

const changed = <P extends Holder>(p: P, id: string, change: (one: Standing) => Partial<Standing>): P => ({
  ...p,
  standing: (p.standing ?? []).map((one) => (one.id === id ? { ...one, ...change(one) } : one)),
})

/** People are asked so long before it is wanted. */
const leadMs = hours(24)

/** When the next one is opened; null while it is paused. */
export const opensAt = ({ nextAt }: Standing): Instant | null => (nextAt === null ? null : plus(nextAt, -leadMs))

/** The next time after `after` that clocks in the United Kingdom show this time of this weekday, over a change of the clocks too. */
export function nextOn({ weekday, minute }: Pick<Standing, 'weekday' | 'minute'>, after: Instant): Instant {
  const ahead = (weekday - wallClock(after).weekday + 7) % 7
  const next = wallTime(after, ahead, minute)
  return next > after ? next : wallTime(after, ahead + 7, minute)
}

/** Who is asked first for the next one: whoever did the last, unless they sit it out. */
export const askedFirst = ({ usual, usualIs }: Standing): string | null => (usualIs === 'asked' ? usual : null)
