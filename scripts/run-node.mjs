// Runs a program in our place: it gets our terminal, our signals and our end, and we end with its exit code.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { constants } from 'node:os'
import { join } from 'node:path'
import { isatty } from 'node:tty'
import { fileURLToPath } from 'node:url'

/** The directory of package.json. */
export const root = fileURLToPath(new URL('..', import.meta.url))

/** The Node to run TypeScript with: the locked one, or where that does not exist (macOS), our own if it is new enough. */
export function modernNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform
  const name = process.platform === 'win32' ? 'node.exe' : 'node'
  const locked = join(root, 'node_modules', `node-${platform}-${process.arch}`, 'bin', name)
  if (existsSync(locked) && spawnSync(locked, ['--version']).status === 0) return locked
  if (stripsTypes(process.versions.node)) return process.execPath
  throw new Error(`Muster needs Node 22.18 or newer on this machine; this is ${process.versions.node}.`)
}

/** Whether that version of Node runs TypeScript as it is. */
export function stripsTypes(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > 23 || (major === 23 && minor >= 6) || (major === 22 && minor >= 18)
}

/**
 * Large arrays in pages of 2 MB, where Linux gives them to who asks: searches of the index of volunteers wait for memory,
 * and for the addresses of small pages half as long again. Other C libraries than glibc do not read it.
 */
const largePages = 'glibc.malloc.hugetlb=1'

/** The exit code of one of our own TypeScript programs. When we are killed, even by SIGKILL, it is told to end. */
export function runOurs(args, options = {}) {
  const lifeline = new URL('lifeline.mjs', import.meta.url).href
  const stdio = ['inherit', 'inherit', 'inherit', 'ipc']
  const env = { GLIBC_TUNABLES: largePages, ...process.env }
  return run(modernNode(), ['--import', lifeline, ...args], { stdio, env, ...options })
}

/** The exit code of a program; 128 and the signal's number if it was killed. Rejects when it cannot be started. */
export function run(file, args, options = {}) {
  const child = spawn(file, args, { stdio: 'inherit', ...options })
  const handOn = (signal) => child.kill(signal)
  const interrupt = () => isatty(0) || handOn('SIGINT') // Ctrl-C in a terminal has reached it already
  const terminate = () => handOn('SIGTERM')
  process.on('SIGINT', interrupt).on('SIGTERM', terminate)
  const stopWatching = whenNpmDies(terminate)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal]))
  }).finally(() => {
    stopWatching()
    process.off('SIGINT', interrupt).off('SIGTERM', terminate)
  })
}

/** npm, and the shell between, wait for what they run: once we have other ancestors, npm was killed. */
function whenNpmDies(callback) {
  const before = ancestors()
  const check = () => ancestors() !== before && callback()
  const timer = process.env.npm_lifecycle_event ? setInterval(check, 250) : undefined
  return () => clearInterval(timer)
}

function ancestors() {
  return `${process.ppid} ${parentOf(process.ppid)}`
}

function parentOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ')[1]
  } catch {
    return '' // gone, or a system without /proc
  }
}
