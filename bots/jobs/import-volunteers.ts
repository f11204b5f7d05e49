import { lostRace } from '../../adapters/db/client.ts'
import type { BadRow } from '../../adapters/files/csv-records.ts'
import { readVolunteerCsv, type VolunteerRow } from '../../adapters/files/volunteer-csv.ts'
import { pointsOf } from '../../adapters/geocoding/points-of.ts'
import { type Entered, enterVolunteers, type PlacedRow } from '../turns/enter-volunteers.ts'
import type { House } from '../turns/house.ts'

/** What an import came to: rows, in the order of the list. `repeated` rows had the number of a later one. */
export interface Imported extends Entered {
  readonly rows: number
  readonly repeated: number
  readonly bad: readonly BadRow[]
  /** Rows with skills that are no kind of ours; they are kept as words. */
  readonly unknownSkills: readonly { readonly line: number; readonly count: number }[]
}

export interface ImportSettings {
  readonly channel: string
  readonly actor: string
  /** Told after each batch how far the import is. */
  readonly onProgress?: (sofar: Imported) => void
}

const batchSize = 500
const maxAttempts = 5

/**
 * Enters the volunteers of a CSV file, 500 a transaction: what was entered stays entered when a later row or the file
 * turns out bad. Positions come from the imported places; a row that cannot be used is reported and passed over.
 * Throws `UnusableFile` when it has no usable header.
 */
export async function importVolunteers(
  house: House,
  file: AsyncIterable<Buffer | string>,
  settings: ImportSettings,
): Promise<Imported> {
  const tally = new Tally()
  for await (const batch of batchesOf(file)) {
    tally.rows += batch.length
    const placed = await place(house, batch, tally)
    tally.enter(placed, await retrying(() => enterVolunteers(house, placed, settings.actor, settings.channel)))
    settings.onProgress?.(tally)
  }
  return tally
}

type Read = VolunteerRow | BadRow

async function* batchesOf(file: AsyncIterable<Buffer | string>): AsyncGenerator<Read[]> {
  let batch: Read[] = []
  for await (const row of readVolunteerCsv(file)) {
    batch.push(row.ok ? row.value : row.error)
    if (batch.length < batchSize) continue
    yield batch
    batch = []
  }
  yield batch
}

const isBad = (row: Read): row is BadRow => 'reason' in row

async function place(house: House, batch: readonly Read[], tally: Tally): Promise<PlacedRow[]> {
  const wanted = batch.flatMap((row) => (isBad(row) || row.point || !row.postcode ? [] : row.postcode))
  const points = await pointsOf(house.pool, wanted)
  return batch.flatMap((row) => {
    if (isBad(row)) return tally.reject(row)
    const at = row.point ?? points.get(row.postcode!)
    return at ? { ...row, at } : tally.reject({ line: row.line, reason: 'postcode is not among the imported places' })
  })
}

/** A turn of one of these people may be in the way; the whole batch is then done again. */
async function retrying(work: () => Promise<Entered>): Promise<Entered> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (!lostRace(error) || attempt === maxAttempts) throw error
    }
  }
}

class Tally implements Imported {
  rows = 0
  added = 0
  changed = 0
  unchanged = 0
  repeated = 0
  readonly bad: BadRow[] = []
  readonly unknownSkills: { line: number; count: number }[] = []

  reject(row: BadRow): [] {
    this.bad.push(row)
    return []
  }

  enter(placed: readonly PlacedRow[], { added, changed, unchanged }: Entered): void {
    this.added += added
    this.changed += changed
    this.unchanged += unchanged
    this.repeated += placed.length - added - changed - unchanged
    for (const { line, otherSkills } of placed)
      if (otherSkills.length > 0) this.unknownSkills.push({ line, count: otherSkills.length })
  }
}
