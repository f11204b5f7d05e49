// Installs what package-lock.json asks for, once. No dependency: this runs before there are any, on Node 20.19 or newer.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { root, run } from './run-node.mjs'

const packagesMarker = join(root, 'node_modules', '.muster-packages')
const clientMarker = join(root, 'node_modules', '.muster-client')
export const schemaFile = join(root, 'prisma', 'schema.prisma')
const clientFile = join(root, 'adapters', 'db', 'generated', 'client.ts')

/** What must be done before our programs can run: install the packages, generate the database client, or nothing. */
export function whatIsMissing({ packages, wantedPackages, client, wantedClient, files }) {
  if (packages !== wantedPackages || !files) return 'packages'
  if (client !== wantedClient) return 'client'
  return 'nothing'
}

/** Makes sure of it. `needs` names packages that an installation for production leaves out. Throws one sentence. */
export async function ensureInstalled(needs = []) {
  if (missingNow(needs) === 'nothing') return
  await oneAtATime(async () => {
    if (missingNow(needs) === 'packages') await installPackages()
    if (missingNow(needs) === 'client') await prepare()
  })
}

/** Remembers that what is there now fits package-lock.json and schema.prisma. */
export function markInstalled() {
  mkdirSync(join(root, 'node_modules'), { recursive: true })
  writeFileSync(packagesMarker, wantedPackages())
  writeFileSync(clientMarker, wantedClient())
}

const missingNow = (needs) =>
  whatIsMissing({
    packages: contentOf(packagesMarker),
    wantedPackages: wantedPackages(),
    client: existsSync(clientFile) || !existsSync(schemaFile) ? contentOf(clientMarker) : '',
    wantedClient: wantedClient(),
    files: needs.every((name) => existsSync(join(root, 'node_modules', name))),
  })

const wantedPackages = () => `${sha256(contentOf(join(root, 'package-lock.json')))} ${process.platform}-${process.arch}`
const wantedClient = () => sha256(contentOf(schemaFile))
const sha256 = (text) => createHash('sha256').update(text).digest('hex')

function contentOf(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error.code === 'ENOENT') return ''
    throw error
  }
}

async function installPackages() {
  console.error('Installing what is missing (about half a minute)…')
  const args = [
    'ci',
    '--include=dev',
    '--include=optional',
    '--ignore-scripts=false',
    '--no-audit',
    '--no-fund',
    '--no-update-notifier',
  ]
  const cli = process.env.npm_execpath ?? ''
  const [file, ...first] = /npm-cli\.c?js$/.test(cli) ? [process.execPath, cli] : ['npm']
  const options = { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32' }
  const code = await run(file, [...first, ...args], options)
  if (code !== 0)
    throw new Error(`npm ci ended with code ${code}: what it said is above. It needs the npm registry once.`)
}

async function prepare() {
  console.error('Generating the database client…')
  const code = await run(process.execPath, [join(root, 'scripts', 'prepare.mjs')], { cwd: root })
  if (code !== 0) throw new Error('The database client could not be generated: what went wrong is above.')
}

/** Two starts of one clone at the same moment: the second waits, and then finds everything there. */
async function oneAtATime(task) {
  const lock = join(tmpdir(), `muster-install-${sha256(`${root} ${userInfo().uid}`).slice(0, 16)}`)
  while (!takeLock(lock)) await sleep(300)
  try {
    await task()
  } finally {
    rmSync(lock, { force: true })
  }
}

function takeLock(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    if (isAbandoned(lock)) rmSync(lock, { force: true })
    return false
  }
}

function isAbandoned(lock) {
  const holder = Number(contentOf(lock))
  const takenAt = statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()
  return holder > 0 ? !isAlive(holder) : Date.now() - takenAt > 10_000
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error.code === 'EPERM'
  }
}
