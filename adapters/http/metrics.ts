/** Upper bounds in milliseconds. */
const buckets = [1, 2, 5, 10, 20, 60, 120, 250, 500, 1000, 5000]

interface Histogram {
  readonly counts: number[]
  sum: number
  count: number
}

/** Counters and durations in Prometheus' text format. Labels are names from our code, never what a person wrote. */
export class Metrics {
  readonly #counters = new Map<string, number>()
  readonly #histograms = new Map<string, Histogram>()
  readonly #gauges: (() => Promise<Readonly<Record<string, number>>>)[] = []

  count(name: string, by = 1): void {
    this.#counters.set(name, (this.#counters.get(name) ?? 0) + by)
  }

  /** Notes a duration in milliseconds. */
  time(name: string, ms: number): void {
    const histogram = this.#histograms.get(name) ?? { counts: buckets.map(() => 0), sum: 0, count: 0 }
    this.#histograms.set(name, histogram)
    for (const [i, bound] of buckets.entries()) if (ms <= bound) histogram.counts[i] = histogram.counts[i]! + 1
    histogram.sum += ms
    histogram.count++
  }

  /** Values that are read when somebody asks. */
  gauges(read: () => Promise<Readonly<Record<string, number>>>): void {
    this.#gauges.push(read)
  }

  async text(): Promise<string> {
    const gauges = await Promise.all(this.#gauges.map((read) => read()))
    const lines = [
      ...[...this.#counters].map(([name, value]) => `muster_${name}_total ${value}`),
      ...gauges.flatMap((values) => Object.entries(values).map(([name, value]) => `muster_${name} ${value}`)),
      ...[...this.#histograms].flatMap(([name, histogram]) => histogramLines(name, histogram)),
    ]
    return `${lines.join('\n')}\n`
  }
}

function histogramLines(name: string, { counts, sum, count }: Histogram): string[] {
  const bars = buckets.map((bound, i) => `muster_${name}_ms_bucket{le="${bound}"} ${counts[i]}`)
  return [
    ...bars,
    `muster_${name}_ms_bucket{le="+Inf"} ${count}`,
    `muster_${name}_ms_sum ${sum.toFixed(3)}`,
    `muster_${name}_ms_count ${count}`,
  ]
}
