// The directory PostgreSQL keeps its data in, and the one its socket lies in.
import { createHash, randomBytes } from 'node:crypto'
import {
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { type PostgresUser, runAs } from './postgres-user.ts'
import { processExists } from './postmaster.ts'

/** The role that owns the databases; the application's own role owns nothing. */
export const ownerRole = 'muster_owner'

// Sorting by the built-in provider is the same on every system and after every upgrade of it; ctype is for what is left.
const locales: Partial<Record<NodeJS.Platform, string>> = { darwin: 'en_US.UTF-8', win32: 'C' }
const locale = `--locale=${locales[process.platform] ?? 'C.UTF-8'}`
const initArgs = ['--auth=trust', '--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', locale]

/**
 * Makes a new data directory unless there is one; true when it did. The folder above it must be there.
 *
 * It is made beside and moved into place, so that a start killed half-way, or two at once, leave none or a whole one.
 */
export function ensureDataDir(dataDir: string, initdb: string, user: PostgresUser): boolean {
  if (holdsData(dataDir)) return false
  removeAbandoned(dataDir)
  const fresh = `${dataDir}.new-${process.pid}-${randomBytes(3).toString('hex')}`
  try {
    ownDirectory(fresh, user)
    const made = runAs(user, initdb, ['-D', fresh, '-U', ownerRole, '--data-checksums', ...initArgs])
    if (made.status !== 0) throw new Error(`PostgreSQL could not make its data in ${dataDir}.\n${failure(made)}`)
    return moveInto(fresh, dataDir)
  } finally {
    rmSync(fresh, { recursive: true, force: true })
  }
}

function holdsData(dataDir: string): boolean {
  try {
    const names = readdirSync(dataDir)
    if (names.length > 0 && !names.includes('PG_VERSION')) {
      throw new Error(`${dataDir} is not empty and holds no PostgreSQL data: choose another directory for it.`)
    }
    return names.length > 0
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    if ((error as NodeJS.ErrnoException).code !== 'EACCES') throw error
    throw new Error(`${dataDir} belongs to another user: start Muster as the same user as before.`, { cause: error })
  }
}

const failure = (ended: { stderr: string | null; error?: Error | undefined }) =>
  (ended.stderr ?? '').trim().split('\n').slice(-10).join('\n') || String(ended.error)

function moveInto(fresh: string, dataDir: string): boolean {
  if (process.platform === 'win32' && existsSync(dataDir)) rmdirSync(dataDir)
  try {
    renameSync(fresh, dataDir)
  } catch (error) {
    if (holdsData(dataDir)) return false // another start was quicker
    throw error
  }
  syncDirectory(dirname(dataDir))
  return true
}

function syncDirectory(path: string): void {
  if (process.platform === 'win32') return
  const directory = openSync(path, 'r')
  fsyncSync(directory)
  closeSync(directory)
}

function removeAbandoned(dataDir: string): void {
  for (const name of readdirSync(dirname(dataDir))) {
    const pid = name.startsWith(`${basename(dataDir)}.new-`) && Number(name.split('-').at(-2))
    if (pid && !processExists(pid)) rmSync(join(dirname(dataDir), name), { recursive: true, force: true })
  }
}

// Bytes of a path that fit into a socket address, its closing zero left out.
const longestSocketPath = process.platform === 'darwin' ? 103 : 107
const fits = (directory: string, port: number) =>
  Buffer.byteLength(join(directory, `.s.PGSQL.${port}`)) <= longestSocketPath

/** Where the socket goes: into the data directory, or when that path is too long, into a short one of its own. */
export function socketDirFor(dataDir: string, port: number, temporary = tmpdir()): string {
  const name = `muster-${createHash('sha256').update(resolve(dataDir)).digest('hex').slice(0, 16)}`
  return [dataDir, join(temporary, name)].find((directory) => fits(directory, port)) ?? join('/tmp', name)
}

/** Makes a directory that only PostgreSQL's user may enter. Throws when somebody else's is in its place. */
export function ownDirectory(path: string, { owner }: PostgresUser): void {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  const found = lstatSync(path)
  const ours = [process.getuid?.(), owner?.uid].includes(found.uid) || process.platform === 'win32'
  if (!found.isDirectory() || !ours || (found.mode & 0o077 && process.platform !== 'win32')) {
    throw new Error(`${path} is not a private directory of ours: remove it, then start Muster again.`)
  }
  if (owner) chownSync(path, owner.uid, owner.gid)
}
