import type { Digest } from '../../adapters/db/projection-rows.ts'
import { inThousands } from '../progress.ts'

/** A table's rows and digest on a line. */
export const printDigest = ({ table, rows, sha256 }: Digest, mark: string): void =>
  console.log(`${table.padEnd(16)} ${inThousands(rows).padStart(11)} ${rows === 1 ? 'row ' : 'rows'}  ${sha256}${mark}`)
