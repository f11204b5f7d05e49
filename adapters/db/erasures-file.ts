import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Destroyed } from '../../core/privacy/destroyed.ts'

/** One erasing entry as it is remembered outside the database: ids only. */
export interface RememberedErasure extends Destroyed {
  readonly entry: string
  readonly type: string
  readonly stream: string
  readonly at: string
}

/** Where a machine remembers what was erased, so that a backup cannot bring it back. */
export const erasuresFileIn = (dataDir: string): string => join(dataDir, 'erasures')

/** Adds erasures, a line of JSON each; they are on the disk when this returns. */
export function rememberErasures(file: string, erasures: readonly RememberedErasure[]): void {
  if (erasures.length === 0) return
  mkdirSync(dirname(file), { recursive: true })
  const fd = openSync(file, 'a', 0o600)
  try {
    writeSync(fd, erasures.map((erasure) => `${JSON.stringify(erasure)}\n`).join(''))
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
}

/** Every erasure remembered in the file, once each, oldest first. A line that a crash cut off is passed over. */
export function rememberedErasures(file: string): readonly RememberedErasure[] {
  if (!existsSync(file)) return []
  const lines = readFileSync(file, 'utf8').split('\n')
  const erasures = lines.flatMap((line) => read(line))
  return [...new Map(erasures.map((erasure) => [erasure.entry, erasure])).values()]
}

function read(line: string): RememberedErasure[] {
  if (!line.endsWith('}')) return []
  try {
    return [JSON.parse(line) as RememberedErasure]
  } catch {
    return [] // the machine stopped in the middle of this line
  }
}
