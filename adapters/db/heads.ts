import type { Checkpoint } from '../../core/ledger/notes/checkpoint.ts'
import { formatCheckpoint } from '../../core/ledger/notes/checkpoint.ts'
import type { VerifierKey } from '../../core/ledger/notes/keys.ts'
import { formatNote, type NoteSignature } from '../../core/ledger/notes/note.ts'
import type { Hash } from '../../core/ledger/tree/hashes.ts'
import { type Db, rows, run } from './client.ts'

/** A head as it was signed. */
export interface SignedHead {
  readonly size: number
  readonly root: Hash
  readonly signedAt: Date
  readonly signature: Buffer
}

const columns = 'size, root, signed_at AS "signedAt", signature'

/** The newest head that was signed. */
export async function lastHead(db: Db, authority: string): Promise<SignedHead | null> {
  const sql = `SELECT ${columns} FROM heads WHERE authority_id = $1 ORDER BY size DESC LIMIT 1`
  return (await rows<SignedHead>(db, sql, [authority]))[0] ?? null
}

export async function headOfSize(db: Db, authority: string, size: number): Promise<SignedHead | null> {
  const sql = `SELECT ${columns} FROM heads WHERE authority_id = $1 AND size = $2`
  return (await rows<SignedHead>(db, sql, [authority, size]))[0] ?? null
}

/** Keeps a head, once (the same size is never signed for two roots), and tells who listens on `muster_ledger`. */
export async function storeHead(db: Db, authority: string, head: SignedHead): Promise<void> {
  const sql = `WITH stored AS (INSERT INTO heads (authority_id, size, root, signed_at, signature) VALUES ($1, $2, $3, $4, $5) RETURNING size)
    SELECT pg_notify('muster_ledger', size::text) FROM stored`
  await run(db, sql, [authority, head.size, head.root, head.signedAt, head.signature])
}

/** A witness's signature, kept with the head it is under. */
export async function storeCosignature(
  db: Db,
  authority: string,
  { size, signature, at }: { readonly size: number; readonly signature: NoteSignature; readonly at: Date },
): Promise<void> {
  const sql = `INSERT INTO cosignatures (authority_id, size, witness, signature, obtained_at) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT DO NOTHING`
  await db.query(sql, [authority, size, signature.name, signature.bytes, at])
}

async function cosignaturesOf(db: Db, authority: string, size: number): Promise<NoteSignature[]> {
  const sql = `SELECT witness AS name, signature AS bytes FROM cosignatures WHERE authority_id = $1 AND size = $2 ORDER BY witness`
  return rows<NoteSignature>(db, sql, [authority, size])
}

/** Cosigned heads go before newer ones for so long. */
const cosignedForMs = 60_000

/**
 * The head that others are shown: the newest, or the newest that a witness has cosigned while that is at most a minute
 * older, so that a busy ledger shows cosigned ones too. Null before the first.
 */
export async function publishedHead(db: Db, authority: string): Promise<SignedHead | null> {
  const newest = await lastHead(db, authority)
  const sql = `SELECT max(size) AS size FROM cosignatures WHERE authority_id = $1`
  const [row] = await rows<{ size: number | null }>(db, sql, [authority])
  const cosigned = row?.size ? await headOfSize(db, authority, row.size) : null
  if (!newest || !cosigned) return newest
  return newest.signedAt.getTime() - cosigned.signedAt.getTime() <= cosignedForMs ? cosigned : newest
}

export const checkpointOf = (origin: string, { size, root }: SignedHead): Checkpoint => ({ origin, size, root })

/** A head as the note that others check, with the cosignatures it has. */
export async function noteOf(db: Db, authority: string, log: VerifierKey, head: SignedHead): Promise<string> {
  const own = { name: log.name, bytes: Buffer.concat([log.id, head.signature]) }
  const text = formatCheckpoint(checkpointOf(log.name, head))
  return formatNote({ text, signatures: [own, ...(await cosignaturesOf(db, authority, head.size))] })
}
