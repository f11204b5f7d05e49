import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../../adapters/db/embedded-postgres.ts'
import { isRunning, readPidFile } from '../../../adapters/db/postmaster.ts'
import { newDataDir, removeDataDir } from '../../support/data-dir.ts'

let dataDir: string
let heard: string[]
const servers: EmbeddedPostgres[] = []
const children: ChildProcess[] = []

const blueprint = newDataDir('blueprint')

beforeAll(async () => {
  await (await startEmbeddedPostgres({ dataDir: blueprint, log: () => undefined })).stop()
})

afterAll(() => removeDataDir(blueprint))

beforeEach(() => {
  dataDir = newDataDir('with a space')
  heard = []
})

/** A data directory that is there already, for tests that are not about making one. */
const useBlueprint = () => execFileSync('cp', ['-a', blueprint, dataDir])

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  for (const server of servers.splice(0)) await server.stop()
  await removeDataDir(dataDir)
})

async function start(): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir, log: (line) => heard.push(line) })
  servers.push(server)
  return server
}

/** Another Node process that starts PostgreSQL on the same directory and then does nothing. */
async function startElsewhere(): Promise<ChildProcess> {
  const module = new URL('../../../adapters/db/embedded-postgres.ts', import.meta.url)
  const program = `const { startEmbeddedPostgres } = await import(${JSON.stringify(module.href)})
    await startEmbeddedPostgres({ dataDir: process.argv[1], log() {} })
    console.log('ready'); setInterval(() => {}, 1e6)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, dataDir], {
    stdio: ['ignore', 'pipe', 2],
  })
  children.push(child)
  await once(child.stdout as NodeJS.ReadableStream, 'data')
  return child
}

async function query(server: { socketDir: string; port: number }, sql: string) {
  const where = { host: server.socketDir, port: server.port, user: 'muster_owner', database: 'postgres', ssl: false }
  const client = new pg.Client(where)
  client.on('error', () => undefined)
  await client.connect()
  const { rows } = await client.query(sql).finally(() => client.end())
  return rows
}

function killPostmaster(): number {
  const pid = readPidFile(dataDir)?.pid ?? 0
  process.kill(pid, 'SIGKILL')
  return pid
}

const keepRow = 'CREATE TABLE kept AS SELECT 1 AS id'
const setting = async (server: EmbeddedPostgres, name: string) =>
  (await query(server, `SELECT current_setting('${name}') AS value`))[0].value

describe('startEmbeddedPostgres', () => {
  it('makes a durable, terse UTF-8 server in a path with a space, and stops it', async () => {
    const server = await start()
    expect(server.adopted).toBe(false)
    expect(await setting(server, 'fsync')).toBe('on')
    expect(await setting(server, 'data_checksums')).toBe('on')
    expect(await setting(server, 'server_encoding')).toBe('UTF8')
    expect(await setting(server, 'listen_addresses')).toBe('')
    expect(await setting(server, 'log_error_verbosity')).toBe('terse')
    const { pid } = readPidFile(dataDir) ?? { pid: 0 }
    await server.stop()
    await expect.poll(() => isRunning(pid, dataDir)).toBe(false)
    await expect(query(server, 'SELECT 1')).rejects.toThrow(/ENOENT|ECONNREFUSED/)
  })

  it('writes no value of a row into its log', async () => {
    useBlueprint()
    const server = await start()
    await query(server, 'CREATE TABLE numbers (number text PRIMARY KEY)')
    await query(server, "INSERT INTO numbers VALUES ('07700900123')")
    await expect(query(server, "INSERT INTO numbers VALUES ('07700900123')")).rejects.toThrow('duplicate key')
    const log = readFileSync(join(dataDir, 'server.log'), 'utf8')
    expect(log).toContain('ready to accept connections')
    expect(log).not.toContain('07700900123')
    expect(log).not.toContain('duplicate key')
  })

  it('gives two starters at once the same server, and stops it with the second', async () => {
    const [first, second] = await Promise.all([start(), start()])
    expect([first.adopted, second.adopted].sort()).toEqual([false, true])
    await query(first, keepRow)
    await first.stop()
    expect(await query(second, 'SELECT id FROM kept')).toEqual([{ id: 1 }])
    await second.stop()
    await expect(query(second, 'SELECT 1')).rejects.toThrow(/ENOENT|ECONNREFUSED/)
  })

  it('stops the server exactly once when two leave at the same moment', async () => {
    useBlueprint()
    const [first, second] = await Promise.all([start(), start()])
    await Promise.all([first.stop(), second.stop()])
    await expect(query(first, 'SELECT 1')).rejects.toThrow(/ENOENT|ECONNREFUSED/)
  })

  it('adopts the server of a process that was killed', async () => {
    useBlueprint()
    const other = await startElsewhere()
    const { pid } = readPidFile(dataDir) ?? { pid: 0 }
    other.kill('SIGKILL')
    await once(other, 'exit')
    const server = await start()
    expect(server.adopted).toBe(true)
    expect(readPidFile(dataDir)?.pid).toBe(pid)
    await server.stop()
    await expect.poll(() => isRunning(pid, dataDir)).toBe(false)
  })

  it('recovers what was committed when both it and its process were killed', async () => {
    useBlueprint()
    const other = await startElsewhere()
    await query({ socketDir: dataDir, port: 5432 }, keepRow)
    other.kill('SIGKILL')
    await once(other, 'exit')
    killPostmaster()
    const server = await start()
    expect(server.adopted).toBe(false)
    expect(await query(server, 'SELECT id FROM kept')).toEqual([{ id: 1 }])
  })

  it('starts the server again by itself when it is killed', async () => {
    useBlueprint()
    const server = await start()
    await query(server, keepRow)
    const killed = killPostmaster()
    await vi.waitFor(() => expect(heard.join()).toContain('starting it again'), { timeout: 10_000 })
    const rows = await vi.waitFor(() => query(server, 'SELECT id FROM kept'), { timeout: 20_000 })
    expect(rows).toEqual([{ id: 1 }])
    expect(readPidFile(dataDir)?.pid).not.toBe(killed)
  })

  it('keeps all that was acknowledged when killed under load', async () => {
    useBlueprint()
    const server = await start()
    await query(server, 'CREATE TABLE kept (id int PRIMARY KEY)')
    const acknowledged: number[] = []
    const writer = async (from: number) => {
      for (let id = from; ; id += 4) {
        await query(server, `INSERT INTO kept VALUES (${id})`)
        acknowledged.push(id)
      }
    }
    const writers = [0, 1, 2, 3].map((from) => writer(from).catch(() => undefined))
    await vi.waitFor(() => expect(acknowledged.length).toBeGreaterThan(50), { timeout: 10_000, interval: 5 })
    killPostmaster()
    await Promise.all(writers)
    const rows = await vi.waitFor(() => query(server, 'SELECT id FROM kept'), { timeout: 20_000 })
    const kept = new Set(rows.map(({ id }) => id))
    expect(acknowledged.filter((id) => !kept.has(id))).toEqual([])
  })

  it('is not fooled by lock files that name another living process', async () => {
    useBlueprint()
    const before = await start()
    await query(before, keepRow)
    const locks = ['postmaster.pid', '.s.PGSQL.5432.lock'].map((name) => join(dataDir, name))
    const contents = locks.map((path) => readFileSync(path, 'utf8'))
    await before.stop()
    const other = spawn('sleep', ['1000'])
    children.push(other)
    const stale = contents.map((content) => content.replace(/^\d+/, String(other.pid)))
    for (const [index, path] of locks.entries()) writeFileSync(path, stale[index] ?? '')
    const server = await start()
    expect(server.adopted).toBe(false)
    expect(await query(server, 'SELECT id FROM kept')).toEqual([{ id: 1 }])
  })

  it('puts the socket elsewhere when the path is too long for one', async () => {
    const parent = dataDir
    dataDir = join(parent, 'x'.repeat(120))
    const server = await start()
    expect(server.socketDir.length).toBeLessThan(100)
    expect(await query(server, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
    await server.stop()
    await removeDataDir(server.socketDir)
    await removeDataDir(parent)
  })

  it('says in one sentence, with the log, why it does not start', async () => {
    useBlueprint()
    writeFileSync(join(dataDir, 'PG_VERSION'), '12\n')
    await expect(start()).rejects.toThrow(/^PostgreSQL did not start in .*\n.*FATAL: .*incompatible with server/s)
  })

  it('refuses a directory that holds something else', async () => {
    mkdirSync(dataDir)
    writeFileSync(join(dataDir, 'letters.txt'), 'private')
    await expect(start()).rejects.toThrow('is not empty and holds no PostgreSQL data')
    expect(existsSync(join(dataDir, 'letters.txt'))).toBe(true)
  })

  it.skipIf(process.getuid?.() !== 0)('runs below a directory that only root may enter (needs root)', async () => {
    const parent = dataDir
    mkdirSync(parent)
    chmodSync(parent, 0o700)
    dataDir = join(parent, 'pg')
    const server = await start()
    expect(heard.join()).toContain('closed folders')
    expect(await query(server, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
    await server.stop()
    await removeDataDir(parent)
  })
})
