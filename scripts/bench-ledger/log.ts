import { hashesOf, ledgerSize } from '../../adapters/db/ledger-tiles.ts'
import { verify } from '../../adapters/db/verify.ts'
import type { Muster } from '../../bots/muster.ts'
import { proveInclusion } from '../../core/ledger/tree/prove.ts'
import { counted, everySecond, inThousands } from '../progress.ts'

/** Takes everything off the queue, as fast as it goes. */
export async function measureSequencer({ signing }: Muster): Promise<void> {
  const began = performance.now()
  let taken = 0
  for (let round = await signing.round(); round.taken > 0; round = await signing.round()) taken += round.taken
  const seconds = (performance.now() - began) / 1_000
  console.log(`sequencer: ${inThousands(Math.round(taken / seconds))} entries a second (${inThousands(taken)} in all)`)
}

const proofs = 500

/** Inclusion proofs of entries here and there, out of the database. */
export async function measureProofs({ house: { pool, authority } }: Muster, seed: number): Promise<void> {
  const size = await ledgerSize(pool, authority)
  const times: number[] = []
  for (let i = 0; i < proofs; i++) {
    const index = (seed * 7_919 + i * 104_729 * 31) % size
    const began = performance.now()
    await proveInclusion(index, size, hashesOf(pool, authority, size))
    times.push(performance.now() - began)
  }
  console.log(`proof among ${counted(size, 'entry', 'entries')}: ${describeTimes(times)}`)
}

/** The whole log and every projection. */
export async function measureVerify({ house: { pool }, ledgerKey }: Muster): Promise<void> {
  const progress = everySecond()
  const seen = { entries: 0, streams: 0 }
  const began = performance.now()
  const verdict = await verify(pool, ledgerKey.publicKey, {
    wrong: (where, what) => console.log(`WRONG  ${where}: ${what}`),
    passed: (count, of) => {
      seen[of] += count
      progress(
        () => `Looked at ${counted(seen.entries, 'entry', 'entries')}, folded ${counted(seen.streams, 'stream')}…`,
      )
    },
  })
  const seconds = (performance.now() - began) / 1_000
  console.log(`verify: ${seconds.toFixed(1)} s for ${counted(verdict.indexed, 'entry', 'entries')}`)
}

export function describeTimes(values: readonly number[]): string {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!.toFixed(2)
  return `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, of ${sorted.length}`
}
