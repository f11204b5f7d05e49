import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { noteOf, publishedHead } from '../../../adapters/db/heads.ts'
import { sequence } from '../../../adapters/db/sequencer.ts'
import { readSettings } from '../../../adapters/settings.ts'
import { submitCheckpoint } from '../../../adapters/witness/submit.ts'
import { aheadOfUs } from '../../../bots/jobs/ahead-of-us.ts'
import { WitnessWatch } from '../../../bots/jobs/witnessing.ts'
import { acceptRestore } from '../../../bots/turns/accept-restore.ts'
import { ensureFirstAccount } from '../../../bots/turns/accounts.ts'
import { parseAddCheckpoint } from '../../../core/ledger/notes/add-checkpoint.ts'
import { openCheckpoint } from '../../../core/ledger/notes/checkpoint.ts'
import { formatVerifierKey } from '../../../core/ledger/notes/keys.ts'
import { type LedgerTown, openLedgerTown } from '../../support/ledger-town.ts'
import { type WitnessStandIn, witnessStandIn } from '../../support/witness-stand-in.ts'

let ledger: LedgerTown
let witness: WitnessStandIn
let clock = 0
let watch: WitnessWatch

beforeAll(async () => {
  ledger = await openLedgerTown()
})

afterAll(() => ledger.close())

let count = 0

beforeEach(async () => {
  witness = await witnessStandIn(`witness.example/w${++count}`)
  witness.trust(ledger.log)
  watch = watching()
  await ledger.owner.query('DELETE FROM alarms')
})

afterEach(() => witness.close())

const watching = () =>
  new WitnessWatch({
    house: ledger.town.muster.house,
    ledger: { db: ledger.pool, authority: ledger.authority, log: ledger.log },
    witness: witness.setting,
    clockMs: () => clock,
  })

/** News is signed, time passes, and the witness is asked. */
async function newsAndRound(afterMs = 10_000): Promise<void> {
  await ledger.write()
  await sequence(ledger.pool, ledger.settings)
  clock += afterMs
  await watch.round()
}

const shownCheckpoint = async () => {
  const head = (await publishedHead(ledger.pool, ledger.authority))!
  return openCheckpoint(await noteOf(ledger.pool, ledger.authority, ledger.log, head), ledger.log, [
    witness.setting.key,
  ])
}

const alarms = async () =>
  (await ledger.pool.query<{ reason: string }>(`SELECT state->>'reason' AS reason FROM alarms`)).rows.map(
    (r) => r.reason,
  )

describe('a witness that cosigns', () => {
  it('is sent every newest head, and its cosignature stands under the checkpoint that others see', async () => {
    await newsAndRound()
    expect(await shownCheckpoint()).toMatchObject({ ok: true, value: { witnesses: [witness.setting.key.name] } })
    await newsAndRound()
    expect(await shownCheckpoint()).toMatchObject({ ok: true, value: { witnesses: [witness.setting.key.name] } })
    expect(witness.answers).toEqual([200, 200])
    expect(await alarms()).toEqual([])
  })

  it('is not asked again about what it has seen, nor more often than every five seconds', async () => {
    await newsAndRound()
    await newsAndRound(4_999)
    expect(witness.answers).toEqual([200])
    await newsAndRound(1)
    expect(witness.answers).toEqual([200, 200])
    clock += 10_000
    await watch.round()
    expect(witness.answers).toEqual([200, 200])
  })

  it('says what it has seen, and is told from there: after a restart, and when another process asked it', async () => {
    await newsAndRound()
    watch = watching()
    await newsAndRound()
    expect(witness.answers).toEqual([200, 200])
    await ledger.owner.query('DELETE FROM cosignatures WHERE witness = $1', [witness.setting.key.name])
    watch = watching()
    await newsAndRound()
    expect(witness.answers).toEqual([200, 200, 409, 200])
    expect(await alarms()).toEqual([])
  })

  it('that saw a newer head from another process of ours meanwhile is told from there', async () => {
    await newsAndRound()
    const slow = watching()
    const submitted = slow.round()
    await newsAndRound()
    await submitted
    expect(await alarms()).toEqual([])
  })
})

describe('a witness that refuses is an alarm, once until it cosigns again', () => {
  it.each([
    ['it does not know the log (404)', () => witness.instead({ status: 404, body: '' })],
    ['it does not know the key (403)', () => witness.instead({ status: 403, body: '' })],
    ['what we send is no request (400)', () => witness.instead({ status: 400, body: '' })],
    ['it has seen another history (422)', () => witness.remember(1, Buffer.alloc(32, 1))],
    ['it has seen more than there is', () => witness.remember(1_000_000, Buffer.alloc(32, 1))],
    ['it says yes without a signature', () => witness.instead({ status: 200, body: '' })],
    ['it says yes with somebody else’s', () => witness.instead({ status: 200, body: '— w AAAAAAAA\n' })],
    ['it sends us elsewhere', () => witness.instead({ status: 302, body: '' })],
    ['it conflicts without saying what it has seen', () => witness.instead({ status: 409, body: 'no' })],
  ])('%s', async (_, make) => {
    make()
    await newsAndRound()
    await newsAndRound(1_000_000)
    await newsAndRound(1_000_000)
    expect(await alarms()).toEqual(['witness_refused'])
  })

  it('and when it cosigns again, the next refusal is a new one', async () => {
    witness.instead({ status: 403, body: '' })
    await newsAndRound()
    witness.instead(null)
    await newsAndRound()
    await ledger.owner.query('DELETE FROM alarms')
    witness.instead({ status: 403, body: '' })
    await newsAndRound()
    expect(await alarms()).toEqual(['witness_refused'])
  })
})

describe('a witness that is down is no alarm, until an hour', () => {
  it.each([
    ['it answers 503', 503],
    ['it has too much to do', 429],
  ])('%s', async (_, status) => {
    witness.instead({ status, body: '' })
    for (let minute = 0; minute < 60; minute++) await newsAndRound(60_000)
    expect(await alarms()).toEqual([])
    await newsAndRound(300_000)
    expect(await alarms()).toEqual(['witness_silent'])
    await newsAndRound(3_600_000)
    expect(await alarms()).toEqual(['witness_silent'])
  })

  it('is asked less and less often, at last every five minutes', async () => {
    witness.instead({ status: 503, body: '' })
    for (let second = 0; second < 1_000; second++) {
      clock += 1_000
      if (second === 0) await newsAndRound(0)
      else await watch.round()
    }
    expect(witness.answers.length).toBe(9)
  })

  it('that answered again in between is not silent', async () => {
    witness.instead({ status: 503, body: '' })
    await newsAndRound(3_500_000)
    witness.instead(null)
    await newsAndRound(3_500_000)
    witness.instead({ status: 503, body: '' })
    await newsAndRound(3_500_000)
    expect(await alarms()).toEqual([])
  })

  it('nobody listens, or nobody answers', async () => {
    const request = { old: 0, proof: [], checkpoint: 'a\n1\nb\n\n— a AAAAAAAA\n' }
    witness.instead('hang')
    const hung = await submitCheckpoint(witness.setting, request, AbortSignal.timeout(50))
    expect(hung).toMatchObject({ kind: 'no_answer' })
    await witness.close()
    expect(await submitCheckpoint(witness.setting, request)).toEqual({ kind: 'no_answer', why: 'ECONNREFUSED' })
    witness = await witnessStandIn()
  })
})

describe('the stand-in refuses what a witness refuses', () => {
  it('no request, an older size that is larger, an unknown log, a forged head', async () => {
    await newsAndRound()
    const head = (await publishedHead(ledger.pool, ledger.authority))!
    const checkpoint = await noteOf(ledger.pool, ledger.authority, ledger.log, head)
    const status = async (body: string) =>
      (await fetch(`${witness.setting.url}/add-checkpoint`, { method: 'POST', body })).status
    expect(await status('hello')).toBe(400)
    expect(await status(`old ${head.size + 1}\n\n${checkpoint}`)).toBe(400)
    expect(await status(`old 0\n\n${checkpoint}`)).toBe(409)
    expect(await status(`old ${head.size}\n${Buffer.alloc(32).toString('base64')}\n\n${checkpoint}`)).toBe(422)
    expect(await status(`old ${head.size}\n\n${checkpoint}`)).toBe(200)
    expect(await status(`old ${head.size}\n\n${checkpoint.replace(/\n\d+\n/, '\n5\n')}`)).toBe(403)
    expect(await status(`old ${head.size}\n\nother.example\n${checkpoint.slice(checkpoint.indexOf('\n') + 1)}`)).toBe(
      404,
    )
    expect(
      parseAddCheckpoint(`old 1\n${`${Buffer.alloc(32).toString('base64')}\n`.repeat(64)}\n${checkpoint}`),
    ).toBeUndefined()
  })
})

describe('the setting', () => {
  it('is read as keys and addresses, set apart by commas', () => {
    const { key, url } = witness.setting
    const one = `${formatVerifierKey(key)} ${url}/`
    const read = readSettings({ LEDGER_WITNESSES: `${one}, ${one}` }).LEDGER_WITNESSES!
    expect(read.map((w) => [w.key.name, w.url])).toEqual([
      [key.name, url],
      [key.name, url],
    ])
  })

  it.each(['x', 'https://witness.example', 'a+00000000+AAAA https://w.example'])('%s stops the start', (text) => {
    expect(() => readSettings({ LEDGER_WITNESSES: text })).toThrow(
      'LEDGER_WITNESSES must be witnesses set apart by commas',
    )
  })

  it('a key that is not a witness’s, or an address that is none, stops the start', () => {
    const bad = [
      `${formatVerifierKey(ledger.log)} https://w.example`,
      `${formatVerifierKey(witness.setting.key)} ftp://w`,
    ]
    for (const text of bad) expect(() => readSettings({ LEDGER_WITNESSES: text })).toThrow('LEDGER_WITNESSES must be')
  })
})

describe('a witness remembers for us when our own memory is gone', () => {
  const behind = () =>
    aheadOfUs({ db: ledger.pool, authority: ledger.authority, log: ledger.log }, [witness.setting], ledger.settings)

  it('nobody is ahead of a log that continues what was witnessed, or that nobody has witnessed', async () => {
    expect(await behind()).toBeNull()
    await newsAndRound()
    expect(await behind()).toBeNull()
    witness.instead({ status: 503, body: '' })
    expect(await behind()).toBeNull()
  })

  it('one that has seen more is, until a named person has let that go', async () => {
    witness.remember(5_000, Buffer.alloc(32, 1))
    expect(await behind()).toBe(5_000)
    const { house } = ledger.town.muster
    await ensureFirstAccount(house)
    const [account] = (await ledger.pool.query<{ id: string }>('SELECT id FROM accounts')).rows
    const heads = { size: 1, root: 'aa', abandonedSize: 5_000, abandonedRoot: '' }
    expect(await acceptRestore(house, { by: account!.id, reason: 'The disk was lost.', ...heads })).toMatchObject({
      ok: true,
    })
    expect(await behind()).toBeNull()
  })
})
