import pg from 'pg'
import { transaction } from '../../adapters/db/client.ts'
import { keysFrom, logKey, publicKeyOf, signingKey } from '../../adapters/db/keys.ts'
import type { SequencerSettings } from '../../adapters/db/sequencer.ts'
import { rememberIn } from '../../adapters/db/signed-head.ts'
import { UnitOfWork } from '../../adapters/db/unit-of-work.ts'
import { verify } from '../../adapters/db/verify.ts'
import type { VerifierKey } from '../../core/ledger/notes/keys.ts'
import { freshDatabase } from './database.ts'
import { listening } from './played-town.ts'
import { openTown, type Town } from './town.ts'

/** A town whose ledger is written to directly, and sequenced by hand. */
export interface LedgerTown {
  readonly town: Town
  readonly pool: pg.Pool
  /** As the owner of the tables, who may do what the application may not. */
  readonly owner: pg.Pool
  readonly authority: string
  readonly log: VerifierKey
  readonly settings: SequencerSettings
  /** Writes an incident and its end, an entry each, in one transaction; returns the incident's id. */
  write(): Promise<string>
  writeIn(client: pg.PoolClient): Promise<string>
  /** What a verification finds wrong. */
  wrong(): Promise<string[]>
  one<T>(sql: string, values?: readonly unknown[]): Promise<T>
  close(): Promise<void>
}

export async function openLedgerTown(): Promise<LedgerTown> {
  const database = await freshDatabase()
  const owner = new pg.Pool({ ...database.ownerConfig, max: 4 })
  owner.on('error', () => undefined) // tests end its connections
  const town = await openTown({ places: [], startsAt: '2026-11-22T14:00:00.000Z', database })
  await town.settle()
  const { pool, authority, vault, newId } = town.muster.house
  const seed = keysFrom(town.dir, {}).ledger
  const [{ origin }] = (await owner.query<{ origin: string }>('SELECT origin FROM authorities')).rows as [
    { origin: string },
  ]
  const log = logKey(origin, seed)
  const memory = rememberIn(town.dir, log)
  const settings: SequencerSettings = { authority, log, signingKey: signingKey(seed), memory, now: town.now }
  const writeIn = async (client: pg.PoolClient) => {
    const id = newId()
    const unit = new UnitOfWork(client, { authority, now: town.now(), newId, vault })
    const envelope = { actor: 'job/test', cause: null, incident: null, exercise: false }
    const facts = [
      { type: 'incident_opened', body: { code: 'test' } },
      { type: 'incident_closed', body: {} },
    ]
    await unit.write(
      facts.map((fact) => ({ stream: `incident/${id}`, fact })),
      envelope,
    )
    await unit.flush()
    return id
  }
  return {
    town,
    pool,
    owner,
    authority,
    log,
    settings,
    writeIn,
    write: () => transaction(pool, writeIn),
    async wrong() {
      const { findings, witness } = listening()
      await verify(pool, publicKeyOf(settings.signingKey), witness)
      return findings
    },
    one: async <T>(sql: string, values: readonly unknown[] = []) =>
      (await owner.query(sql, values as unknown[])).rows[0] as T,
    async close() {
      await owner.end()
      await town.close()
    },
  }
}
