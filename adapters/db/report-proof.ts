import { type Db, rows } from './client.ts'
import type { ReportProof } from './incident-report.ts'

interface Head {
  readonly size: number
  readonly running: Buffer
  readonly signature: Buffer
}

/** The last signed head: its origin, size and hash, and the signature over them. */
export async function proofOf(
  db: Db,
  { id, origin }: { readonly id: string; readonly origin: string },
  _stream: string,
): Promise<ReportProof> {
  const sql = 'SELECT size, running, signature FROM heads WHERE authority_id = $1 ORDER BY size DESC LIMIT 1'
  const [head] = await rows<Head>(db, sql, [id])
  const text =
    head && `${origin}\n${head.size}\n${head.running.toString('hex')}\n\n${head.signature.toString('base64')}\n`
  return { checkpoint: text ?? null, receipts: [] }
}
