import type { LedgerCopy } from '../../core/ledger/copy.ts'
import { formatVerifierKey, type VerifierKey } from '../../core/ledger/notes/keys.ts'
import { hasTile, joinEntries, parseTilePath, type Tile, tileWidth } from '../../core/ledger/tree/tiles.ts'
import type { Db } from './client.ts'
import { lastHead, noteOf, publishedHead } from './heads.ts'
import { readLeaves, readTile } from './ledger-tiles.ts'

/** Whose ledger is published. */
export interface PublishedLedger {
  readonly db: Db
  readonly authority: string
  readonly log: VerifierKey
}

/** The ledger as others may have it: its key, its checkpoint, and of what is signed the tiles and the leaves. */
export const publishedLedger = (ledger: PublishedLedger): LedgerCopy => ({
  async read(path) {
    if (path === 'vkey') return Buffer.from(`${formatVerifierKey(ledger.log)}\n`)
    if (path === 'checkpoint') return readCheckpoint(ledger)
    const parsed = parseTilePath(path)
    return parsed ? readSigned(ledger, parsed) : null
  },
})

async function readCheckpoint({ db, authority, log }: PublishedLedger): Promise<Buffer | null> {
  const head = await publishedHead(db, authority)
  return head && Buffer.from(await noteOf(db, authority, log, head))
}

async function readSigned(
  { db, authority }: PublishedLedger,
  { kind, tile }: { readonly kind: 'hashes' | 'entries'; readonly tile: Tile },
): Promise<Buffer | null> {
  const head = await lastHead(db, authority)
  if (!head || !hasTile(tile, head.size)) return null
  if (kind === 'hashes') return Buffer.concat(await readTile(db, authority, tile))
  const from = tile.n * tileWidth
  return joinEntries(await readLeaves(db, authority, from, from + tile.width))
}
