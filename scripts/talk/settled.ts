import type { Muster } from '../../bots/muster.ts'

/** Resolves when nothing is being worked on: every text had its turn, is in the log, and what it calls for is sent. */
export async function settled(muster: Muster): Promise<void> {
  await muster.lanes.idle()
  await sequenced(muster)
  muster.sender.wake()
  await muster.sender.idle()
}

/** Gives every queued entry its index. */
export async function sequenced(muster: Muster): Promise<void> {
  while ((await muster.sequence()) > 0);
}
