import { type Measures, measure } from './measures.ts'
import { type PolicyName, policies, policyNames } from './policies.ts'
import { run } from './run.ts'
import type { Scenario } from './scenario.ts'
import { townOf } from './town.ts'

type Interval = readonly [low: number, high: number]

/** One policy in one scenario: the mean over the runs, and a 95 % interval of each measure. */
export interface Line extends Measures {
  readonly policy: PolicyName
  readonly scenario: string
  readonly interval: Readonly<Record<keyof Measures, Interval>>
  /** Against every other policy on the same people and luck: the difference to muster's, with its 95 % interval. */
  readonly lessThanMuster: Readonly<Record<'filled' | 'asksPerFill', Interval>>
}

export interface Compared {
  readonly scenario: Scenario
  readonly lines: readonly Line[]
  /** For each need, how much longer it waited with muster than when everybody was asked; 1 is as long. */
  readonly waits: readonly number[]
}

/** Runs every policy on the same people, needs and luck, `runs` times with seeds that follow one another. */
export function compare(scenario: Scenario, runs: number): Compared {
  const measured = new Map<PolicyName, Measures[]>(policyNames.map((name) => [name, []]))
  const waits: number[] = []
  for (let i = 0; i < runs; i++) {
    const town = townOf(scenario, scenario.seed + i)
    const waited = new Map<PolicyName, number[]>()
    for (const name of policyNames) {
      const ran = run(town, policies[name])
      measured.get(name)!.push(measure(town, ran))
      waited.set(
        name,
        ran.courses.map((c) => (c.reachedAt ?? c.need.closesAt) - c.need.at),
      )
    }
    waits.push(...waited.get('muster')!.map((s, n) => s / waited.get('all_at_once')![n]!))
  }
  const ours = measured.get('muster')!
  const lines = policyNames.map((policy) => lineOf(policy, scenario.name, measured.get(policy)!, ours))
  return { scenario, lines, waits }
}

function lineOf(policy: PolicyName, scenario: string, all: readonly Measures[], ours: readonly Measures[]): Line {
  const keys = Object.keys(all[0]!) as (keyof Measures)[]
  const of = <T>(value: (values: readonly number[]) => T) =>
    Object.fromEntries(keys.map((key) => [key, value(all.map((one) => one[key]))])) as Record<keyof Measures, T>
  const less = (key: 'filled' | 'asksPerFill') => intervalOf(all.map((one, i) => ours[i]![key] - one[key]))
  return {
    ...{ policy, scenario, ...of((values) => rounded(meanOf(values))), interval: of(intervalOf) },
    lessThanMuster: { filled: less('filled'), asksPerFill: less('asksPerFill') },
  }
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

/** Student's t for 95 %, two sides, by degrees of freedom. */
const t95 = [Number.NaN, 12.71, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262]

function intervalOf(values: readonly number[]): Interval {
  const mean = meanOf(values)
  if (values.length < 2) return [rounded(mean), rounded(mean)]
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1)
  const half = (t95[values.length - 1] ?? 1.96) * Math.sqrt(variance / values.length)
  return [rounded(mean - half), rounded(mean + half)]
}

const rounded = (value: number): number => Math.round(value * 10_000) / 10_000
