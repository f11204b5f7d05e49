import { restS } from '../../core/dispatch/order.ts'
import { Queue } from './queue.ts'
import { dayS, type Neighbour, type Response, responseOf, type SimNeed, type Town } from './town.ts'

export interface SimPerson {
  readonly asks: number[]
  busyUntil: number
  /** When their last no or job was over. */
  restFrom: number
}

export interface SimAsk extends Response {
  readonly neighbour: Neighbour
  readonly at: number
  state: 'waiting' | 'yes' | 'no' | 'stood_down' | 'missed'
}

/** One need as the run goes on. */
export interface Course {
  readonly need: SimNeed
  readonly asked: Map<number, SimAsk>
  /** Who said yes and has a seat; whoever does not come loses it when that is noticed. */
  readonly seated: SimAsk[]
  /** Yeses for which there was no seat, in the order in which they came. */
  readonly spare: SimAsk[]
  lost: number
  filledAt: number | null
  /** When the first who really comes is there. */
  reachedAt: number | null
  closed: boolean
  review: number
}

export type Why = 'opened' | 'time_passed' | 'declined' | 'reopened'

/** Whom a policy asks now, and when it wants to be asked again, in seconds from now. */
export interface Move {
  readonly ask: readonly Neighbour[]
  readonly reviewS: number | null
}

export interface Policy {
  readonly next: (course: Course, why: Why, now: number) => Move
  /** Hears of every answer, and of silence when a need is over. */
  readonly hear?: (course: Course, ask: SimAsk, now: number) => void
  readonly hearsNo: boolean
}

export interface Sim {
  readonly town: Town
  readonly people: readonly SimPerson[]
  readonly isFree: (course: Course, person: number, now: number) => boolean
}

export interface Ran {
  readonly courses: readonly Course[]
  readonly people: readonly SimPerson[]
}

/** Texts go out one a second, as a long number's do (Twilio). */
const textsPerS = 1
const walkMPerS = 5
const setOffS = 300
/** Somebody who is not there is noticed so long after they should have been. */
const graceS = 900
const jobS = 3_600

type Event =
  | { readonly does: 'open' | 'close'; readonly course: Course }
  | { readonly does: 'review'; readonly course: Course; readonly review: number }
  | { readonly does: 'answer' | 'noticed_missing'; readonly course: Course; readonly ask: SimAsk }

/** Plays all needs of a town with one policy. */
export function run(town: Town, policyOf: (sim: Sim) => Policy): Ran {
  const people = Array.from({ length: town.scenario.volunteers }, newPerson)
  const isFree = ({ asked }: Course, person: number, now: number) =>
    !asked.has(person) && people[person]!.busyUntil <= now
  const policy = policyOf({ town, people, isFree })
  const queue = new Queue<Event>()
  let lineFreeAt = 0
  const courses = town.needs.map(courseOf)
  for (const course of courses) {
    queue.put(course.need.at, { does: 'open', course })
    queue.put(course.need.closesAt, { does: 'close', course })
  }

  function move(course: Course, why: Why, now: number): void {
    if (course.closed || isFull(course, town)) return
    const { ask, reviewS } = policy.next(course, why, now)
    for (const neighbour of ask) send(course, neighbour, now)
    course.review++
    if (reviewS !== null) queue.put(now + reviewS, { does: 'review', course, review: course.review })
  }

  function send(course: Course, neighbour: Neighbour, now: number): void {
    lineFreeAt = Math.max(now, lineFreeAt) + 1 / textsPerS
    const response = responseOf(town, course.need, neighbour)
    const ask: SimAsk = { ...response, neighbour, at: lineFreeAt, state: 'waiting' }
    course.asked.set(neighbour.person, ask)
    people[neighbour.person]!.asks.push(now)
    if (response.answer === 'yes' || (response.answer === 'no' && policy.hearsNo))
      queue.put(ask.at + response.afterS, { does: 'answer', course, ask })
  }

  function answer(course: Course, ask: SimAsk, now: number): void {
    const person = people[ask.neighbour.person]!
    if (ask.answer === 'yes' && person.busyUntil <= now) accept(course, ask, now)
    else if (ask.state === 'waiting' && !course.closed) decline(course, ask, now)
  }

  function decline(course: Course, ask: SimAsk, now: number): void {
    const person = people[ask.neighbour.person]!
    ask.state = 'no'
    person.restFrom = now
    policy.hear?.(course, ask, now)
    move(course, 'declined', now)
  }

  function accept(course: Course, ask: SimAsk, now: number): void {
    if (now > course.need.closesAt) return
    if (isFull(course, town)) {
      course.spare.push(ask)
      return
    }
    ask.state = 'yes'
    policy.hear?.(course, ask, now)
    seat(course, ask, now)
  }

  function seat(course: Course, ask: SimAsk, now: number): void {
    ask.state = 'yes'
    const thereAt = now + setOffS + ask.neighbour.metres / walkMPerS
    const person = people[ask.neighbour.person]!
    person.busyUntil = ask.comes ? thereAt + jobS : now
    person.restFrom = person.busyUntil
    course.seated.push(ask)
    if (!ask.comes) queue.put(thereAt + graceS, { does: 'noticed_missing', course, ask })
    const coming = course.seated.filter((one) => one.comes).length
    if (ask.comes && (course.reachedAt === null || thereAt < course.reachedAt)) course.reachedAt = thereAt
    if (coming === town.scenario.wanted && course.filledAt === null) course.filledAt = now
    if (isFull(course, town)) standDown(course, now)
  }

  function standDown(course: Course, now: number): void {
    for (const ask of course.asked.values()) {
      if (ask.state !== 'waiting') continue
      ask.state = 'stood_down'
      policy.hear?.(course, ask, now)
    }
  }

  function noticeMissing(course: Course, ask: SimAsk, now: number): void {
    course.seated.splice(course.seated.indexOf(ask), 1)
    course.lost++
    ask.state = 'missed'
    policy.hear?.(course, ask, now)
    if (course.closed) return
    while (course.spare.length > 0 && !isFull(course, town)) {
      const next = course.spare.shift()!
      if (people[next.neighbour.person]!.busyUntil <= now) seat(course, next, now)
    }
    move(course, 'reopened', now)
  }

  for (let event = queue.take(); event; event = queue.take()) {
    const { at, item } = event
    if (item.does === 'open') move(item.course, 'opened', at)
    else if (item.does === 'answer') answer(item.course, item.ask, at)
    else if (item.does === 'noticed_missing') noticeMissing(item.course, item.ask, at)
    else if (item.does === 'close') {
      item.course.closed = true
      standDown(item.course, at)
    } else if (item.does === 'review' && item.review === item.course.review) move(item.course, 'time_passed', at)
  }
  return { courses, people }
}

const newPerson = (): SimPerson => ({ asks: [], busyUntil: 0, restFrom: -dayS - restS })

const courseOf = (need: SimNeed): Course => ({
  need,
  asked: new Map(),
  seated: [],
  spare: [],
  lost: 0,
  filledAt: null,
  reachedAt: null,
  closed: false,
  review: 0,
})

export const isFull = ({ seated }: Course, { scenario }: Town): boolean => seated.length >= scenario.wanted
