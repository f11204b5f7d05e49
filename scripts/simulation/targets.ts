import type { Compared, Line } from './compare.ts'
import { quantile } from './measures.ts'

/** A baseline fills as many when it fills at most so much less than ours: one need in a hundred. */
const equally = 0.01

/** What is to be shown, a sentence each with what was measured, and whether it is met. */
export function judge(all: readonly Compared[]): { met: boolean; says: string }[] {
  const everyday = all.filter(({ scenario }) => !scenario.lifeSafety)
  const verdicts = everyday.length > 0 ? [...everydayTargets(everyday)] : []
  const lives = all.filter(({ scenario }) => scenario.lifeSafety)
  return lives.length > 0 ? [...verdicts, lifeTarget(lives)] : verdicts
}

function everydayTargets(all: readonly Compared[]): { met: boolean; says: string }[] {
  const beaten = all.flatMap(({ lines }) => betterOnBoth(lines))
  const pairs = all.flatMap(({ lines }) => {
    const [ours, best] = [lines[0]!, bestAtEqualFill(lines)]
    return best ? [{ ours, best }] : []
  })
  const fewer = median(pairs.map(({ ours, best }) => 1 - ours.asksPerFill / best.asksPerFill))
  const faster = median(pairs.map(({ ours, best }) => 1 - ours.medianMin / best.medianMin))
  const redundant = median(pairs.map(({ ours, best }) => ours.redundant / Math.max(best.redundant, 1e-9)))
  return [
    {
      met: beaten.length === 0,
      says: `No baseline fills more and asks fewer in any scenario: ${beaten.length === 0 ? 'none does' : beaten.join(', ')}.`,
    },
    {
      met: fewer >= 0.2 || faster >= 0.2,
      says: `Against the best baseline at equal fill: ${percent(fewer)} fewer asks, ${percent(faster)} sooner (median of ${pairs.length} scenarios; 20 % of either is wanted).`,
    },
    {
      met: redundant <= 0.5,
      says: `Redundant yeses: ${percent(redundant)} of that baseline's (at most half is wanted).`,
    },
  ]
}

function betterOnBoth([ours, ...baselines]: readonly Line[]): string[] {
  return baselines
    .filter((one) => one.filled > ours!.filled && one.asksPerFill < ours!.asksPerFill)
    .map((one) => `${one.policy} in ${one.scenario}`)
}

/** Of the baselines that fill as many needs, the one that asks fewest. */
function bestAtEqualFill([ours, ...baselines]: readonly Line[]): Line | undefined {
  const equal = baselines.filter((one) => one.filled >= ours!.filled - equally)
  return equal.toSorted((a, b) => a.asksPerFill - b.asksPerFill)[0]
}

function lifeTarget(all: readonly Compared[]): { met: boolean; says: string } {
  const waits = all.flatMap((one) => one.waits).toSorted((a, b) => a - b)
  const longer = waits.filter((wait) => wait > 1.1).length
  const longest = quantile(waits, 1)
  return {
    met: longer === 0,
    says: `Where life is at risk, help is there at most 10 % later than if everybody were asked: ${longer} of ${waits.length} needs waited longer, the longest ${percent(longest - 1)} longer.`,
  }
}

const median = (values: readonly number[]): number =>
  values.length === 0
    ? Number.NaN
    : quantile(
        values.toSorted((a, b) => a - b),
        0.5,
      )

const percent = (share: number): string => `${Math.round(share * 100)} %`
