import pg from 'pg'
import { keysFrom, publicKeyOf, signingKey } from '../../adapters/db/keys.ts'
import type { Witness } from '../../adapters/db/verify-ledger.ts'
import { freshDatabase } from './database.ts'
import { openTown, type Town } from './town.ts'

export interface PlayedTown {
  readonly town: Town
  /** As the owner of the tables, who may do what the application may not. */
  readonly owner: pg.Pool
  readonly publicKey: ReturnType<typeof publicKeyOf>
  close(): Promise<void>
}

const [ada, sam, priya, olive] = ['+447700900101', '+447700900102', '+447700900103', '+447700900104'] as const

/** A town in which a need was asked for, taken, dropped and asked for again, with an alarm and an offer; all sequenced. */
export async function openPlayedTown(): Promise<PlayedTown> {
  const database = await freshDatabase()
  const owner = new pg.Pool({ ...database.ownerConfig, max: 2 })
  const places = [{ postcode: 'GL20 5BY', lat: 51.9912, lon: -2.1598 }]
  const town = await openTown({ places, startsAt: '2026-11-22T14:00:00.000Z', database })
  await play(town)
  const publicKey = publicKeyOf(signingKey(keysFrom(town.dir, {}).ledger))
  const close = async () => {
    await owner.end()
    await town.close()
  }
  return { town, owner, publicKey, close }
}

async function play(town: Town): Promise<void> {
  await town.duty(olive)
  await town.volunteer({ name: 'Sam Hale', phone: sam, at: { lat: 51.9931, lon: -2.1571 } })
  await town.volunteer({ name: 'Priya Dew', phone: priya, at: { lat: 51.9951, lon: -2.1501 } })
  await town.text(ada, 'Flood water coming in, need sandbags, GL20 5BY')
  await town.text(sam, 'A1')
  await town.text(sam, 'A6')
  await town.text(priya, 'AWAY 2 weeks')
  await town.text(ada, 'help I am trapped')
  await town.text(priya, '4 portions of lasagne at GL20 5BY until 8')
  await town.pass(20)
  await town.settle()
}

/** Writes down what a verification finds. */
export function listening(): { readonly findings: string[]; readonly witness: Witness } {
  const findings: string[] = []
  return { findings, witness: { wrong: (where, what) => findings.push(`${where}: ${what}`), passed: () => undefined } }
}
