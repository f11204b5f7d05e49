import { transaction } from '../../adapters/db/client.ts'
import { type Envelope, UnitOfWork } from '../../adapters/db/unit-of-work.ts'
import type { Muster } from '../../bots/muster.ts'
import type { Decided } from '../../core/needs/decision.ts'
import { counted, everySecond } from '../progress.ts'

export const envelope: Envelope = { actor: 'job/bench', cause: null, incident: null, exercise: false }

const perStream = 10
const perUnit = 1_000
/** With it an entry takes some 800 bytes, as those of a need do. */
const code = 'bench '.repeat(70)

/** Facts of a stream of its own: it is opened, and closed again and again. */
export const factsOf = (id: string, count: number): Decided[] =>
  Array.from({ length: count }, (_, i) => ({
    stream: `incident/${id}`,
    fact:
      i === 0 ? { type: 'incident_opened', body: { code } } : { type: 'incident_closed', body: { reasonRef: code } },
  }))

/** Writes so many entries, as turns do, and leaves them in the queue. */
export async function fillLedger({ house }: Muster, entries: number): Promise<void> {
  const { pool, authority, vault, newId } = house
  const progress = everySecond()
  for (let written = 0; written < entries; written += perUnit) {
    await transaction(pool, async (client) => {
      const unit = new UnitOfWork(client, { authority, now: house.now(), newId, vault })
      const facts = Array.from({ length: perUnit / perStream }, () => factsOf(newId(), perStream)).flat()
      for (const { stream } of facts) unit.know('incident', stream.slice('incident/'.length), 0, undefined)
      await unit.write(facts, envelope)
      await unit.flush()
    })
    progress(() => `Wrote ${counted(written, 'entry', 'entries')}…`)
  }
}
