import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { entriesOfType, heard, needsIn, openFloodTown } from '../../support/flood-town.ts'
import { signedInPlanner } from '../../support/planner.ts'
import type { Town } from '../../support/town.ts'
import type { Visitor } from '../../support/visitor.ts'

let town: Town
let planner: Visitor

const phone = '+447700900180'
const call = {
  words: 'Water in the cellar, sandbags please',
  kind: 'flood_help',
  place: 'gl205by',
  urgency: '',
  portions: '',
  callerName: 'Ada Pennyquick',
  phone: '(07700) 900 180',
  subjectName: '',
  house: '3 Avon Row',
  notes: 'Gate is stiff',
}

beforeAll(async () => {
  town = await openFloodTown()
  planner = await signedInPlanner(town)
})

afterAll(() => town.close())

describe('a form with something wrong', () => {
  it.each([
    ['phone', { phone: '12345' }, 'That is not a phone number'],
    ['place', { place: '' }, 'Enter the postcode'],
    ['place', { place: 'GL20 9ZZ' }, 'That place cannot be found'],
    ['kind', { kind: '', words: '' }, 'Choose what is needed'],
    ['kind', { kind: '', words: 'please come' }, 'The words do not say what is needed'],
    ['portions', { portions: '0' }, 'Portions must be a number from 1 to 200'],
  ])('names %s in a summary and beside it, and keeps what was typed', async (field, wrong, says) => {
    const { status, html } = await planner.post('/console/call', { ...call, ...wrong, vulnerable: ['baby'] })
    expect(status).toBe(422)
    expect(html).toContain('There is a problem')
    expect(html).toContain(`href="#${field}"`)
    expect(html).toContain(`id="${field}-problem"`)
    expect(html).toContain(says)
    for (const kept of ['Ada Pennyquick', '3 Avon Row', 'Gate is stiff']) expect(html).toContain(kept)
    expect(html).toMatch(/value="baby"[^>]*checked/)
    expect(await needsIn(town)).toEqual([])
  })
})

describe('a call', () => {
  it('becomes a need of the caller, entered by the planner on their behalf, and the caller is told by text', async () => {
    const { to } = await planner.post('/console/call', { ...call, vulnerable: ['baby', 'cannot_walk'] })
    await town.settle()
    const [need] = await needsIn(town)
    expect(to).toBe(`/console/needs/${need!.id}?did=entered`)
    expect(heard(town, phone)).toEqual([
      'Muster: we took down by phone that you need flood help at GL20 5BY. We text you when somebody says yes. Danger to life: call 999.',
    ])
    expect(need!.invitations).toHaveLength(3)
    const [entry] = await entriesOfType(town, 'need_reported')
    expect(entry!.actor).toMatch(/^staff\//)
    expect(entry!.onBehalfOf).toBe(`person/${need!.reporter}`)
    const { html } = await planner.post(`/console/needs/${need!.id}/show`, { why: 'to_check' })
    for (const said of ['Ada Pennyquick, 3 Avon Row', 'a baby. cannot walk. Gate is stiff', 'Water in the cellar'])
      expect(html).toContain(said)
  })

  it('is the same person when they text afterwards', async () => {
    await town.text(phone, "what's happening?")
    expect(heard(town, phone).at(-1)).toContain('we have asked 3 people so far')
    const { rows } = await town.muster.house.pool.query(
      "SELECT id FROM people WHERE state->'volunteer' = 'null'::jsonb",
    )
    expect(rows).toHaveLength(1)
  })

  it('can be for somebody else, who is whom the volunteer will look for', async () => {
    await planner.post('/console/call', {
      ...call,
      kind: 'shopping',
      subjectName: 'Mary Pennyquick',
      house: '9 High St',
    })
    const need = (await needsIn(town)).at(-1)!
    const { html } = await planner.post(`/console/needs/${need.id}/show`, { why: 'to_check' })
    expect(html).toContain('Mary Pennyquick, 9 High St')
    expect(html).toMatch(/Called in by<\/dt>\s*<dd>Ada Pennyquick/)
  })

  it('without a phone makes every message to the caller a call back', async () => {
    const from = town.phones.texts.length
    const { to } = await planner.post('/console/call', {
      ...call,
      phone: '',
      kind: '',
      words: 'need a lift to hospital',
    })
    await town.settle()
    const page = await planner.get(to)
    expect(page.html).toContain('no number for texts')
    expect(page.html).toContain('to be told by voice')
    const board = await planner.get('/console')
    expect(board.html).toContain('Ring back: news that could not be sent')
    const id = /messages\/([0-9a-f-]{36})\/show/.exec(board.html)![1]
    const shown = await planner.post(`/console/messages/${id}/show`, { why: 'to_ring' })
    expect(shown.html).toContain('Nobody has been able to say yes to a lift yet')
    const done = await planner.submit(`/console/messages/${id}/handle`, { reason: 'Rang the neighbour' })
    expect(done.html).toContain('Marked as handled')
    expect(town.phones.texts.slice(from)).toEqual([])
  })

  it('takes a latitude and longitude for a place', async () => {
    const { to } = await planner.post('/console/call', { ...call, place: '51.9931, -2.1571' })
    expect(to).toMatch(/^\/console\/needs\//)
  })

  it('leaves nothing that was said in entries', async () => {
    const { rows } = await town.muster.house.pool.query<{ all: string }>(
      `SELECT string_agg(convert_from(bytes, 'UTF8'), ' ') AS all FROM entries`,
    )
    for (const canary of ['Pennyquick', '900180', 'Avon Row', 'stiff', 'cellar', 'GL20 5BY', 'neighbour', 'hospital'])
      expect(rows[0]!.all).not.toContain(canary)
  })
})
