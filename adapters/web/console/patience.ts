/** So many tries at once, then one more each so many seconds. */
export interface Patience {
  /** Takes one try; false when there is none left just now. */
  take(key: string): boolean
  /** Gives all tries back: this one was right. */
  forget(key: string): void
}

const mostKeys = 10_000

/** Counts tries per key in memory: each process counts its own, and a restart forgives. */
export function patience(tries: number, everyS: number, now: () => Date): Patience {
  const buckets = new Map<string, { left: number; at: number }>()
  return {
    take(key) {
      const at = now().getTime()
      const before = buckets.get(key) ?? { left: tries, at }
      const left = Math.min(tries, before.left + (at - before.at) / (everyS * 1000))
      buckets.delete(key)
      if (buckets.size >= mostKeys) buckets.delete(buckets.keys().next().value!)
      buckets.set(key, { left: left < 1 ? left : left - 1, at })
      return left >= 1
    },
    forget: (key) => void buckets.delete(key),
  }
}
