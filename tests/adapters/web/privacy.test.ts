import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { carryOutErasures } from '../../../bots/jobs/erasures.ts'
import { freshDatabase } from '../../support/database.ts'
import { plannerPassword, signedInPlanner } from '../../support/planner.ts'
import { openTown, type Town } from '../../support/town.ts'
import { Visitor } from '../../support/visitor.ts'

const [ada, sam, bob] = ['+447700900101', '+447700900102', '+447700900103'] as const

let owner: pg.Pool
let town: Town
let planner: Visitor

beforeAll(async () => {
  const database = await freshDatabase()
  owner = new pg.Pool({ ...database.ownerConfig, max: 2 })
  const places = [{ postcode: 'GL20 5BY', lat: 51.9912, lon: -2.1598 }]
  const publicUrl = 'https://muster.example.gov.uk'
  town = await openTown({ places, startsAt: '2026-11-22T14:00:00.000Z', database, publicUrl })
  planner = await signedInPlanner(town)
  await town.volunteer({ name: 'Samquetzal Hale', phone: sam, at: { lat: 51.9931, lon: -2.1571 } })
  await town.text(ada, 'Flood water coming in pangolinflood, need sandbags, GL20 5BY')
  await town.text(ada, 'Adacapybara, 3 Binturong Row')
})

afterAll(async () => {
  await owner.end()
  await town.close()
})

const said = (phone: string) => town.phones.texts.filter((t) => t.phone === phone && t.direction === 'to_phone')
const linkIn = (text: string) => new URL(/https:\S+/.exec(text)![0]).pathname
const idOf = async (name: string): Promise<string> => {
  const { rows } = await owner.query<{ id: string }>(
    `SELECT id FROM people WHERE (state->>'volunteer' IS NOT NULL) = $1 ORDER BY id LIMIT 1`,
    [name === 'sam'],
  )
  return rows[0]!.id
}
const entries = async (type: string) =>
  (await owner.query<{ bytes: Buffer }>('SELECT bytes FROM entries WHERE type = $1 ORDER BY id', [type])).rows.map(
    (row) => JSON.parse(row.bytes.toString()),
  )

describe('a private link', () => {
  let link: string
  let visitor: Visitor
  beforeAll(async () => {
    await town.text(ada, 'what do you know about me')
    link = linkIn(said(ada).at(-1)!.text)
    visitor = new Visitor(town.muster.app)
  })

  it('leads to a page with nothing of theirs on it, which no search engine or shared cache keeps', async () => {
    const answer = await town.muster.app.request(link)
    expect(answer.status).toBe(200)
    expect(await answer.text()).not.toMatch(/Adacapybara|pangolinflood|Binturong|7700/)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('x-robots-tag')).toContain('noindex')
    expect(await entries('own_record_shown')).toEqual([])
  })

  it('shows on asking all that is held, in and out, and who saw it; that is written down', async () => {
    await planner.post(`/console/people/${await idOf('ada')}/show`, { why: 'to_ring' })
    const { html } = await visitor.post(link)
    for (const word of [
      'Adacapybara',
      '3 Binturong Row',
      'pangolinflood',
      'GL20 5BY',
      '+447700900101',
      'What name and house',
    ])
      expect(html).toContain(word)
    expect(html).toContain('A planner')
    expect(html).toContain('To ring them')
    expect(html).not.toContain('First planner')
    expect((await entries('own_record_shown')).map((entry) => entry.body.form)).toEqual(['page'])
  })

  it('gives the same as JSON', async () => {
    const { html } = await visitor.post(`${link}/json`)
    const record = JSON.parse(html)
    expect(record.name).toBe('Adacapybara, 3 Binturong Row')
    expect(record.requests).toHaveLength(1)
    expect(record.messages.filter((m: { direction: string }) => m.direction === 'in')).toHaveLength(3)
    expect(record.seenBy[0].staff).toBe('a planner')
  })

  it('is nowhere in the database, and is not guessed', async () => {
    const token = link.split('/').at(-1)!
    const { rows } = await owner.query('SELECT o::text AS text FROM own_links o')
    expect(rows).toHaveLength(1)
    expect(rows[0].text).not.toContain(token)
    expect((await visitor.get(`${link}x`)).status).toBe(404)
    expect((await visitor.post('/own/AAAA')).status).toBe(404)
  })

  it('takes forms of our own pages only', async () => {
    expect((await visitor.post(link, {}, { origin: 'https://elsewhere.example' })).status).toBe(403)
  })

  it('ends when a new one is asked for, when its owner ends it, and after a week', async () => {
    await town.text(ada, 'what do you know about me')
    const next = linkIn(said(ada).at(-1)!.text)
    expect((await visitor.post(link)).status).toBe(404)
    expect((await visitor.post(next)).status).toBe(200)
    await visitor.post(`${next}/end`)
    expect((await visitor.post(next)).status).toBe(404)
    await town.text(ada, 'what do you know about me')
    const last = linkIn(said(ada).at(-1)!.text)
    town.skip(7 * 24 * 60 + 1)
    expect((await visitor.get(last)).status).toBe(404)
  })
})

describe('a case', () => {
  beforeAll(() => planner.post('/console/sign-in', { login: 'planner', password: plannerPassword }))

  it('is listed once, with the day it is due, and is overdue after it', async () => {
    const { html } = await planner.get('/console/privacy')
    expect(html.match(/Wants to see what is held/g)).toHaveLength(1)
    expect(html).not.toContain('overdue')
  })

  it('wants a reason', async () => {
    const { html } = await planner.get('/console/privacy')
    const action = /action="(\/console\/privacy\/[^"]+\/granted)"/.exec(html)![1]!
    expect((await planner.post(action, { reason: '' })).status).toBe(422)
    const after = await planner.submit(action, { reason: 'checked on the phone' })
    expect(after.html).toContain('Granted. They are told by text')
    await town.settle()
  })

  it('of access that is granted sends a link', async () => {
    town.muster.sender.wake()
    await town.settle()
    expect(said(ada).at(-1)!.text).toContain('As you asked, all we hold about you')
  })

  it('to delete everything, granted while a request is open, waits until it is closed', async () => {
    await town.text(ada, 'please delete me')
    const visitor = new Visitor(town.muster.app)
    expect((await visitor.post(`${linkIn(said(ada).at(-1)!.text)}/erase`)).html).toContain('Asked.')
    const { html } = await planner.get('/console/privacy')
    expect(html.match(/Wants everything deleted/g)).toHaveLength(1)
    const action = /action="(\/console\/privacy\/[^"]+\/granted)"/.exec(html)![1]!
    await planner.post(action, { reason: 'yes' })
    await town.settle()
    expect(said(ada).at(-1)!.text).toContain('This is our last text.')
    expect(await carryOutErasures(town.muster.house)).toBe(0)
    const need = (await owner.query('SELECT id FROM needs')).rows[0].id
    await planner.post(`/console/needs/${need}/close`, { reason: 'moved away' })
    await town.settle()
    const ada1 = await idOf('ada')
    expect(await carryOutErasures(town.muster.house)).toBe(1)
    await town.settle()
    expect((await planner.get(`/console/people/${ada1}`)).html).toContain('Erased')
    expect((await planner.get('/console/privacy')).html).toContain('Nobody is waiting for a decision')
  })

  it('that is refused is told, with how to complain', async () => {
    await town.text(bob, 'delete my data')
    const { html } = await planner.get('/console/privacy')
    const action = /action="(\/console\/privacy\/[^"]+\/refused)"/.exec(html)![1]!
    await planner.post(action, { reason: 'an inquest' })
    await town.settle()
    expect(said(bob).at(-1)!.text).toContain('ico.org.uk')
  })
})

describe('a planner', () => {
  it('sees everything held about somebody on one page and as JSON, and it is written down', async () => {
    const id = await idOf('sam')
    const before = (await entries('record_shown')).length
    const page = await planner.post(`/console/people/${id}/data`, { why: 'to_answer' })
    expect(page.html).toContain('Samquetzal Hale')
    expect(page.html).toContain('51.9931')
    const json = JSON.parse((await planner.post(`/console/people/${id}/data.json`, { why: 'to_answer' })).html)
    expect(json.volunteer.profile.name).toBe('Samquetzal Hale')
    expect(json.askedFor).toHaveLength(1)
    expect(json.seenBy.at(-1).staff).toBe('First planner')
    expect((await entries('record_shown')).length).toBe(before + 2)
  })

  it('cannot erase whom a hold keeps; lifts it, and can', async () => {
    const id = await idOf('sam')
    const path = `/console/people/${id}`
    expect((await planner.submit(`${path}/hold`, { reason: 'claim', held: 'yes' })).html).toContain(
      'The legal hold stands',
    )
    expect((await planner.get('/console/privacy')).html).toContain('What a legal hold keeps')
    expect((await planner.submit(`${path}/erase`, { reason: 'asked' })).html).toContain('a legal hold stands')
    expect((await planner.submit(`${path}/hold`, { reason: 'settled', held: 'no' })).html).toContain('is lifted')
    expect((await planner.submit(`${path}/erase`, { reason: 'asked' })).html).toContain('Erased. Nothing')
    expect((await planner.post(`${path}/data`, { why: 'to_answer' })).html).not.toContain('Samquetzal')
  })
})
