import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { LedgerCopy } from '../../core/ledger/copy.ts'

/** A published ledger as plain files. */
export function ledgerFolder(dir: string): LedgerCopy {
  return {
    async read(path) {
      try {
        return readFileSync(join(dir, path))
      } catch (error) {
        if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return null
        throw error
      }
    },
  }
}

/** Writes a file of a published ledger, all of it or nothing. */
export function writeLedgerFile(dir: string, path: string, content: string | Buffer): void {
  const file = join(dir, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(`${file}.new`, content)
  renameSync(`${file}.new`, file)
}
