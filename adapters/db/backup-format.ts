import type { Digest } from './projection-rows.ts'

/**
 * A backup is one gzip file of lines: a header, then for each table a line that names it, its rows as COPY writes them in
 * text form and `\.`, then a manifest. What stands in it is what stands in the tables: ciphertext, hashes, codes.
 */
export const formatName = 'muster-backup 1'

export interface BackupHeader {
  readonly format: typeof formatName
  readonly madeAt: string
  /** Migrations the database had, oldest first. */
  readonly migrations: readonly string[]
}

export interface TableStart {
  readonly table: string
  readonly columns: readonly string[]
}

/** Rows of one table as they stand in the file: how many, and the SHA-256 of their lines. */
export interface Counted {
  readonly rows: number
  readonly sha256: string
}

export interface Manifest {
  readonly tables: Readonly<Record<string, Counted>>
  /** The projections are not in the file: they are written again from the entries, and must then give these digests. */
  readonly projections: readonly Digest[]
}

export const endOfTable = '\\.'

/**
 * What is not carried over: ways in (whoever used them signs in, or asks for a link, again), and what the database that is
 * restored into says of itself.
 */
export const leftOut: readonly string[] = [
  'sessions',
  'own_links',
  'hand_overs',
  'projection_form',
  '_prisma_migrations',
]

/** Loaded after the projections: the database refuses a message to somebody it does not know. */
export const loadedLast = 'outbox'
