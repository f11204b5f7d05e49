import { standingWishIn } from '../understand/every.ts'
import { type Context, idle, reply, type State, type Step } from './types.ts'

/** SKIP, PAUSE, RESUME or NO MORE, with a day: by whoever wants or offers something weekly, and by whoever usually does it. */
export function weekly(_: State, text: string, { person }: Context): Step | null {
  const said = standingWishIn(text)
  if (!said) return null
  const own = (person.standing ?? []).some(({ weekday }) => weekday === said.weekday)
  const others = (person.usualFor ?? []).some(({ weekday }) => weekday === said.weekday)
  if (own || others) return { state: idle, say: [], commands: [{ do: 'change_weekly', ...said }] }
  if ((person.standing ?? []).length + (person.usualFor ?? []).length === 0) return null
  return { state: idle, say: [reply((p) => p.nothingWeekly(said.weekday))], commands: [] }
}
