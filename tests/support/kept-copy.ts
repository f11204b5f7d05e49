import type { LedgerCopy } from '../../core/ledger/copy.ts'
import { parseCheckpoint } from '../../core/ledger/notes/checkpoint.ts'
import { parseNote } from '../../core/ledger/notes/note.ts'
import { tilePath, tilesOf } from '../../core/ledger/tree/tiles.ts'

/** Everything of a published ledger, kept as it is now; files can be changed. */
export async function keepCopy(ledger: LedgerCopy): Promise<{ copy: LedgerCopy; files: Map<string, Buffer> }> {
  const note = (await ledger.read('checkpoint'))!
  const { size } = parseCheckpoint(parseNote(note.toString())!.text)!
  const tiles = [...tilesOf(size)]
  const bundles = tiles.filter(({ level }) => level === 0).map((tile) => tilePath(tile, 'entries'))
  const paths = ['vkey', 'checkpoint', ...tiles.map((tile) => tilePath(tile)), ...bundles]
  const files = new Map<string, Buffer>()
  for (const path of paths) files.set(path, (await ledger.read(path))!)
  return { copy: { read: async (path) => files.get(path) ?? null }, files }
}
