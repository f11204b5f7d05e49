import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noteOf, publishedHead } from '../../../adapters/db/heads.ts'
import { sequence } from '../../../adapters/db/sequencer.ts'
import { openCheckpoint } from '../../../core/ledger/notes/checkpoint.ts'
import { type Fault, faultyPool } from '../../support/faults.ts'
import { type LedgerTown, openLedgerTown } from '../../support/ledger-town.ts'

let ledger: LedgerTown

beforeAll(async () => {
  ledger = await openLedgerTown()
})

afterAll(() => ledger.close())

/** Locks of other tests' databases on the same server are not ours. */
const ourLock = `locktype = 'advisory' AND classid = 7270 AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`

const round = () => sequence(ledger.pool, ledger.settings)

const indicesOf = async (incident: string) => {
  const sql =
    'SELECT l.seq FROM ledger_index l JOIN entries e ON e.id = l.entry_id WHERE e.stream = $1 ORDER BY e.version'
  return (await ledger.pool.query<{ seq: number }>(sql, [`incident/${incident}`])).rows.map((row) => row.seq)
}

const counts = () =>
  ledger.one<{ entries: number; indexed: number; top: number; head: number; queued: number }>(`SELECT
    (SELECT count(*)::int FROM entries) AS entries, (SELECT count(*)::int FROM ledger_index) AS indexed,
    (SELECT max(seq) + 1 FROM ledger_index) AS top, (SELECT max(size) FROM heads) AS head,
    (SELECT count(*)::int FROM sequencer_queue) AS queued`)

/** Everything has an index without a gap, the last head covers it, and all of it verifies. */
async function expectWhole(): Promise<void> {
  const { entries, indexed, top, head, queued } = await counts()
  expect({ indexed, top, head, queued }).toEqual({ indexed: entries, top: entries, head: entries, queued: 0 })
  expect(await ledger.wrong()).toEqual([])
}

describe('the order of the log', () => {
  it('an entry whose transaction commits late is neither skipped nor waited for', async () => {
    const slow = await ledger.pool.connect()
    await slow.query('BEGIN')
    const late = await ledger.writeIn(slow)
    const early = await ledger.write()
    expect(await round()).toEqual({ taken: 2, refused: null })
    const [first, second] = await indicesOf(early)
    expect(second).toBe(first! + 1)
    await slow.query('COMMIT')
    slow.release()
    expect(await round()).toEqual({ taken: 2, refused: null })
    expect(await indicesOf(late)).toEqual([second! + 1, second! + 2])
    await expectWhole()
  })

  it('a transaction that stays open holds nobody up, and one that is given up leaves no trace', async () => {
    const slow = await ledger.pool.connect()
    await slow.query('BEGIN')
    const lost = await ledger.writeIn(slow)
    for (let i = 0; i < 30; i++) {
      await ledger.write()
      expect((await round()).taken).toBe(2)
    }
    await slow.query('ROLLBACK')
    slow.release()
    expect((await round()).taken).toBe(0)
    expect(await indicesOf(lost)).toEqual([])
    await expectWhole()
  })

  it('two sequencers at once give each entry one index and leave no gap', async () => {
    for (let i = 0; i < 20; i++) await ledger.write()
    const rounds = await Promise.all(Array.from({ length: 6 }, round))
    const rest = await round()
    expect(rounds.reduce((sum, { taken }) => sum + taken, 0) + rest.taken).toBe(40)
    await expectWhole()
  })

  it('nothing new is nothing signed', async () => {
    const before = await counts()
    expect(await round()).toEqual({ taken: 0, refused: null })
    expect(await counts()).toEqual(before)
  })

  it('an entry whose salt was destroyed while it waited still gets its place', async () => {
    const id = await ledger.write()
    await ledger.owner.query('DELETE FROM entry_salts WHERE entry_id IN (SELECT id FROM entries WHERE stream = $1)', [
      `incident/${id}`,
    ])
    expect((await round()).taken).toBe(2)
    expect(await indicesOf(id)).toHaveLength(2)
    expect((await ledger.wrong()).filter((line) => !line.includes('its salt is missing'))).toEqual([])
  })
})

describe('a head', () => {
  it('is a checkpoint of the log, signed with its key', async () => {
    const head = (await publishedHead(ledger.pool, ledger.authority))!
    const note = await noteOf(ledger.pool, ledger.authority, ledger.log, head)
    const opened = openCheckpoint(note, ledger.log)
    expect(opened).toMatchObject({ ok: true, value: { checkpoint: { origin: ledger.log.name, size: head.size } } })
    expect(readFileSync(join(ledger.town.dir, 'signed-head'), 'utf8')).toBe(note)
  })

  it('is signed in a session whose commits wait for the disk, whatever the server does otherwise', async () => {
    await ledger.write()
    const seen: string[] = []
    const memory = {
      ...ledger.settings.memory,
      write: (note: string) => {
        seen.push(note)
        ledger.settings.memory.write(note)
      },
    }
    await sequence(
      watchedPool((step) => seen.push(step)),
      { ...ledger.settings, memory },
    )
    const order = seen.map((step) => step.split(/[\s(]/, 1)[0])
    expect(seen.some((step) => step.includes("set_config('synchronous_commit', 'on', false)"))).toBe(true)
    // What is taken in is committed before anything is signed, and what is signed is remembered before it can be seen.
    const [commit, remembered, head] = [
      seen.indexOf('COMMIT'),
      seen.findIndex((step) => step.startsWith(ledger.log.name)),
      seen.findIndex((step) => step.includes('INSERT INTO heads')),
    ]
    expect([commit > 0, commit < remembered, remembered < head], order.join()).toEqual([true, true, true])
    expect((await ledger.pool.query('SHOW synchronous_commit')).rows).toEqual([{ synchronous_commit: 'off' }])
  })

  it('has the time of a clock that jumps, back and forth, and is none the worse for it', async () => {
    for (const at of ['2026-11-22T14:00:00Z', '2001-01-01T00:00:00Z', '2038-01-19T03:14:08Z', '2026-11-22T14:00:00Z']) {
      await ledger.write()
      expect(await sequence(ledger.pool, { ...ledger.settings, now: () => new Date(at) })).toMatchObject({ taken: 2 })
    }
    expect((await ledger.wrong()).filter((line) => !line.includes('its salt is missing'))).toEqual([])
  })
})

/** The pool; `before` hears of every statement first. */
function watchedPool(before: (statement: string) => unknown): LedgerTown['pool'] {
  const connect = async () => {
    const client = await ledger.pool.connect()
    const query = async (...args: unknown[]) => {
      const [first] = args as [string | { text: string }]
      await before(typeof first === 'string' ? first : first.text)
      return (client.query as (...args: unknown[]) => Promise<unknown>).apply(client, args)
    }
    return { query, release: (error?: Error) => client.release(error) }
  }
  return { connect, query: ledger.pool.query.bind(ledger.pool) } as unknown as LedgerTown['pool']
}

/** Rounds until nothing waits; a session that was cut may hold the lock for a moment longer. */
async function settled(): Promise<void> {
  await expect
    .poll(async () => {
      await round()
      const { queued, top, head } = await counts()
      return { queued, unsigned: top - head }
    })
    .toEqual({ queued: 0, unsigned: 0 })
}

describe('every step that fails, or happens without an answer, is made good by the next round', () => {
  it.each(['failed', 'happened but never answered'] as const)('%s', async (fault: Fault) => {
    for (let step = 1; ; step++) {
      await ledger.write()
      const faulty = faultyPool(ledger.pool, step, fault)
      const failed = await sequence(faulty.pool, ledger.settings).then(
        () => false,
        () => true,
      )
      await settled()
      const { entries, indexed, head } = await counts()
      expect({ step, indexed, head }).toEqual({ step, indexed: entries, head: entries })
      if (!failed) {
        expect(step).toBeGreaterThan(8)
        break
      }
    }
    expect((await ledger.wrong()).filter((line) => !line.includes('its salt is missing'))).toEqual([])
  })

  it.each(['failed', 'happened but never answered'] as const)('remembering the head %s', async (fault) => {
    await ledger.write()
    const before = await counts()
    const memory = {
      ...ledger.settings.memory,
      write(note: string) {
        if (fault === 'happened but never answered') ledger.settings.memory.write(note)
        throw new Error('the disk is full')
      },
    }
    await expect(sequence(ledger.pool, { ...ledger.settings, memory })).rejects.toThrow('the disk is full')
    expect(await counts()).toMatchObject({ head: before.head, queued: 0 })
    expect(await round()).toEqual({ taken: 0, refused: null })
    expect(await counts()).toMatchObject({ head: before.entries })
  })
})

describe('a process that holds the lock and is gone', () => {
  const holdLock = async () => {
    const holder = await ledger.owner.connect()
    await holder.query('SELECT pg_advisory_lock(7270, hashtext($1))', [ledger.authority])
    return holder
  }

  it('keeps others from signing while its session lives, and no longer', async () => {
    const holder = await holdLock()
    await ledger.write()
    expect(await round()).toEqual({ taken: 0, refused: null })
    const { pid } = (await holder.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows[0]!
    holder.on('error', () => undefined)
    await ledger.owner.query('SELECT pg_terminate_backend($1)', [pid])
    holder.release(true)
    await expect.poll(async () => (await round()).taken).toBe(2)
  })

  it.each(['INSERT INTO ledger_index', 'COMMIT', 'INSERT INTO heads', 'pg_advisory_unlock'])(
    'that lost its lock unnoticed before %s writes nothing any more, while another signs',
    async (statement) => {
      await ledger.write()
      let isCut = false
      const pool = watchedPool(async (step) => {
        if (isCut || !step.includes(statement)) return
        isCut = true
        await ledger.owner.query(`SELECT pg_terminate_backend(pid) FROM pg_locks WHERE ${ourLock}`)
        await settled()
      })
      await expect(sequence(pool, ledger.settings)).rejects.toThrow()
      const { entries, indexed, top, head } = await counts()
      expect({ indexed, top, head }).toEqual({ indexed: entries, top: entries, head: entries })
    },
  )

  it('gives the lock up by itself when it hangs', async () => {
    await ledger.write()
    const seen: string[] = []
    await sequence(
      watchedPool((step) => seen.push(step)),
      ledger.settings,
    )
    const set = seen.find((step) => step.includes('set_config'))!
    expect(set).toContain("set_config('idle_session_timeout', '20s', false)")
    expect(set).toContain("set_config('idle_in_transaction_session_timeout', '20s', false)")
    const held = `SELECT count(*)::int AS n FROM pg_locks WHERE ${ourLock}`
    expect(await ledger.one(held)).toEqual({ n: 0 })
    expect((await ledger.pool.query('SHOW idle_session_timeout')).rows).toEqual([{ idle_session_timeout: '0' }])
  })
})

describe('a ledger that does not continue what was signed last is not signed', () => {
  /** As an older backup would have it: the last `n` entries are not there. */
  const rollBack = async (n: number) => {
    const { top } = await counts()
    const from = top - n
    await ledger.owner.query('DELETE FROM heads WHERE size > $1', [from])
    await ledger.owner.query(
      'WITH gone AS (DELETE FROM ledger_index WHERE seq >= $1 RETURNING entry_id) DELETE FROM entries WHERE id IN (SELECT entry_id FROM gone)',
      [from],
    )
    await ledger.owner.query(
      'DELETE FROM incidents i WHERE NOT EXISTS (SELECT FROM entries e WHERE e.stream = $1 || i.id)',
      ['incident/'],
    )
  }

  it('an older backup: nothing is signed, also when it grows; what is written still gets its place', async () => {
    await ledger.write()
    await ledger.write()
    await round()
    await rollBack(4)
    const { head } = await counts()
    expect(await round()).toEqual({ taken: 0, refused: 'behind' })
    await ledger.write()
    expect(await round()).toEqual({ taken: 2, refused: 'behind' })
    await ledger.write()
    await round()
    await ledger.write()
    expect(await round()).toEqual({ taken: 2, refused: 'forked' })
    expect(await counts()).toMatchObject({ head, queued: 0 })
  })

  it('also when somebody without the memory signed it meanwhile', async () => {
    const memory = ledger.settings.memory
    const withoutMemory = { ...ledger.settings, memory: { read: () => null, write: () => undefined } }
    await ledger.write()
    expect(await sequence(ledger.pool, withoutMemory)).toEqual({ taken: 2, refused: null })
    expect(memory.read()).not.toBeNull()
    expect(await round()).toEqual({ taken: 0, refused: 'forked' })
  })

  it('a memory that was damaged, and one of another ledger', async () => {
    const file = join(ledger.town.dir, 'signed-head')
    const kept = readFileSync(file, 'utf8')
    for (const damaged of ['', kept.slice(0, -9), kept.replace(/\n\d+\n/, '\n1\n')]) {
      writeFileSync(file, damaged)
      expect(await round()).toEqual({ taken: 0, refused: 'unreadable' })
    }
    writeFileSync(file, kept)
    const other = {
      ...ledger.settings.memory,
      read: () => ({ origin: 'other.example', size: 1, root: Buffer.alloc(32) }),
    }
    expect(await sequence(ledger.pool, { ...ledger.settings, memory: other })).toMatchObject({ refused: 'forked' })
  })

  it('without any memory: when the end was cut off but its heads were left, and when the tree is another', async () => {
    const settings = { ...ledger.settings, memory: { read: () => null, write: () => undefined } }
    await ledger.write()
    await sequence(ledger.pool, settings)
    const { top } = await counts()
    const leaf = await ledger.one<{ leaf: Buffer }>('SELECT leaf FROM ledger_index WHERE seq = $1', [top - 1])
    await ledger.owner.query('UPDATE ledger_index SET leaf = $1 WHERE seq = $2', [Buffer.alloc(80), top - 1])
    expect(await sequence(ledger.pool, settings)).toEqual({ taken: 0, refused: 'forked' })
    await ledger.owner.query('UPDATE ledger_index SET leaf = $1 WHERE seq = $2', [leaf.leaf, top - 1])
    expect((await sequence(ledger.pool, settings)).refused).toBeNull()
    await ledger.owner.query('DELETE FROM ledger_index WHERE seq = $1', [top - 1])
    expect(await sequence(ledger.pool, settings)).toEqual({ taken: 0, refused: 'behind' })
  })
})
