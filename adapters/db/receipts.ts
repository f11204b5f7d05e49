import { formatTlogProof } from '../../core/ledger/notes/tlog-proof.ts'
import { joinOpening } from '../../core/ledger/receipt.ts'
import { proveInclusion } from '../../core/ledger/tree/prove.ts'
import { rows } from './client.ts'
import { lastHead, noteOf, publishedHead, type SignedHead } from './heads.ts'
import { hashesOf } from './ledger-tiles.ts'
import type { PublishedLedger } from './published.ts'

/** That one entry stands in the signed log, with what opens it. */
export interface Receipt {
  readonly index: number
  readonly type: string
  /** A file of c2sp.org/tlog-proof@v1; its extra line is salt and entry, unless the salt was destroyed. */
  readonly proof: string
  readonly leaf: Buffer
  /** The entry as it was hashed. */
  readonly entry: Buffer
}

interface Row {
  readonly index: number
  readonly type: string
  readonly leaf: Buffer
  readonly bytes: Buffer
  readonly salt: Buffer | null
}

/**
 * A receipt for each signed entry of these streams, such as `need/ID`, in the order of the log; those not signed yet are
 * left out. All stand under one head.
 */
export async function receiptsOf(ledger: PublishedLedger, streams: readonly string[]): Promise<Receipt[]> {
  const { db, authority } = ledger
  const sql = `SELECT i.seq AS index, e.type, i.leaf, e.bytes, s.salt FROM entries e JOIN ledger_index i ON i.entry_id = e.id
    LEFT JOIN entry_salts s ON s.entry_id = e.id WHERE e.authority_id = $1 AND e.stream = ANY($2) ORDER BY i.seq`
  const found = await rows<Row>(db, sql, [authority, streams])
  const head = await headCovering(ledger, found.at(-1)?.index ?? 0)
  if (!head) return []
  const note = await noteOf(db, authority, ledger.log, head)
  const signed = found.filter(({ index }) => index < head.size)
  const hashes = hashesOf(db, authority, head.size)
  const receipts: Receipt[] = []
  for (const { index, type, leaf, bytes, salt } of signed) {
    const proof = await proveInclusion(index, head.size, hashes)
    const extra = salt && joinOpening(salt, bytes)
    receipts.push({
      index,
      type,
      leaf,
      entry: bytes,
      proof: formatTlogProof({ index, proof, extra, checkpoint: note }),
    })
  }
  return receipts
}

/** The head that others are shown, or the newest where only that covers the index. */
export async function headCovering({ db, authority }: PublishedLedger, index: number): Promise<SignedHead | null> {
  const published = await publishedHead(db, authority)
  return published && index < published.size ? published : lastHead(db, authority)
}
