import { describe, expect, it } from 'vitest'
import { compare } from '../../../scripts/simulation/compare.ts'
import { type PolicyName, policies } from '../../../scripts/simulation/policies.ts'
import { Queue } from '../../../scripts/simulation/queue.ts'
import { run } from '../../../scripts/simulation/run.ts'
import { type Scenario, scenarioSchema, scenarios } from '../../../scripts/simulation/scenario.ts'
import { townOf } from '../../../scripts/simulation/town.ts'
import { randomFrom } from '../../support/random.ts'

const hamlet: Scenario = {
  ...{ name: 'hamlet', seed: 7, needs: 60, volunteers: 60, areaKm2: 9, wanted: 1, deadlineMin: 45 },
  ...{ acceptanceNear: 0.4, acceptanceFar: 0.2, farKm: 3, delayMedianS: 150, delaySigma: 1, noShow: 0.1 },
  ...{ night: false, surge: false, lifeSafety: false },
}

const play = (name: PolicyName, change: Partial<Scenario> = {}, seed = 7) => {
  const town = townOf({ ...hamlet, ...change }, seed)
  return { town, ...run(town, policies[name]) }
}

const asksOf = ({ courses }: ReturnType<typeof play>) => courses.reduce((sum, { asked }) => sum + asked.size, 0)

describe('the simulator', () => {
  it('gives the same lines for the same seed, and others for another', () => {
    expect(compare(hamlet, 1).lines).toEqual(compare(hamlet, 1).lines)
    expect(compare({ ...hamlet, seed: 8 }, 1).lines).not.toEqual(compare(hamlet, 1).lines)
  })

  it('lets every policy meet the same people with the same luck', () => {
    const all = play('all_at_once')
    for (const name of ['muster', 'ask_7_replace'] as const)
      for (const { need, asked } of play(name).courses)
        for (const [person, { answer, afterS, comes }] of asked)
          expect(all.courses[need.index]!.asked.get(person)).toMatchObject({ answer, afterS, comes })
  })

  it('asks everybody at once, three at a time, seven with each no replaced, or ten at random', () => {
    const asked = (name: PolicyName, change: Partial<Scenario>) =>
      play(name, { needs: 1, noShow: 0, ...change }).courses[0]!
    const nobodyAnswers = { acceptanceNear: 0, acceptanceFar: 0 }
    expect(asked('all_at_once', nobodyAnswers).asked.size).toBe(60)
    expect(asked('nearest_3_then_3', nobodyAnswers).asked.size).toBe(27) // nine rounds of five minutes
    expect(asked('random_10', nobodyAnswers).asked.size).toBe(10)
    const seven = asked('ask_7_replace', nobodyAnswers)
    const noes = [...seven.asked.values()].filter((ask) => ask.state === 'no').length
    expect(seven.asked.size).toBe(7 + noes)
    expect(noes).toBeGreaterThan(0)
  })

  it('fills nothing when nobody ever says yes, and everything when everybody does', () => {
    const never = compare({ ...hamlet, needs: 8, acceptanceNear: 0, acceptanceFar: 0 }, 1).lines
    expect(never.map((line) => line.filled)).toEqual([0, 0, 0, 0, 0])
    const always = compare({ ...hamlet, acceptanceNear: 1, acceptanceFar: 1, noShow: 0, delaySigma: 0.3 }, 1).lines
    expect(always.map((line) => line.filled)).toEqual([1, 1, 1, 1, 1])
    expect(always[0]!.asksPerFill).toBeLessThan(1.3)
  })

  it('muster asks nobody more than three times in 24 hours, though nobody answers', () => {
    for (const seed of [1, 2]) {
      const { people } = play('muster', { surge: true, needs: 30, acceptanceNear: 0.05, acceptanceFar: 0.05 }, seed)
      for (const { asks } of people)
        for (const [i, at] of asks.slice(0, -3).entries()) expect(asks[i + 3]).toBeGreaterThanOrEqual(at + 86_400)
    }
  })

  it('where life is at risk everybody is asked, until somebody comes', () => {
    const life = { lifeSafety: true, acceptanceNear: 0, acceptanceFar: 0, needs: 3 }
    for (const { asked } of play('muster', life).courses) expect(asked.size).toBe(60)
    expect(asksOf(play('muster', { lifeSafety: true }))).toBeLessThan(asksOf(play('all_at_once', { lifeSafety: true })))
  })

  it('somebody who does not come is noticed, and replaced by a spare yes or by asking on', () => {
    const { courses, town } = play('muster', { noShow: 0.4, needs: 100 })
    const lost = courses.filter((course) => course.lost > 0)
    expect(lost.length).toBeGreaterThan(10)
    expect(lost.some((course) => course.filledAt !== null)).toBe(true)
    for (const { filledAt, need } of courses) if (filledAt !== null) expect(filledAt).toBeLessThanOrEqual(need.closesAt)
    expect(town.needs).toHaveLength(100)
  })

  it('what happens first comes first out of the queue, at the same moment what was put first', () => {
    const random = randomFrom(9)
    const queue = new Queue<number>()
    const put = Array.from({ length: 500 }, (_, i) => ({ at: random(40), i }))
    for (const { at, i } of put) queue.put(at, i)
    const taken = put.map(() => queue.take()!.item)
    expect(taken).toEqual(put.toSorted((a, b) => a.at - b.at || a.i - b.i).map(({ i }) => i))
    expect(queue.take()).toBeUndefined()
  })

  it('takes its own scenarios and refuses one with a chance above 1', () => {
    for (const one of scenarios) expect(scenarioSchema.parse(one)).toEqual(one)
    expect(scenarioSchema.safeParse({ ...hamlet, noShow: 1.5 }).success).toBe(false)
    expect(scenarioSchema.safeParse({ ...hamlet, acceptance: 0.5 }).success).toBe(false)
  })
})
