import { type SequencerSettings, sequence } from '../../adapters/db/sequencer.ts'
import type { House } from '../turns/house.ts'
import { startLoop } from './loop.ts'

/** Five batches a second while there is news: other processes are told no more often, and signing costs little. */
const pauseMs = 200
const restMs = 400

/** Keeps sequencing. Returns how to stop it. */
export const keepSequencing = (house: House, settings: SequencerSettings): (() => Promise<void>) =>
  startLoop(
    () => sequence(house.pool, settings),
    (taken) => (Number(taken) > 0 ? pauseMs : restMs),
    house.log,
  )
