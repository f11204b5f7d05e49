// Starts the server's process, and says why when it does not come up.
import { spawn } from 'node:child_process'
import { closeSync, fchownSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { commandAs, type PostgresUser } from './postgres-user.ts'
import { disownLockFiles, readPidFile } from './postmaster.ts'

export type Binaries = { readonly postgres: string; readonly initdb: string; readonly pg_ctl: string }
export type Server = {
  readonly dataDir: string
  readonly binaries: Binaries
  readonly user: PostgresUser
  readonly socketDir: string
  readonly port: number
}

const logName = 'server.log'
const longestLog = 1_000_000

// What PostgreSQL says when another start holds the directory, or a killed server's last processes are still ending.
const lostRace = /lock file|still in use|is another postmaster/i

// Errors may quote what was sent, so the server's log keeps to what an operator needs.
const settings = {
  ...{ log_error_verbosity: 'terse', log_min_error_statement: 'panic', log_statement: 'none' },
  ...{ log_parameter_max_length: '0', log_parameter_max_length_on_error: '0', log_min_messages: 'log' },
  ...{ shared_buffers: '128MB', max_connections: '100', deadlock_timeout: '200ms' },
  ...{ timezone: 'UTC', log_timezone: 'UTC', fsync: 'on', log_checkpoints: 'off' },
}

/** The process number once it is ready; undefined when another start was quicker. Throws when it cannot start. */
export async function launch(server: Server, giveUpAt: number): Promise<number | undefined> {
  disownLockFiles(server.dataDir, server.socketDir, server.port)
  const logged = openLog(server)
  const child = spawnDetached(server, logged.fd)
  closeSync(logged.fd)
  while (child.running() && Date.now() < giveUpAt) {
    const found = readPidFile(server.dataDir)
    if (found && found.pid === child.pid && found.status === 'ready') return child.pid
    await sleep(20)
  }
  const said = lastLines(server, logged.size)
  if (child.running() || lostRace.test(said)) return undefined
  throw new Error(`PostgreSQL did not start in ${server.dataDir}.\n${said || child.failure()}`)
}

function spawnDetached({ binaries, dataDir, port, socketDir, user }: Server, logFd: number) {
  const onSocket = { listen_addresses: '', unix_socket_directories: `"${socketDir.replaceAll('"', '""')}"` }
  const reach = process.platform === 'win32' ? { listen_addresses: socketDir } : onSocket
  const given = Object.entries({ ...settings, ...reach }).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const command = commandAs(user, binaries.postgres, ['-D', dataDir, '-p', String(port), ...given])
  const child = spawn(command.file, command.args, {
    ...command.options,
    detached: true,
    stdio: ['ignore', logFd, logFd],
  })
  let ended: string | undefined
  child.once('error', (error) => {
    ended = error.message
  })
  child.once('exit', (code, signal) => {
    ended ??= `It ended with ${signal ?? code}.`
  })
  child.unref()
  return { pid: child.pid, running: () => ended === undefined, failure: () => ended }
}

function openLog({ dataDir, user }: Server): { fd: number; size: number } {
  const path = join(dataDir, logName)
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  const full = size > longestLog
  if (full) renameSync(path, `${path}.old`)
  const fd = openSync(path, 'a', 0o600)
  if (user.owner) fchownSync(fd, user.owner.uid, user.owner.gid)
  return { fd, size: full ? 0 : size }
}

/** The last ten lines of the server's log, no earlier than byte `from`. */
export const lastLines = ({ dataDir }: Server, from: number): string =>
  readFileSync(join(dataDir, logName)).subarray(from).toString('utf8').trim().split('\n').slice(-10).join('\n')
