// PostgreSQL refuses to run as root. Here is decided who it runs as, and how its programs are then started.
import { type SpawnSyncReturns, spawnSync } from 'node:child_process'
import { realpathSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/** `prefix` goes before every command line; `uid` and `gid` are for `spawn`; files belong to `owner`. */
export type PostgresUser = {
  readonly owner?: { readonly uid: number; readonly gid: number }
  readonly prefix: readonly string[]
}

/** A command line ready for `spawn` or `spawnSync`. Only what PostgreSQL needs of our environment is passed on. */
export function commandAs(user: PostgresUser, program: string, args: readonly string[]) {
  const [file = program, ...rest] = [...user.prefix, program, ...args]
  const env = { PATH: process.env.PATH, SystemRoot: process.env.SystemRoot, TZ: 'UTC' }
  const identity = user.prefix.length === 0 ? user.owner : undefined
  return { file, args: rest, options: { ...identity, env, cwd: dirname(program), windowsHide: true } }
}

/** Runs one of PostgreSQL's programs to its end. */
export function runAs(user: PostgresUser, program: string, args: readonly string[]): SpawnSyncReturns<string> {
  const command = commandAs(user, program, args)
  return spawnSync(command.file, command.args, { ...command.options, encoding: 'utf8' })
}

/**
 * Who PostgreSQL runs as: ourselves, but started by root, the owner of the data directory or else `nobody`.
 *
 * Where that user may not enter the folders above `program`, the data directory or the socket's (a clone in somebody's
 * private directory), it is given the one capability to pass them. Throws one sentence when that is not possible here.
 */
export function postgresUser(program: string, dataDir: string, socketDir: string): PostgresUser {
  if (process.getuid?.() !== 0) return { prefix: [] }
  const owner = ownerOf(dataDir) ?? nobody()
  const plain: PostgresUser = { owner, prefix: [] }
  const closed = [program, dataDir, socketDir].map((path) => closedTo(owner, dirname(path))).find(Boolean)
  if (!closed) return plain
  const capable: PostgresUser = { owner, prefix: passThrough(owner) }
  if (runAs(capable, program, ['--version']).status === 0) return capable
  throw new Error(
    `PostgreSQL does not run as root, and user ${owner.uid} may not enter ${closed}: ` +
      `allow it with "chmod o+x", move Muster elsewhere, or start it as an ordinary user.`,
  )
}

// The bit no_setuid_fixup makes access(2) honour the capability too: PostgreSQL looks for its own programs that way.
const passThrough = ({ uid, gid }: { uid: number; gid: number }) => [
  ...['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', '--securebits=+no_setuid_fixup'],
  ...['--inh-caps=+dac_override', '--ambient-caps=+dac_override', '--'],
]

function ownerOf(path: string) {
  const found = statSync(path, { throwIfNoEntry: false })
  return found && found.uid !== 0 ? { uid: found.uid, gid: found.gid } : undefined
}

function nobody() {
  const id = (flag: string) => Number.parseInt(spawnSync('id', [flag, 'nobody'], { encoding: 'utf8' }).stdout, 10)
  const user = { uid: id('-u'), gid: id('-g') }
  if (user.uid > 0 && user.gid > 0) return user
  throw new Error('PostgreSQL does not run as root, and there is no user "nobody": start Muster as an ordinary user.')
}

/** The first folder on the way to `path` that the user may not enter. A folder that does not exist yet is open. */
export function closedTo(user: { uid: number; gid: number }, path: string): string | undefined {
  const above = dirname(path)
  const closed = above === path ? undefined : closedTo(user, above)
  const folder = closed ? undefined : statSync(path, { throwIfNoEntry: false })
  if (!folder) return closed
  const bit = folder.uid === user.uid ? 0o100 : folder.gid === user.gid ? 0o010 : 0o001
  if ((folder.mode & bit) === 0) return path
  const real = realpathSync(path)
  return real === path ? undefined : closedTo(user, real)
}
