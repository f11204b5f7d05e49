import type pg from 'pg'
import { rows, transaction } from '../../adapters/db/client.ts'
import { UnitOfWork } from '../../adapters/db/unit-of-work.ts'
import type { Vault } from '../../adapters/db/vault.ts'

export interface Authority {
  readonly id: string
  readonly origin: string
  readonly standingIncident: string
}

export interface Founding {
  readonly pool: pg.Pool
  readonly vault: Vault
  readonly newId: () => string
  readonly now: () => Date
  readonly name: string
  /** The ledger's name, unlike any other: a schema-less URL, where it is published. */
  readonly origin: (id: string) => string
}

const foundingLock = 72_708

/** The authority of this database and its standing incident, founded on the first start, whoever starts first. */
export async function findOrFound(founding: Founding): Promise<Authority> {
  const { pool } = founding
  return transaction(pool, async (client) => {
    await client.query('SELECT pg_advisory_xact_lock($1)', [foundingLock])
    const [known] = await rows<{ id: string; origin: string }>(
      client,
      'SELECT id, origin FROM authorities ORDER BY created_at LIMIT 1',
    )
    const { id, origin } = known ?? (await found(client, founding))
    const unit = new UnitOfWork(client, {
      authority: id,
      now: founding.now(),
      newId: founding.newId,
      vault: founding.vault,
    })
    const standing = (await unit.load('incident', id)) ?? (await openStanding(unit, id))
    return { id, origin, standingIncident: standing.id }
  })
}

async function found(
  client: pg.PoolClient,
  { newId, name, origin, now }: Founding,
): Promise<{ id: string; origin: string }> {
  const id = newId()
  const named = origin(id)
  await client.query('INSERT INTO authorities (id, name, origin, created_at) VALUES ($1, $2, $3, $4)', [
    id,
    name,
    named,
    now(),
  ])
  return { id, origin: named }
}

async function openStanding(unit: UnitOfWork, id: string): Promise<{ id: string }> {
  const fact = { type: 'incident_opened', body: { code: 'standing' } }
  await unit.write([{ stream: `incident/${id}`, fact }], {
    actor: 'job/start',
    cause: null,
    incident: id,
    exercise: false,
  })
  await unit.flush()
  return { id }
}
