import { factorPpm, learn, missedPpm, nothingLearnt, ownPpm, tableOf } from '../../core/dispatch/learning.ts'
import { costM, type Manner, tired } from '../../core/dispatch/order.ts'
import { aimS } from '../../core/dispatch/pace.ts'
import { plan } from '../../core/dispatch/plan.ts'
import { chanceOf } from './chances.ts'
import type { Course, Move, Policy, Sim, SimAsk, SimPerson, Why } from './run.ts'
import { dayS, type Neighbour } from './town.ts'

export const policyNames = ['muster', 'all_at_once', 'nearest_3_then_3', 'ask_7_replace', 'random_10'] as const
export type PolicyName = (typeof policyNames)[number]

/** What rounds of asking that go by a clock wait for. */
const roundS = 300

export const policies: Readonly<Record<PolicyName, (sim: Sim) => Policy>> = {
  muster,
  all_at_once: (sim) => simple((course, _, now) => ({ ask: freeOf(sim, course, now), reviewS: null })),
  nearest_3_then_3: (sim) =>
    simple((course, _, now) => ({ ask: first(sim, course, 3 * empty(sim, course), now), reviewS: roundS })),
  ask_7_replace: (sim) => ({
    hearsNo: true,
    next: (course, why, now) => ({
      ask: first(sim, course, why === 'opened' || why === 'reopened' ? 7 * empty(sim, course) : 1, now),
      reviewS: null,
    }),
  }),
  random_10: (sim) =>
    simple((course, _, now) => ({ ask: anyOf(sim, course, 10 * empty(sim, course), now), reviewS: null })),
}

const simple = (next: (course: Course, why: Why, now: number) => Move): Policy => ({ next, hearsNo: false })

const empty = ({ town }: Sim, { seated }: Course): number => town.scenario.wanted - seated.length

const freeOf = (sim: Sim, course: Course, now: number): Neighbour[] =>
  course.need.near.filter(({ person }) => sim.isFree(course, person, now))

function first(sim: Sim, course: Course, count: number, now: number): Neighbour[] {
  const found: Neighbour[] = []
  for (const one of course.need.near) {
    if (found.length === count) break
    if (sim.isFree(course, one.person, now)) found.push(one)
  }
  return found
}

const anyOf = (sim: Sim, course: Course, count: number, now: number): Neighbour[] =>
  freeOf(sim, course, now)
    .map((one) => ({ one, luck: chanceOf(sim.town.seed, 50, course.need.index, one.person) }))
    .sort((a, b) => a.luck - b.luck)
    .slice(0, count)
    .map(({ one }) => one)

const kind = 'flood_help'
export const targetPpm = 990_000
/** Looked at beyond those asked already; the index proposes no more. */
const candidatesLookedAt = 100
const lifeSliceS = 15
/** Setting off, the way, and the time somebody may be late: known to the engine from the kind. */
const noticedAfterS = 1_500

/** Muster's own: the planning functions of core/dispatch, which see answers and nothing else. */
function muster(sim: Sim): Policy {
  const { scenario } = sim.town
  const learnt = nothingLearnt()
  const manner: Manner = scenario.lifeSafety ? 'life' : 'urgent'
  const about = ({ person, metres }: Neighbour) =>
    ({ person: String(person), metres, kind, night: scenario.night }) as const

  function candidates(course: Course, now: number): { neighbour: Neighbour; factor: number; cost: number }[] {
    const free: Neighbour[] = []
    for (const one of course.need.near) {
      if (free.length === candidatesLookedAt) break
      if (!sim.isFree(course, one.person, now)) continue
      if (scenario.lifeSafety || tired(historyOf(sim.people[one.person]!, now)) === null) free.push(one)
    }
    return free
      .map((neighbour) => {
        const history = historyOf(sim.people[neighbour.person]!, now)
        const terms = { ...neighbour, ...history, ownPpm: ownPpm(learnt, String(neighbour.person)) }
        return { neighbour, cost: costM(terms, manner), factor: factorPpm(learnt, about(neighbour)) }
      })
      .sort((a, b) => a.cost - b.cost || a.neighbour.metres - b.neighbour.metres)
  }

  function next(course: Course, _: Why, now: number): Move {
    const found = candidates(course, now)
    if (scenario.lifeSafety) return { ask: found.slice(0, lifeSliceS).map((c) => c.neighbour), reviewS: lifeSliceS }
    const waiting = [...course.asked.values()].filter((ask) => ask.state === 'waiting')
    const planned = plan({
      table: tableOf(learnt, 'pressing'),
      leftS: aimS({
        leftS: Math.max(1, Math.round(course.need.closesAt - now)),
        seats: empty(sim, course),
        missedPpm: missedPpm(learnt),
        noticedAfterS,
      }),
      seats: empty(sim, course),
      targetPpm,
      waiting: waiting.map(({ at, neighbour }) => ({
        ageS: Math.max(0, Math.round(now - at)),
        factorPpm: factorPpm(learnt, about(neighbour)),
      })),
      factorsPpm: found.map((c) => c.factor),
      least: 0,
      most: 60,
    })
    return { ask: found.slice(0, planned.ask).map((c) => c.neighbour), reviewS: planned.reviewS }
  }

  function hear(_: Course, ask: SimAsk, now: number): void {
    if (ask.state === 'missed') {
      learnt.seats.missed++
      return
    }
    if (ask.state === 'yes') learnt.seats.yes++
    const answer = ask.state === 'yes' || ask.state === 'no' ? ask.state : 'none'
    learn(learnt, { ...about(ask.neighbour), pace: 'pressing', waitedS: Math.max(0, Math.round(now - ask.at)), answer })
  }

  return { next, hear, hearsNo: true }
}

function historyOf({ asks, restFrom }: SimPerson, now: number) {
  const since = (seconds: number) => asks.length - firstAfter(asks, now - seconds)
  const idleDays = Math.floor((now - (asks.at(-1) ?? 0)) / dayS)
  return { askedDay: since(dayS), askedWeek: since(7 * dayS), idleDays, restedS: Math.round(now - restFrom) }
}

/** The position of the first time after `moment` in a rising list. */
function firstAfter(times: readonly number[], moment: number): number {
  let i = times.length
  while (i > 0 && times[i - 1]! > moment) i--
  return i
}
