import { hashesOf } from '../../adapters/db/ledger-tiles.ts'
import { type PublishedLedger, publishedLedger } from '../../adapters/db/published.ts'
import { ledgerFolder, writeLedgerFile } from '../../adapters/files/ledger-folder.ts'
import { openCopy } from '../../core/ledger/copy.ts'
import { type Checkpoint, openCheckpoint } from '../../core/ledger/notes/checkpoint.ts'
import { rootAt } from '../../core/ledger/tree/prove.ts'
import { tilePath, tilesOf, tileWidth } from '../../core/ledger/tree/tiles.ts'
import { counted, everySecond } from '../progress.ts'
import { Refusal } from '../with-database.ts'

/** Writes what is published as plain files: key, tiles and leaves, and the checkpoint over them last. */
export async function exportLedger(ledger: PublishedLedger, dir: string): Promise<number> {
  const source = publishedLedger(ledger)
  const note = await source.read('checkpoint')
  const opened = note && openCheckpoint(note.toString('utf8'), ledger.log)
  if (!note || !opened?.ok) throw new Refusal('Nothing is signed yet.')
  const { checkpoint } = opened.value
  const written = await sizeWritten(ledger, dir, checkpoint)
  writeLedgerFile(dir, 'vkey', (await source.read('vkey'))!)
  const progress = everySecond(console.error)
  for (const tile of tilesOf(checkpoint.size)) {
    const isThere = (tile.n + 1) * tileWidth ** (tile.level + 1) <= written
    const kinds = isThere ? [] : tile.level === 0 ? (['hashes', 'entries'] as const) : (['hashes'] as const)
    for (const kind of kinds) writeLedgerFile(dir, tilePath(tile, kind), (await source.read(tilePath(tile, kind)))!)
    if (tile.level === 0) progress(() => `Wrote ${counted(tile.n * tileWidth, 'leaf', 'leaves')}…`)
  }
  writeLedgerFile(dir, 'checkpoint', note)
  console.log(`Exported ${counted(checkpoint.size, 'leaf', 'leaves')} of ${checkpoint.origin} to ${dir}`)
  return 0
}

/** How many leaves the folder holds already; refuses when they are those of another history. */
async function sizeWritten(ledger: PublishedLedger, dir: string, { size }: Checkpoint): Promise<number> {
  const folder = ledgerFolder(dir)
  if (!(await folder.read('checkpoint'))) return 0
  const older = await openCopy(folder, { log: ledger.log })
  if (typeof older === 'string') throw new Refusal(`${dir} holds another checkpoint already: ${older}.`)
  const { checkpoint } = older
  const same =
    checkpoint.size <= size &&
    (await rootAt(checkpoint.size, hashesOf(ledger.db, ledger.authority, size))).equals(checkpoint.root)
  if (!same) throw new Refusal(`${dir} holds a head that this log does not continue: keep it, and verify --against it.`)
  return checkpoint.size
}
