import { createRequire } from 'node:module'
import { beforeAll, describe, expect, it } from 'vitest'
import { assign, nobody, type Wanting } from '../../../core/dispatch/assign.ts'
import { randomFrom } from '../../support/random.ts'

/** What is used of HiGHS; its own types describe a module that is not called. */
interface Solver {
  solve(program: string): { Status: string; Columns: Readonly<Record<string, { Primal: number }>> }
}

const highs = createRequire(import.meta.url)('highs') as () => Promise<Solver>

let solver: Solver

beforeAll(async () => {
  solver = await highs()
})

/** Needs and people on a square of 10 km, each need with its nearest few. */
function square(random: (n: number) => number, sizes: { needs: number; people: number; options: number }): Wanting[] {
  const spot = () => ({ x: random(10_000), y: random(10_000) })
  const people = Array.from({ length: sizes.people }, spot)
  return Array.from({ length: sizes.needs }, () => {
    const at = spot()
    const near = people
      .map(({ x, y }, person) => ({ person, cost: Math.round(Math.hypot(x - at.x, y - at.y)) }))
      .sort((a, b) => a.cost - b.cost)
    return { priority: random(3), options: near.slice(0, 1 + random(sizes.options)) }
  })
}

interface Worth {
  /** Needs served of each priority, the highest first. */
  readonly served: readonly number[]
  readonly metres: number
}

function worthOf(needs: readonly Wanting[], personOf: ArrayLike<number>): Worth {
  const served = [0, 0, 0]
  let metres = 0
  needs.forEach(({ priority, options }, need) => {
    const chosen = options.find((one) => one.person === personOf[need])
    if (!chosen) return
    served[2 - priority]!++
    metres += chosen.cost
  })
  return { served, metres }
}

/** The exact answer of HiGHS to the same as a linear program; no detour of these sizes is worth 1,000 km. */
function oracle(needs: readonly Wanting[]): Worth {
  const terms: string[] = []
  const atPerson = new Map<number, string[]>()
  const rows = needs.map(({ priority, options }, need) => {
    for (const { person, cost } of options) {
      const name = `x${need}_${person}`
      terms.push(`${cost - 1_000_000 * (priority + 1)} ${name}`)
      atPerson.set(person, [...(atPerson.get(person) ?? []), name])
    }
    return options.map(({ person }) => `x${need}_${person}`)
  })
  const limits = [...rows, ...atPerson.values()].map((names, i) => ` c${i}: ${names.join(' + ')} <= 1`)
  const solved = solver.solve(
    `Minimize\n obj: ${terms.join(' + ').replaceAll('+ -', '- ')}\nSubject To\n${limits.join('\n')}\nEnd`,
  )
  expect(solved.Status).toBe('Optimal')
  const personOf = needs.map(({ options }, need) => {
    const chosen = options.find(({ person }) => (solved.Columns[`x${need}_${person}`]?.Primal ?? 0) > 0.5)
    return chosen ? chosen.person : nobody
  })
  return worthOf(needs, personOf)
}

const unique = (personOf: Int32Array) => [...personOf].filter((person) => person !== nobody)

describe('needs that want the same people', () => {
  it('are served as an exact solver serves them: as many of each priority, within a thousandth of the metres', () => {
    const random = randomFrom(1)
    for (let i = 0; i < 40; i++) {
      const sizes = { needs: 1 + random(60), people: 1 + random(60), options: 1 + random(8) }
      const needs = square(random, sizes)
      const personOf = assign(needs, sizes.people)
      const [ours, exact] = [worthOf(needs, personOf), oracle(needs)]
      expect(ours.served).toEqual(exact.served)
      expect(ours.metres).toBeLessThanOrEqual(exact.metres * 1.001)
      expect(new Set(unique(personOf)).size).toBe(unique(personOf).length)
    }
  })

  it('also when many compete for few', () => {
    const random = randomFrom(2)
    const needs = square(random, { needs: 300, people: 200, options: 10 })
    const [ours, exact] = [worthOf(needs, assign(needs, 200)), oracle(needs)]
    expect(ours.served).toEqual(exact.served)
    expect(Math.abs(ours.metres - exact.metres)).toBeLessThanOrEqual(exact.metres / 1_000)
  })

  it('the weightier comes first, though the other is nearer', () => {
    const only = (priority: number, cost: number): Wanting => ({ priority, options: [{ person: 0, cost }] })
    expect([...assign([only(0, 10), only(2, 9_000), only(1, 10)], 1)]).toEqual([nobody, 0, nobody])
  })

  it('somebody is sent elsewhere when only so both are served', () => {
    const needs: Wanting[] = [
      {
        priority: 0,
        options: [
          { person: 0, cost: 100 },
          { person: 1, cost: 5_000 },
        ],
      },
      { priority: 0, options: [{ person: 0, cost: 4_000 }] },
    ]
    expect([...assign(needs, 2)]).toEqual([1, 0])
  })

  it('nobody comes where nobody can', () => {
    expect([...assign([], 3)]).toEqual([])
    expect([
      ...assign(
        [
          { priority: 0, options: [] },
          { priority: 1, options: [] },
        ],
        0,
      ),
    ]).toEqual([nobody, nobody])
  })
})
