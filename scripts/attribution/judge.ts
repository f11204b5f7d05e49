import type { Answer, Asked, Closed } from '../../bots/understand/attribution/situation.ts'
import type { World } from './world.ts'

// A careful dispatcher with the whole thread in front of them. Nothing here knows how the reader works.

/** What sort of thing was said, before it is known of which question. */
export type Sort = 'yes' | 'no' | 'cant' | 'drop' | 'on_the_way' | 'arrived' | 'done'

/** What it says of this question; null when nobody would say that to it. */
export function sense(item: Asked, sort: Sort): Answer | null {
  if (item.purpose === 'alarm') return sort === 'yes' || sort === 'on_the_way' ? 'yes' : null
  if (item.purpose === 'done_check') return sort === 'yes' || sort === 'done' ? 'yes' : sort === 'no' ? 'no' : null
  if (item.state === 'accepted') {
    if (sort === 'yes' || sort === 'no') return null
    return sort === 'cant' || sort === 'drop' ? 'drop' : sort
  }
  if (sort === 'yes' || sort === 'no') return sort
  if (sort === 'on_the_way') return 'on_the_way'
  return sort === 'cant' || sort === 'drop' ? 'no' : null
}

/** The questions that words without a name could be meant for, as the dispatcher sees it. */
export function possible(world: World, sort: Sort): (Asked | Closed)[] {
  const fits = world.open.filter((item) => sense(item, sort) !== null)
  const jobs = fits.filter((item) => item.state === 'accepted')
  const open = (sort === 'drop' || sort === 'on_the_way') && jobs.length > 0 ? jobs : fits
  const unanswered = world.closed.filter((item) => !item.answered && sense(item, sort) !== null)
  return [...open, ...unanswered.filter((item) => isStillInMind(item, open, world))]
}

/**
 * Somebody may still mean a question that was covered meanwhile: it came up minutes ago and they were already writing,
 * or it came after what they could mean otherwise and they have been silent since.
 */
function isStillInMind(item: Closed, open: readonly Asked[], world: World): boolean {
  const job = open.length > 0 && open.every((one) => one.state === 'accepted')
  if (job) return false
  const asked = world.thread.find((text) => text.letter === item.letter && text.purpose === 'invitation')
  if (!asked) return false
  const latestOpen = open
    .map((one) => one.askedAt)
    .toSorted()
    .at(-1)
  return asked.minutesAgo < 30 || (latestOpen !== undefined && item.askedAt > latestOpen)
}

/** Whether talk with somebody on a job was passed on so lately that a short answer may belong to it. */
export const isTalking = (world: World, since: string | undefined): boolean =>
  world.thread.some(
    (text) =>
      text.purpose === 'relay' &&
      (since === undefined || Date.parse(world.situation.now) - text.minutesAgo * 60_000 > Date.parse(since)),
  )

/** Whether the last thing on the phone is this question and there was nothing else lately. */
export function isOnlyTopic(world: World, item: Asked): boolean {
  const recent = world.thread.filter((text) => text.minutesAgo < 30)
  return recent.length === 1 && recent[0]!.letter === item.letter && world.open.length === 1
}
