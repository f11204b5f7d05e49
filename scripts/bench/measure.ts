import { runInNewContext } from 'node:vm'
import type { Findable, Wanted } from '../../core/geo/findable.ts'
import type { Point } from '../../core/geo/point.ts'
import { agreesWith, type Expected, expectedFor } from './agreement.ts'
import { Chance } from './chance.ts'
import type { Filled, System } from './system.ts'
import { homes, makeNeeds, makeVolunteers } from './world.ts'

const k = 10
const needsAsked = 50_000
const needsChecked = 60
/** A slow system is asked for so long, and no longer. */
const mostMs = 10_000

export interface World {
  readonly volunteers: readonly Findable[]
  readonly needs: readonly Wanted[]
  readonly expected: readonly Expected[]
  readonly seed: number
}

export interface Measured {
  readonly system: string
  readonly volunteers: number
  readonly queriesPerS: number
  readonly medianUs: number
  readonly p99Us: number
  readonly buildMs: number
  readonly memoryMB: number
  readonly togglesPerS: number | null
  readonly movesPerS: number | null
  readonly agrees: boolean
}

/** The same for the same seed. */
export function prepare(count: number, seed: number): World {
  const volunteers = makeVolunteers(count, seed)
  const needs = makeNeeds(needsAsked, volunteers, seed + 4)
  return {
    volunteers,
    needs,
    expected: needs.slice(0, needsChecked).map((need) => expectedFor(volunteers, need, k)),
    seed,
  }
}

export async function measure(system: System, { volunteers, needs, expected, seed }: World): Promise<Measured> {
  const before = bytesHeld()
  const began = performance.now()
  const filled = await system.fill(volunteers)
  const buildMs = performance.now() - began
  const memory = bytesHeld() - before + ((await filled.bytes?.()) ?? 0)
  const agrees = await allAgree(system, filled, needs, expected)
  const us = await timeQueries(filled, needs)
  const togglesPerS = await timeToggles(filled, volunteers, seed)
  const movesPerS = await timeMoves(filled, volunteers, seed)
  await filled.close?.()
  const sorted = us.toSorted((a, b) => a - b)
  return {
    system: system.name,
    volunteers: volunteers.length,
    queriesPerS: rounded(1e6 / (us.reduce((sum, one) => sum + one, 0) / us.length)),
    medianUs: rounded(sorted[Math.floor(us.length / 2)]!),
    p99Us: rounded(sorted[Math.floor(us.length * 0.99)]!),
    buildMs: Math.round(buildMs),
    memoryMB: Math.round(memory / 1e6),
    togglesPerS,
    movesPerS,
    agrees,
  }
}

const rounded = (n: number): number => Number(n.toPrecision(3))

const collectGarbage = (): void => runInNewContext('gc')()

function bytesHeld(): number {
  collectGarbage()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

async function allAgree({ name }: System, filled: Filled, needs: readonly Wanted[], expected: readonly Expected[]) {
  let agree = true
  for (const [i, one] of expected.entries())
    agree = agreesWith(one, await filled.nearest(needs[i]!, k), name === 'muster') && agree
  return agree
}

/** Microseconds for each need, after some that are not counted. */
async function timeQueries(filled: Filled, needs: readonly Wanted[]): Promise<number[]> {
  const us: number[] = []
  const ends = performance.now() + mostMs
  for (const [i, need] of needs.entries()) {
    if (performance.now() > ends && us.length >= 20) break
    const began = performance.now()
    const answer = filled.nearest(need, k)
    if (answer instanceof Promise) await answer
    if (i >= needs.length / 10 || performance.now() > ends - mostMs / 2) us.push((performance.now() - began) * 1000)
  }
  return us
}

const timeToggles = (filled: Filled, volunteers: readonly Findable[], seed: number): Promise<number | null> => {
  const chance = new Chance(seed)
  const picked = Array.from({ length: 200_000 }, () => chance.below(volunteers.length))
  return rate(filled.toggle && ((i) => filled.toggle!(picked[i]!, i % 2 === 0)), picked.length)
}

const timeMoves = (filled: Filled, volunteers: readonly Findable[], seed: number): Promise<number | null> => {
  const chance = new Chance(seed + 1)
  const home = homes(seed + 2)
  const moves = Array.from({ length: 200_000 }, () => [chance.below(volunteers.length), home()] as const)
  return rate(filled.move && ((i) => filled.move!(...(moves[i]! as readonly [number, Point]))), moves.length)
}

/** How often a second something is done; null where it cannot be. */
async function rate(act: ((i: number) => void | Promise<void>) | undefined, most: number): Promise<number | null> {
  if (!act) return null
  const began = performance.now()
  let done = 0
  for (; done < most && (done % 64 > 0 || performance.now() - began < mostMs / 2); done++) {
    const acted = act(done)
    if (acted instanceof Promise) await acted
  }
  return Math.round((done / (performance.now() - began)) * 1000)
}
