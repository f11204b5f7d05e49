import { decodeEntry } from '../../core/ledger/entry.ts'
import { noteOf, publishedHead } from './heads.ts'
import type { ReportProof } from './incident-report.ts'
import type { PublishedLedger } from './published.ts'
import { receiptsOf } from './receipts.ts'

/** The checkpoint that others are shown, and a receipt for each signed entry of streams such as `incident/ID`. */
export async function proofOf(ledger: PublishedLedger, streams: readonly string[]): Promise<ReportProof> {
  const { db, authority, log } = ledger
  const head = await publishedHead(db, authority)
  const receipts = await receiptsOf(ledger, streams)
  return {
    checkpoint: head && (await noteOf(db, authority, log, head)),
    receipts: receipts.map(({ entry, proof }) => ({ entry: decodeEntry(entry).id, proof })),
  }
}
