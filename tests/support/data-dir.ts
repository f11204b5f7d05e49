// Directories for the tests' own PostgreSQL servers, outside the tree, removed even when a run was killed.
import { randomBytes } from 'node:crypto'
import { accessSync, constants, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { processExists, stopPostmaster } from '../../adapters/db/postmaster.ts'

const prefix = 'muster-test-'

/** A path that does not exist yet. Its name tells which process it belongs to. */
export const newDataDir = (label = 'pg'): string =>
  join(tmpdir(), `${prefix}${process.pid}-${label}-${randomBytes(4).toString('hex')}`)

/** Stops whatever server runs on it and removes it. */
export async function removeDataDir(dataDir: string): Promise<void> {
  await stopPostmaster(dataDir, '')
  rmSync(dataDir, { recursive: true, force: true })
}

/** Removes what runs that were killed have left, servers included. */
export async function removeAbandoned(): Promise<void> {
  const names = readdirSync(tmpdir()).filter((name) => name.startsWith(prefix))
  const abandoned = names.filter((name) => !processExists(Number(name.slice(prefix.length).split('-')[0])))
  const paths = abandoned.map((name) => join(tmpdir(), name)).filter(isOurs)
  for (const path of paths) await removeDataDir(path)
}

function isOurs(path: string): boolean {
  try {
    accessSync(path, constants.R_OK | constants.W_OK)
    return true
  } catch {
    return false // another user's, or gone meanwhile
  }
}
