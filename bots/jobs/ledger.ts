import { type SequencerSettings, sequence } from '../../adapters/db/sequencer.ts'
import type { House } from '../turns/house.ts'
import { describe } from './describe.ts'

/** Five batches a second: other processes are told no more often, and signing costs little. */
const pauseMs = 200
const restMs = 250

/** Keeps sequencing while there is news; resting otherwise. Returns how to stop it. */
export function startSequencer(house: House, settings: SequencerSettings): () => Promise<void> {
  let stopped = false
  const loop = (async () => {
    while (!stopped) {
      const taken = await sequence(house.pool, settings).catch((error) => {
        house.log(`ledger: sequencing failed, it is tried again: ${describe(error)}`)
        return 0
      })
      await house.volunteers.follow(house.pool).catch((error) => house.log(`index: ${describe(error)}`))
      await new Promise((resolve) => setTimeout(resolve, taken > 0 ? pauseMs : restMs))
    }
  })()
  return async () => {
    stopped = true
    await loop
  }
}
