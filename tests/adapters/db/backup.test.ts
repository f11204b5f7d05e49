import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { backup } from '../../../adapters/db/backup.ts'
import { erasuresFileIn, rememberedErasures } from '../../../adapters/db/erasures-file.ts'
import { keysFrom } from '../../../adapters/db/keys.ts'
import { openPool } from '../../../adapters/db/open.ts'
import { restore } from '../../../adapters/db/restore.ts'
import { verify } from '../../../adapters/db/verify.ts'
import { readSettings } from '../../../adapters/settings.ts'
import { wireMuster } from '../../../bots/muster.ts'
import { eraseAgain, erasePerson } from '../../../bots/turns/erasing.ts'
import { type FreshDatabase, freshDatabase } from '../../support/database.ts'
import { everythingOpened } from '../../support/opened.ts'
import { listening, openPlayedTown, type PlayedTown } from '../../support/played-town.ts'

const now = new Date('2026-11-22T15:00:00.000Z')
let played: PlayedTown
let dir: string
let file: string
let connection: pg.ClientConfig

beforeAll(async () => {
  played = await openPlayedTown()
  dir = mkdtempSync(join(tmpdir(), 'muster-backups-'))
  file = join(dir, 'first.backup')
  connection = played.owner.options as pg.ClientConfig
})

afterAll(async () => {
  await played.close()
  rmSync(dir, { recursive: true, force: true })
})

const make = (into: string) => backup({ connection, file: into, now, onRows: () => undefined })
const keys = () => keysFrom(played.town.dir, {})

interface Target {
  readonly database: FreshDatabase
  readonly owner: pg.Pool
}

async function intoFresh<T>(work: (target: Target) => Promise<T>): Promise<T> {
  const database = await freshDatabase()
  const owner = new pg.Pool({ ...database.ownerConfig, max: 2 })
  try {
    return await work({ database, owner })
  } finally {
    await owner.end()
    await database.drop()
  }
}

const load = ({ database }: Target, from = file, more: Partial<Parameters<typeof restore>[0]> = {}) =>
  restore({
    connection: database.ownerConfig as pg.ClientConfig,
    file: from,
    keys: keys(),
    erasures: [],
    onRows: () => undefined,
    onStreams: () => undefined,
    ...more,
  })

const textOf = async (owner: pg.Pool, table: string) =>
  (await owner.query<{ text: string }>(`SELECT t::text AS text FROM ${table} t ORDER BY 1`)).rows.map(
    ({ text }) => text,
  )

describe('a backup', () => {
  it('is made while people text, of one moment', async () => {
    const texting = played.town.text('+447700900105', 'Flood water coming in, need sandbags, GL20 5BY')
    const [manifest] = await Promise.all([make(join(dir, 'busy.backup')), texting])
    await intoFresh(async (target) => {
      const { manifest: loaded } = await load(target, join(dir, 'busy.backup'))
      expect(loaded).toEqual(manifest)
    })
  })

  it('holds neither key nor anything that can be read without them, and only its owner may read it', async () => {
    await make(file)
    const text = gunzipSync(readFileSync(file)).toString('latin1')
    for (const key of Object.values(keys())) {
      expect(text).not.toContain(key.toString('hex'))
      expect(text).not.toContain(key.toString('base64'))
    }
    expect(text).not.toMatch(/sandbags|7700900101|Sam Hale/)
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  it('does not overwrite a file, and leaves none when it fails', async () => {
    const taken = join(dir, 'taken.backup.part')
    writeFileSync(taken, 'mine')
    await expect(make(join(dir, 'taken.backup'))).rejects.toThrow(/EEXIST/)
    expect(statSync(join(dir, 'taken.backup'), { throwIfNoEntry: false })).toBeUndefined()
  })
})

describe('a restore into an empty database', () => {
  it('gives the same record, work and projections, and a ledger that verifies', async () => {
    await intoFresh(async (target) => {
      const restored = await load(target)
      expect(restored.projections).toEqual(restored.manifest.projections)
      const record = [
        'authorities',
        'entries',
        'entry_salts',
        'ledger_index',
        'keys',
        'addresses',
        'sealed_values',
        'inbox',
      ]
      const projections = ['needs', 'people', 'messages', 'timers', 'letters']
      for (const table of [...record, ...projections, 'conversations', 'places'])
        expect(await textOf(target.owner, table), table).toEqual(await textOf(played.owner, table))
      const { findings, witness } = listening()
      await verify(target.owner, played.publicKey, witness)
      expect(findings).toEqual([])
    })
  })

  it('goes on from there: counters and a turn work', async () => {
    await intoFresh(async (target) => {
      await load(target)
      const pool = openPool(target.database.config, () => undefined)
      const database = { pool, dir: played.town.dir, close: async () => undefined }
      const muster = await wireMuster({ settings: readSettings({}), database, doors: [], log: () => undefined })
      const from = { channel: 'simulated', id: '+447700900101' }
      const message = { type: 'message', from, to: from, providerId: 'after-1', text: 'what is happening' } as const
      await muster.deliver('simulated', message)
      await muster.lanes.idle()
      const { rows } = await target.owner.query('SELECT FROM inbox_work')
      expect(rows).toEqual([])
      await pool.end()
    })
  })

  it('sends nothing blindly that was waiting to be sent', async () => {
    await played.owner.query(`UPDATE outbox SET state = 'queued' WHERE id = (SELECT min(id::text)::uuid FROM outbox)`)
    const waiting = join(dir, 'waiting.backup')
    await make(waiting)
    await played.owner.query(`UPDATE outbox SET state = 'sent' WHERE state = 'queued'`)
    await intoFresh(async (target) => {
      await load(target, waiting)
      const { rows } = await target.owner.query(`SELECT state, count(*)::int AS n FROM outbox GROUP BY 1 ORDER BY 1`)
      expect(rows).toContainEqual({ state: 'unconfirmed', n: 1 })
      expect(rows.some(({ state }) => state === 'queued' || state === 'sending')).toBe(false)
    })
  })

  it('is refused into one that is not', async () => {
    await expect(load({ database: { ownerConfig: connection } as FreshDatabase, owner: played.owner })).rejects.toThrow(
      'not empty',
    )
  })

  it('is refused with other keys, and nothing is restored', async () => {
    await intoFresh(async (target) => {
      const others = { ...keys(), vault: Buffer.alloc(32, 7) }
      await expect(load(target, file, { keys: others })).rejects.toThrow('VAULT_KEY is not the one')
      expect(await textOf(target.owner, 'entries')).toEqual([])
    })
  })

  it.each([
    ['cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length - 200), /cut off|cannot be read/],
    ['not a backup', () => Buffer.from('hello'), /cannot be read/],
    [
      'a row changed',
      (bytes: Buffer) => repack(bytes, (text) => text.replace('GL20 5BY\tGL20 5', 'GL20 5BX\tGL20 5')),
      /table places is not what its manifest says/,
    ],
    ['a row missing', (bytes: Buffer) => repack(bytes, (text) => text.replace(/^GL20 5BY\t.*\n/m, '')), /table places/],
    [
      'of a newer Muster',
      (bytes: Buffer) => repack(bytes, (text) => text.replace('_privacy"', '_later"')),
      /newer Muster/,
    ],
  ])('a file that is %s is refused, and nothing is restored', async (_, spoil, says) => {
    const spoilt = join(dir, 'spoilt.backup')
    writeFileSync(spoilt, spoil(readFileSync(file)))
    await intoFresh(async (target) => {
      await expect(load(target, spoilt)).rejects.toThrow(says)
      expect(await textOf(target.owner, 'authorities')).toEqual([])
    })
  })
})

const repack = (bytes: Buffer, change: (text: string) => string): Buffer =>
  gzipSync(Buffer.from(change(gunzipSync(bytes).toString('latin1')), 'latin1'))

describe('a backup from before somebody was erased', () => {
  it('does not bring them back: no key of theirs is loaded, and they are erased in the log again', async () => {
    const { house } = played.town.muster
    const phone = '+447700900106'
    await played.town.text(phone, 'my name is quokka and I like flood')
    await played.town.text(phone, 'STOP')
    const before = join(dir, 'before.backup')
    await make(before)
    const { addressId, keyId } = await house.vault.addressOf(
      house.pool,
      house.authority,
      { channel: 'simulated', id: phone },
      now,
    )
    expect(await erasePerson(house, keyId, { actor: 'job/test', why: 'asked' })).toMatchObject({ ok: true })
    const erasures = rememberedErasures(erasuresFileIn(played.town.dir))
    await intoFresh(async (target) => {
      const { leftOut } = await load(target, before, { erasures })
      expect(leftOut).toBeGreaterThan(2)
      expect((await target.owner.query('SELECT FROM keys WHERE id = $1', [keyId])).rowCount).toBe(0)
      expect((await target.owner.query('SELECT FROM addresses WHERE id = $1', [addressId])).rowCount).toBe(0)
      expect((await target.owner.query('SELECT FROM suppressions')).rowCount).toBe(1)
      const hmac = 'SELECT hmac FROM suppressions'
      expect((await target.owner.query(hmac)).rows).toEqual((await played.owner.query(hmac)).rows)
      expect((await everythingOpened(target.owner, keys().vault)).join('\n')).not.toContain('quokka')
      const pool = openPool(target.database.config, () => undefined)
      const database = { pool, dir: played.town.dir, close: async () => undefined }
      const muster = await wireMuster({ settings: readSettings({}), database, doors: [], log: () => undefined })
      expect(await eraseAgain(muster.house, erasures)).toBe(1)
      const state = (await target.owner.query('SELECT state FROM people WHERE id = $1', [keyId])).rows[0].state
      expect(state).toMatchObject({ erased: expect.any(String), addresses: [] })
      await pool.end()
    })
  })
})
