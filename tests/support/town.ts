import { openPool } from '../../adapters/db/open.ts'
import { haversineM } from '../../core/geo/distance.ts'
import type { Point } from '../../core/geo/point.ts'
import { insertPlaces, type Town, type TownOn, type TownPlace, townOn } from '../../scripts/talk/town.ts'
import { newDataDir, removeDataDir } from './data-dir.ts'
import { type FreshDatabase, freshDatabase } from './database.ts'
import { putNames } from './places.ts'

export { volunteerRow } from '../../scripts/talk/town.ts'
export type { Town }

export interface TownName {
  readonly kind: 'settlement' | 'street' | 'other'
  readonly name: string
  readonly town: string
  readonly lat: number
  readonly lon: number
  readonly radiusM: number
}

export interface TownSetup extends Partial<Omit<TownOn, 'startsAt' | 'pool' | 'dir' | 'close'>> {
  readonly places: readonly TownPlace[]
  readonly named?: readonly TownName[]
  readonly startsAt: string
  /** A migrated database of the caller's; otherwise the town has one of its own. Either goes when the town does. */
  readonly database?: FreshDatabase
}

/** Opens a town on a database of its own. */
export async function openTown({ places, named = [], log = () => undefined, ...given }: TownSetup): Promise<Town> {
  const database = given.database ?? (await freshDatabase())
  const pool = openPool(database.config, log)
  await insertPlaces(database.ownerConfig, places)
  await putNames(
    pool,
    named.map((name) => ({ ...name, outward: outwardAt(name, places) })),
  )
  const dir = newDataDir('town')
  const close = async () => {
    await pool.end()
    await database.drop()
    await removeDataDir(dir)
  }
  return townOn({ ...given, pool, dir, log, close })
}

/** The outward code of the nearest place. */
function outwardAt(point: Point, places: readonly TownPlace[]): string {
  const [nearest] = places.toSorted((a, b) => haversineM(point, a) - haversineM(point, b))
  return nearest?.postcode.split(' ')[0] ?? ''
}
