// The running server as its pid file tells it: is it there, is it ready, is it really the one of this data directory.
import { spawnSync } from 'node:child_process'
import { readFileSync, readlinkSync, realpathSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

export type Postmaster = { readonly pid: number; readonly port: number; readonly socketDir: string; status: string }

const stopWithinMs = 60_000

/** What `postmaster.pid` says, whether or not it is still true; undefined when there is none. */
export function readPidFile(dataDir: string): Postmaster | undefined {
  const lines = contentOf(join(dataDir, 'postmaster.pid'))?.split('\n')
  const pid = Number(lines?.[0])
  if (!lines || !Number.isInteger(pid) || pid <= 0) return undefined
  return { pid, port: Number(lines[3]), socketDir: lines[4] ?? '', status: (lines[7] ?? '').trim() }
}

function contentOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/**
 * Whether that process is alive and serves this data directory. A zombie is not alive, and after a restart of the
 * machine or container the number may belong to something else: a server works inside its data directory.
 */
export function isRunning(pid: number, dataDir: string): boolean {
  if (process.platform === 'linux') return workingDirectory(pid) === realpathSync(dataDir)
  if (!processExists(pid)) return false
  if (process.platform === 'win32') return true
  return /postgres/.test(spawnSync('ps', ['-p', String(pid), '-o', 'comm='], { encoding: 'utf8' }).stdout)
}

function workingDirectory(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return undefined // gone, a zombie, or another user's
  }
}

/** Whether a process of that number is there, a zombie or another user's included. */
export function processExists(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/**
 * Makes lock files harmless that name a living process, or a zombie, which is not our server. PostgreSQL would give way
 * to it, but takes its parent's number, ours, for stale; everything else it checks (shared memory) it still checks.
 */
export function disownLockFiles(dataDir: string, socketDir: string, port: number): void {
  for (const path of [join(dataDir, 'postmaster.pid'), join(socketDir, `.s.PGSQL.${port}.lock`)]) {
    const content = contentOf(path) ?? ''
    const pid = Number.parseInt(content, 10)
    if (!(pid > 0) || !processExists(pid) || isRunning(pid, dataDir)) continue
    writeFileSync(path, content.replace(/^\d+/, String(process.pid)))
  }
}

/** Ends the server, committed work kept, and returns once it is gone. Open connections are closed. */
export async function stopPostmaster(dataDir: string, pgCtl: string): Promise<void> {
  const pid = readPidFile(dataDir)?.pid
  if (!pid || !isRunning(pid, dataDir)) return
  if (process.platform === 'win32') spawnSync(pgCtl, ['stop', '-D', dataDir, '-m', 'fast', '-w'], { windowsHide: true })
  else process.kill(pid, 'SIGINT')
  if (await gone(pid, dataDir)) return
  process.kill(pid, 'SIGQUIT') // at once, without a checkpoint: the next start recovers from the log
  await gone(pid, dataDir)
}

async function gone(pid: number, dataDir: string): Promise<boolean> {
  const giveUpAt = Date.now() + stopWithinMs
  while (isRunning(pid, dataDir)) {
    if (Date.now() > giveUpAt) return false
    await sleep(20)
  }
  return true
}
