import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { needsAt } from '../../../adapters/db/replay.ts'
import { fromField, toField } from '../../../adapters/web/console/times.ts'
import type { Need } from '../../../core/needs/need.ts'
import { whyPerson } from '../../../scripts/replay/need.ts'
import { freshDatabase } from '../../support/database.ts'
import { signedInPlanner } from '../../support/planner.ts'
import { openTown, type Town } from '../../support/town.ts'
import type { Visitor } from '../../support/visitor.ts'

let owner: pg.Pool
let town: Town
let planner: Visitor
let path: string

beforeAll(async () => {
  const database = await freshDatabase()
  owner = new pg.Pool({ ...database.ownerConfig, max: 2 })
  const places = [{ postcode: 'GL20 5BY', lat: 51.9912, lon: -2.1598 }]
  town = await openTown({ places, startsAt: '2026-11-22T14:00:00.000Z', database })
  planner = await signedInPlanner(town)
  await town.volunteer({ name: 'Sam Hale', phone: '+447700900102', at: { lat: 51.9931, lon: -2.1571 } })
  await town.text('+447700900101', 'Flood water coming in wallaby, need sandbags, GL20 5BY')
})

afterAll(async () => {
  await owner.end()
  await town.close()
})

const decision = {
  decision: 'Evacuate Mill Row pangolin',
  information: 'Gauge at 4.2 m and rising',
  options: 'Wait an hour; sandbags only',
  rationale: 'Dusk is at four',
  authority: 'Gold',
  role: 'tactical',
  decidedAt: '2026-11-22T13:50',
  reviewAt: '2026-11-22T16:00',
}

const bodies = async (type: string) =>
  (await owner.query<{ bytes: Buffer }>('SELECT bytes FROM entries WHERE type = $1 ORDER BY id', [type])).rows.map(
    ({ bytes }) => JSON.parse(bytes.toString()),
  )

describe('an incident', () => {
  it('is opened by name, and its exercise flag then', async () => {
    expect((await planner.post('/console/incidents', { name: '' })).status).toBe(422)
    const opened = await planner.post('/console/incidents', { name: 'Avon floods pangolin', exercise: 'no' })
    path = opened.to.split('?')[0]!
    expect((await planner.get(opened.to)).html).toContain('Avon floods pangolin')
    const practice = await planner.post('/console/incidents', { name: 'Dry run', exercise: 'yes' })
    expect((await planner.get(practice.to)).html).toContain('EXERCISE')
    const entries = await bodies('incident_opened')
    expect(entries.map(({ body, exercise }) => [body.code, exercise]).slice(1)).toEqual([
      ['2026-11-22/1', false],
      ['2026-11-22/2', true],
    ])
    expect(JSON.stringify(entries)).not.toContain('pangolin')
  })

  it('takes needs filed under it, of its own sort only', async () => {
    const need = (await owner.query('SELECT id FROM needs')).rows[0].id
    const incidents = (await planner.get('/console/incidents')).html
    const practice = /incidents\/([\da-f-]{36})">Dry run/.exec(incidents)![1]!
    const incident = path.split('/').at(-1)!
    const refused = await planner.submit(`/console/needs/${need}/file`, { incident: practice, reason: 'x' })
    expect(refused.html).toContain('a real need is not part of an exercise')
    const filed = await planner.submit(`/console/needs/${need}/file`, { incident, reason: 'same river' })
    expect(filed.html).toContain('Avon floods pangolin')
    expect((await planner.get('/console')).html).toContain('Avon floods pangolin')
  })
})

describe('the decision log', () => {
  it('says what is missing, and keeps what was typed', async () => {
    const answer = await planner.post(`${path}/decisions`, {
      ...decision,
      rationale: '',
      decidedAt: '2027-01-01T10:00',
    })
    expect(answer.status).toBe(422)
    expect(answer.html).toContain('Enter the rationale')
    expect(answer.html).toContain('not in the future')
    expect(answer.html).toContain('Gauge at 4.2 m and rising')
  })

  it('keeps a decision with who, role, when decided and when recorded; the ledger holds ids only', async () => {
    const { html } = await planner.submit(`${path}/decisions`, decision)
    for (const word of ['Evacuate Mill Row pangolin', 'Dusk is at four', 'Tactical (silver)', 'First planner', 'Gold'])
      expect(html).toContain(word)
    const [entry] = await bodies('decision_recorded')
    expect(entry.body).toMatchObject({ decidedAt: '2026-11-22T13:50:00.000Z', role: 'tactical', corrects: null })
    expect(entry.at > entry.body.decidedAt).toBe(true)
    expect(JSON.stringify(entry)).not.toMatch(/pangolin|Dusk|Gauge/)
  })

  it('is corrected by another line; the first stays as it was and says so', async () => {
    const [first] = await bodies('decision_recorded')
    const id = first.body.decision
    const form = (await planner.get(`${path}?correct=${id}`)).html
    expect(form).toContain('Dusk is at four</textarea>')
    const { html } = await planner.submit(`${path}/decisions`, {
      ...decision,
      rationale: 'Dusk is at half past',
      corrects: id,
    })
    expect(html).toContain('Dusk is at four')
    expect(html).toContain('Dusk is at half past')
    expect(html).toContain('Corrected by')
    expect(html).not.toContain(`correct=${id}`)
    const elsewhere = { ...decision, corrects: '00000000-0000-7000-8000-000000000000' }
    expect((await planner.submit(`${path}/decisions`, elsewhere)).html).toContain('Nothing was changed')
  })

  it('reminds on the board when a decision is to be looked at again, until that is noted', async () => {
    expect((await planner.get('/console')).html).not.toContain('to be looked at again')
    town.skip(180)
    expect((await planner.get('/console')).html).toContain('1 decision is to be looked at again')
    const [, second] = await bodies('decision_recorded')
    const review = { decision: second.body.decision, reason: 'still right', reviewAt: '' }
    expect((await planner.submit(`${path}/reviews`, review)).html).toContain('still right')
    expect((await planner.get('/console')).html).not.toContain('to be looked at again')
  })

  it('takes METHANE and ETHANE reports, corrected in the same way', async () => {
    const report = {
      form: 'METHANE',
      exactLocation: 'Mill Row numbat',
      type: 'Flooding',
      observedAt: '2026-11-22T14:30',
    }
    expect((await planner.post(`${path}/situations`, { ...report, type: '' })).html).toContain(
      'Enter the type of incident',
    )
    expect((await planner.submit(`${path}/situations`, report)).html).toContain('Mill Row numbat')
    const [first] = await bodies('situation_reported')
    const again = { ...report, form: 'ETHANE', corrects: first.body.report }
    const { html } = await planner.submit(`${path}/situations`, again)
    expect(html).toContain('Corrected by')
    expect(html).toContain('ETHANE')
    expect(JSON.stringify(await bodies('situation_reported'))).not.toContain('numbat')
  })

  it('is kept by a hold, closed with a reason, and can be added to after that', async () => {
    expect((await planner.submit(`${path}/hold`, { reason: 'inquiry', held: 'yes' })).html).toContain(
      'A legal hold stands',
    )
    expect((await planner.submit(`${path}/close`, { reason: 'water is down' })).html).toContain(
      'The incident is closed',
    )
    expect((await planner.submit(`${path}/decisions`, { ...decision, decision: 'Late entry' })).html).toContain(
      'Late entry',
    )
  })

  it('of everyday needs works too', async () => {
    const everyday = /incidents\/([\da-f-]{36})">Everyday/.exec((await planner.get('/console/incidents')).html)![1]!
    const { html } = await planner.submit(`/console/incidents/${everyday}/decisions`, decision)
    expect(html).toContain('Evacuate Mill Row pangolin')
  })
})

describe('the after-action report', () => {
  const json = async () => JSON.parse((await planner.post(`${path}/report.json`)).html)

  it('as JSON has the timeline, figures, decisions and the head that proves it; residents are not in it', async () => {
    await town.settle()
    const report = await json()
    expect(report.figures).toContainEqual({ label: 'Needs', value: 1, unit: 'count' })
    expect(report.decisions.map((line: { text: { decision: string } }) => line.text.decision)).toEqual([
      'Evacuate Mill Row pangolin',
      'Evacuate Mill Row pangolin',
      'Late entry',
    ])
    expect(report.decisions[0].correctedBy).toBe(report.decisions[1].id)
    expect(report.timeline.map((row: { what: string }) => row.what)).toEqual(
      expect.arrayContaining(['incident opened', 'need reported', 'wave started', 'need filed', 'decision recorded']),
    )
    expect(report.timeline.every((row: { index: number | null }) => row.index !== null)).toBe(true)
    expect(report.proof.checkpoint).toContain(town.muster.house.authority.slice(-12))
    expect(report.proof.receipts.map(({ entry }: { entry: string }) => entry)).toEqual(
      report.timeline.map(({ entry }: { entry: string }) => entry),
    )
    expect(report.proof.receipts[0].proof).toContain('c2sp.org/tlog-proof@v1')
    expect(JSON.stringify(report)).not.toMatch(/7700900|GL20 5BY|wallaby|Hale/)
  })

  it('as CSV has a byte order mark and nothing a spreadsheet would run', async () => {
    await planner.post(`${path}/decisions`, { ...decision, decision: '=HYPERLINK("http://x")' })
    const answer = (await planner.post(`${path}/report.csv`)).html
    expect(answer.split('\r\n')[0]).toContain('time,index,entry,what,about,by,recorded,corrects,words')
    expect(answer).toContain('decision: =HYPERLINK')
    for (const cell of answer.split(/[,\r\n]+/)) expect(cell.replace(/^"/, '')).not.toMatch(/^[=+@-]/)
  })

  it('as PDF is tagged, in British English, titled, with its fonts embedded', async () => {
    const { html: bytes } = await planner.post(`${path}/report.pdf`)
    expect(bytes.startsWith('%PDF-1.7')).toBe(true)
    expect(bytes).toContain('/Marked true')
    expect(bytes).toContain('(en-GB)')
    expect(bytes).toContain('/StructTreeRoot')
    expect(bytes).toContain('/DisplayDocTitle true')
    expect(bytes.match(/\/FontFile2/g)!.length).toBeGreaterThanOrEqual(2)
  })
})

describe('the board as it stood', () => {
  it('is folded from what had been recorded by then', async () => {
    const { pool, authority } = town.muster.house
    const incident = path.split('/').at(-1)!
    const { rows } = await owner.query<{ at: Date }>(`SELECT recorded_at AS at FROM entries WHERE type = 'need_filed'`)
    const filedAt = rows[0]!.at.getTime()
    const before = await needsAt(pool, authority, incident, new Date(filedAt - 1))
    expect(before.needs).toEqual([])
    const then = await needsAt(pool, authority, incident, new Date(filedAt))
    expect(then.needs).toHaveLength(1)
    expect(then.needs[0]!.status).toBe('open')
    await planner.post(`/console/needs/${then.needs[0]!.id}/close`, { reason: 'done by others' })
    const now = await needsAt(pool, authority, incident, town.now())
    expect(now.needs[0]!.status).toBe('closed')
    expect(await needsAt(pool, authority, incident, new Date(filedAt))).toEqual(then)
    const live = (await owner.query('SELECT state FROM needs')).rows[0].state
    expect(now.needs[0]).toEqual(live)
  })
})

describe('an area kept clear', () => {
  const box = (south: number, west: number) =>
    [
      `${south}, ${west}`,
      `${south + 0.0014}, ${west}`,
      `${south + 0.0014}, ${west + 0.0018}`,
      `${south}, ${west + 0.0018}`,
    ].join('\n')
  const [aroundSam, aroundNeed] = [box(51.9925, -2.158), box(51.9906, -2.1607)]
  const asks = async (phone: string) => {
    await town.text(phone, 'Flood water coming in, need sandbags, GL20 5BY')
    const { rows } = await owner.query<{ state: Need }>(
      `SELECT state FROM needs ORDER BY state->>'openedAt' DESC LIMIT 1`,
    )
    return rows[0]!.state
  }
  let home: string

  beforeAll(async () => {
    await town.volunteer({ name: 'Tess Vane', phone: '+447700900103', at: { lat: 51.9915, lon: -2.1585 } })
    home = (await planner.post('/console/incidents', { name: 'Ford closed' })).to.split('?')[0]!
  })

  it('says what is wrong with corners that are none', async () => {
    const { status, html } = await planner.post(`${home}/keep-clear`, { corners: 'Mill Row', reason: 'Deep water' })
    expect(status).toBe(422)
    expect(html).toContain('Enter each corner as latitude and longitude')
  })

  it('has nobody in it asked, which is counted and said', async () => {
    const { html } = await planner.submit(`${home}/keep-clear`, { corners: aroundSam, reason: 'Deep water' })
    expect(html).toContain('The area is kept clear.')
    const need = await asks('+447700900105')
    expect(need.invitations).toHaveLength(1)
    const page = (await planner.get(`/console/needs/${need.id}`)).html
    expect(page).toContain('1 are in an area that is kept clear')
    expect(page).toContain('Not asked: in an area that is kept clear')
  })

  it('has nobody sent into it: the people on duty decide, until it is open again', async () => {
    await planner.submit(`${home}/keep-clear`, { corners: aroundNeed, reason: 'Deep water' })
    const need = await asks('+447700900106')
    expect(need).toMatchObject({ invitations: [], status: 'open', escalatedAt: expect.any(String) })
    const why = await whyPerson(town.muster.house.pool, need.id, need.reporter)
    expect(why).toEqual(['Nobody was asked: it is in an area that is kept clear, and nobody is sent there.'])
    const { html } = await planner.get(home)
    for (const [, area] of html.matchAll(/name="area" value="([^"]+)"/g))
      await planner.submit(`${home}/reopen`, { area: area!, reason: 'Water is down' })
    await town.pass(6)
    const { rows } = await owner.query<{ state: Need }>('SELECT state FROM needs WHERE id = $1', [need.id])
    expect(rows[0]!.state.invitations.length).toBeGreaterThan(0)
  })
})

describe('a time in a form', () => {
  it.each(['2026-11-22T14:30', '2026-07-01T00:15', '2026-03-29T03:00', '2026-10-25T01:30'])('%s is UK time', (text) => {
    expect(toField(fromField(text)!)).toBe(text)
  })
  it.each(['', 'noon', '2026-13-01T10:00', '2026-02-30T10:00', '2026-03-29T01:30'])('%s is none', (text) => {
    expect(fromField(text)).toBeNull()
  })
})
