import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Checkpoint, openCheckpoint } from '../../core/ledger/notes/checkpoint.ts'
import type { VerifierKey } from '../../core/ledger/notes/keys.ts'

/** What is known outside of the database of the last head that was signed. */
export interface SignedHeadMemory {
  /** The head, null when there is none yet, 'unreadable' when what is there is not a head of ours. */
  read(): Checkpoint | null | 'unreadable'
  /** Remembers a signed checkpoint; it is on the disk when this returns. */
  write(note: string): void
}

/** A file that holds the last checkpoint that was signed, in a folder that every machine that signs should see. */
export function rememberIn(dir: string, log: VerifierKey): SignedHeadMemory {
  const file = join(dir, 'signed-head')
  return {
    read() {
      if (!existsSync(file)) return null
      const opened = openCheckpoint(readFileSync(file, 'utf8'), log)
      return opened.ok ? opened.value.checkpoint : 'unreadable'
    },
    write: (note) => replaceFile(file, note),
  }
}

/** Puts the remembered head aside, so that signing begins anew from what the database holds; returns where it is now. */
export function forgetHead(dir: string, now: Date): string {
  const file = join(dir, 'signed-head')
  const aside = `${file}.abandoned-${now.toISOString().replaceAll(':', '')}`
  renameSync(file, aside)
  syncDir(dir)
  return aside
}

/** All of a file or nothing of it, also when the power fails. */
function replaceFile(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true })
  const fresh = `${file}.new`
  const opened = openSync(fresh, 'w', 0o600)
  try {
    writeSync(opened, text)
    fsyncSync(opened)
  } finally {
    closeSync(opened)
  }
  renameSync(fresh, file)
  syncDir(dirname(file))
}

/** A renamed file is only there for good once its folder is on the disk; Windows does not open folders, nor needs it. */
function syncDir(dir: string): void {
  if (process.platform === 'win32') return
  const opened = openSync(dir, 'r')
  try {
    fsyncSync(opened)
  } finally {
    closeSync(opened)
  }
}
