import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fireTimers } from '../../../bots/jobs/timers.ts'
import { enPages } from '../../../bots/phrases/pages/en.ts'
import { freshDatabase } from '../../support/database.ts'
import { openTown, type Town } from '../../support/town.ts'
import { Visitor } from '../../support/visitor.ts'

const sam = '+447700900102'
const publicUrl = 'https://muster.example.gov.uk'

let town: Town
let owner: pg.Pool
const printed: string[] = []

beforeAll(async () => {
  const database = await freshDatabase()
  owner = new pg.Pool({ ...database.ownerConfig, max: 2 })
  town = await openTown({
    places: [{ postcode: 'GL20 5BY', lat: 51.9912, lon: -2.1598 }],
    startsAt: '2026-11-22T14:00:00.000Z',
    database,
    publicUrl,
    pages: true,
    log: (line) => printed.push(line),
  })
  await town.volunteer({ name: 'Samquetzal Hale', phone: sam, at: { lat: 51.9931, lon: -2.1571 } })
})

afterAll(async () => {
  await owner.end()
  await town.close()
})

const request = { what: 'Flood water coming in pangolinflood, need sandbags', where: 'GL20 5BY' }
const textsTo = (phone: string) => town.phones.texts.filter((t) => t.phone === phone && t.direction === 'to_phone')
const linkIn = (text: string) => new URL(/https:\S+/.exec(text)![0]).pathname

/** Somebody new fills in the form; returns their browser and the address of their page. */
async function askOnForm(fields: Record<string, string | string[]> = request, at = '/ask') {
  const visitor = new Visitor(town.muster.app)
  const { status, to } = await visitor.post(at, fields)
  expect(status).toBe(303)
  await town.settle()
  town.skip(1)
  return { visitor, page: to }
}

/** A volunteer texts LINK and opens what they get. */
async function openLink(phone: string) {
  await town.text(phone, 'LINK')
  const page = linkIn(textsTo(phone).at(-1)!.text)
  const visitor = new Visitor(town.muster.app)
  await visitor.post(`${page}/open`)
  return { visitor, page }
}

async function press(visitor: Visitor, page: string, label: string) {
  const { html } = await visitor.get(page)
  const pressed = new RegExp(
    `name="nonce" value="([^"]+)"[^>]*/?>\\s*<button[^>]*name="text" value="([^"]+)"[^>]*>${label}<`,
  ).exec(html)
  if (!pressed) throw new Error(`there is no button ${label}`)
  const done = await visitor.submit(page, { nonce: pressed[1]!, text: pressed[2]! })
  await town.settle()
  town.skip(1)
  return done
}

const requests = async (): Promise<number> => (await owner.query('SELECT 1 FROM needs')).rowCount ?? 0

describe('the form', () => {
  it('puts 999 first, in both languages', async () => {
    const { html } = await new Visitor(town.muster.app).get('/ask')
    expect(html.indexOf('Ring 999 now')).toBeLessThan(html.indexOf('<h1>'))
    const welsh = (await new Visitor(town.muster.app).get('/gofyn')).html
    expect(welsh).toContain('<html lang="cy">')
    expect(welsh.indexOf('Ffoniwch 999 nawr')).toBeLessThan(welsh.indexOf('<h1>'))
  })

  it('keeps what was written when something is missing, and says at the field what would be right', async () => {
    const { status, html } = await new Visitor(town.muster.app).post('/ask', { ...request, where: '', harder: 'old' })
    expect(status).toBe(422)
    expect(html).toContain('pangolinflood')
    expect(html).toContain('value="old" checked')
    expect(html).toMatch(/id="where-problem">.*Give a postcode, or the street and the town\./)
    expect(html).toContain('href="#where"')
  })

  it.each([
    ['what', { ...request, what: 'x'.repeat(1_001) }, enPages.whatLong],
    ['where', { ...request, where: 'x'.repeat(201) }, enPages.whereLong],
    ['name', { ...request, name: 'x'.repeat(101) }, enPages.nameLong],
    ['website', { ...request, website: 'http://spam.example' }, enPages.notEmpty],
  ])('makes no request of a wrong %s', async (_, fields, sentence) => {
    const before = await requests()
    const { status, html } = await new Visitor(town.muster.app).post('/ask', fields)
    expect(status).toBe(422)
    expect(html).toContain(sentence)
    expect(await requests()).toBe(before)
  })

  it('is not taken from the page of somebody else, nor when it is huge', async () => {
    const visitor = new Visitor(town.muster.app)
    expect((await visitor.post('/ask', request, { origin: 'https://elsewhere.example' })).status).toBe(403)
    expect((await visitor.post('/ask', { ...request, what: 'x'.repeat(20_000) })).status).toBe(413)
  })
})

describe('from the form to the door', () => {
  let ada: Awaited<ReturnType<typeof askOnForm>>
  let volunteer: Awaited<ReturnType<typeof openLink>>

  it('the request is read back on a page of its own, with what makes it harder', async () => {
    ada = await askOnForm({
      ...request,
      name: 'Adacapybara, 3 Binturong Row',
      harder: ['cannot_walk'],
      urgency: 'urgent',
    })
    const { html } = await ada.visitor.get(ada.page)
    expect(html).toContain('We read: flood help at GL20 5BY')
    expect(html).toContain('Flood help, GL20 5BY')
    expect(html).toContain('someone can&#39;t walk')
    expect(html).not.toContain('What name and house number')
  })

  it('shows nothing of theirs and does nothing before it is opened by a press', async () => {
    const other = new Visitor(town.muster.app)
    const { status, html } = await other.get(ada.page)
    expect(status).toBe(200)
    expect(html).not.toMatch(/Adacapybara|pangolin|GL20/)
    expect((await other.submit(`${ada.page}/open`)).html).toContain('pangolinflood')
  })

  it('a volunteer says yes on a page of their own', async () => {
    expect(textsTo(sam).at(-1)!.text).toContain('flood help needed')
    volunteer = await openLink(sam)
    expect((await volunteer.visitor.get(volunteer.page)).html).not.toContain('Binturong')
    const { html } = await press(volunteer.visitor, volunteer.page, 'Yes, I can')
    expect(html).toContain('Adacapybara, 3 Binturong Row')
    expect(html).toContain('GL20 5BY')
  })

  it('whoever asked sees who comes, and the word at the door', async () => {
    const { html } = await ada.visitor.get(ada.page)
    expect(html).toContain('Samquetzal has said yes')
    expect(html).toContain('Doorstep word: acorn')
    expect(html).not.toContain(sam)
  })

  it('words pass both ways', async () => {
    await ada.visitor.submit(ada.page, { text: 'the side gate is open', nonce: 'a' })
    await town.settle()
    expect(textsTo(sam).at(-1)!.text).toContain('the side gate is open')
  })

  it('the same press twice is one answer', async () => {
    await press(volunteer.visitor, volunteer.page, 'On the way')
    const sent = async () => (await owner.query("SELECT 1 FROM inbox WHERE channel = 'web'")).rowCount
    await ada.visitor.post(ada.page, { text: 'hello', nonce: 'twice' })
    const before = await sent()
    await ada.visitor.post(ada.page, { text: 'hello', nonce: 'twice' })
    expect(await sent()).toBe(before)
  })

  it('it is done when both say so, and the address is then gone from the page of the volunteer', async () => {
    await press(volunteer.visitor, volunteer.page, 'It is done')
    const { html } = await press(ada.visitor, ada.page, 'Yes, it is done')
    expect(html).toContain('We have closed it')
    const after = (await volunteer.visitor.get(volunteer.page)).html
    expect(after).not.toMatch(/Binturong|GL20 5BY|Adacapybara|side gate/)
    expect(after).toContain('no longer shown')
  })

  it('nothing of it stands in a log or a metric', async () => {
    const metrics = await (await town.muster.app.request('/metrics')).text()
    const token = ada.page.split('/').at(-1)!
    for (const word of ['pangolin', 'Adacapybara', 'Binturong', 'Samquetzal', `${token}"`, sam])
      expect(`${printed.join('\n')}${metrics}`).not.toContain(word)
  })
})

describe('the form in Welsh', () => {
  it('is answered in Welsh, on a page in Welsh', async () => {
    const fields = { what: 'Mae llifogydd yn dod i mewn', where: 'GL20 5BY' }
    const { visitor, page } = await askOnForm(fields, '/gofyn')
    const { html } = await visitor.get(page)
    expect(html).toContain('<html lang="cy">')
    expect(html).toContain('Darllenwn: cymorth llifogydd')
    expect((await press(visitor, page, 'English')).html).toContain('<html lang="en-GB">')
  })
})

describe('the form in doubt', () => {
  it('leads to the one question, which is answered on the page', async () => {
    const { visitor, page } = await askOnForm({ what: 'need sandbags, water rising', where: 'by the old oak' })
    expect((await visitor.get(page)).html).toContain('Danger to life: call 999.')
    expect((await visitor.submit(page, { text: 'GL20 5BY', nonce: 'b' })).html).toContain(
      'We read: flood help at GL20 5BY',
    )
  })

  it('about the kind of help is answered by a press', async () => {
    const { visitor, page } = await askOnForm({ what: 'please help me', where: 'GL20 5BY' })
    expect((await visitor.get(page)).html).toContain('What do you need?')
    expect((await press(visitor, page, 'Medicine')).html).toContain('We read: a prescription pick-up at GL20 5BY')
  })

  it('takes the place of the phone for the place', async () => {
    const { visitor, page } = await askOnForm({ what: 'need sandbags', where: '', lat: '51.9912', lon: '-2.1598' })
    expect((await visitor.get(page)).html).toContain('We read: flood help at')
  })

  it('is withdrawn by a press', async () => {
    const { visitor, page } = await askOnForm()
    expect((await press(visitor, page, enPages.notNeeded)).html).toContain('we have closed your request')
  })

  it('asks for words when nothing was written, and keeps the page', async () => {
    const { visitor, page } = await askOnForm()
    const { status, html } = await visitor.post(page, { text: ' ', nonce: 'c' })
    expect(status).toBe(422)
    expect(html).toContain(enPages.writeMissing)
  })
})

describe('a private link', () => {
  it('is kept from caches, search engines and other sites', async () => {
    const { page } = await openLink(sam)
    const { headers } = await town.muster.app.request(page)
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('x-robots-tag')).toContain('noindex')
    expect(headers.get('referrer-policy')).toBe('same-origin')
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  it('ends by a press for a new one, by STOP LINKS which is no STOP, and after a week', async () => {
    const { visitor, page } = await openLink(sam)
    const next = (await visitor.post(`${page}/renew`)).to
    expect(next).not.toBe(page)
    expect((await visitor.get(page)).status).toBe(404)
    expect((await visitor.get(next)).status).toBe(200)
    await town.text(sam, 'STOP LINKS')
    expect((await visitor.get(next)).status).toBe(404)
    const again = await openLink(sam)
    town.skip(7 * 24 * 60 + 1)
    const over = await again.visitor.get(again.page)
    expect(over.status).toBe(404)
    expect(over.html).toContain('Text LINK to us')
    expect((await again.visitor.post(again.page, { text: 'A1' })).status).toBe(404)
  })

  it('is ended by its owner, and is not guessed', async () => {
    const { visitor, page } = await openLink(sam)
    await visitor.post(`${page}/end`)
    expect((await visitor.get(page)).status).toBe(404)
    expect((await visitor.get('/my/AAAA')).status).toBe(404)
  })

  it('gives a break and brings back', async () => {
    const { visitor, page } = await openLink(sam)
    expect((await press(visitor, page, enPages.pause)).html).toContain(enPages.away)
    expect((await press(visitor, page, enPages.back)).html).not.toContain(enPages.away)
  })
})

describe('too much', () => {
  it('from one page is not sent, and what was written stays', async () => {
    const { visitor, page } = await askOnForm()
    for (let i = 0; i < 30; i++) await visitor.post(page, { text: 'the gate is open', nonce: `many-${i}` })
    const { status, html } = await visitor.post(page, { text: 'one more quokkaword', nonce: 'more' })
    expect(status).toBe(422)
    expect(html).toContain(enPages.tooFast)
    expect(html).toContain('one more quokkaword')
  })

  it('from one connection is refused with a sentence, and an hour later taken', async () => {
    town.skip(61)
    const visitor = new Visitor(town.muster.app)
    for (let i = 0; i < 30; i++) expect((await visitor.post('/ask', request)).status).toBe(303)
    const refused = await visitor.post('/ask', request)
    expect(refused.status).toBe(429)
    expect(refused.html).toContain(enPages.tooMany)
    expect(refused.html).toContain('pangolinflood')
    town.skip(61)
    expect((await visitor.post('/ask', request)).status).toBe(303)
    await town.settle()
  })
})

describe('a phone number in the form', () => {
  const phone = '+447700900140'

  it('that is none is said at its field, and nothing is sent', async () => {
    const visitor = new Visitor(town.muster.app)
    const { status, html } = await visitor.post('/ask', { ...request, phone: '0770' })
    expect(status).toBe(422)
    expect(html).toContain('Give the whole number, like 07700 900123')
  })

  it('is sent a code, and reaches whoever asked from when it is replied with; before that it learns nothing', async () => {
    const { page, visitor } = await askOnForm({ ...request, phone: '07700 900140' })
    const [asked] = textsTo(phone)
    expect(textsTo(phone)).toHaveLength(1)
    const code = /[A-Z]{2}\d-[A-Z]{3}\d/.exec(asked!.text)![0]
    expect((await visitor.get(page)).html).toContain('the number ending 40')
    await town.text(phone, 'any news?')
    expect(textsTo(phone).at(-1)!.text).toContain('no open request')
    await town.text(phone, code)
    await town.text(phone, 'any news?')
    expect(textsTo(phone).at(-1)!.text).toContain('Flood help at GL20 5BY')
    await visitor.post(page, { text: 'the gate is locked', nonce: 'gate' })
    await town.settle()
    expect((await visitor.get(page)).html).toContain('the gate is locked')
  })
})

it('what is to be told to somebody whose only page cannot be opened any more is for a person to tell', async () => {
  const { page } = await askOnForm({ ...request, what: 'Need a prescription fetched' })
  expect(page).toMatch(/^\/my\//)
  const waiting = async () =>
    (await owner.query("SELECT 1 FROM messages WHERE state->>'status' = 'call_back'")).rows.length
  const before = await waiting()
  town.skip(60 * 24 * 8)
  await fireTimers(town.muster.house)
  await town.settle()
  expect(await waiting()).toBeGreaterThan(before)
})

describe('joining on the web', () => {
  const filled = { name: 'Quokka', postcode: 'GL20 5BY', adult: 'yes', skills: ['flood_help', 'shopping'], miles: '3' }

  it('says all that is wrong, in both languages, and keeps nothing', async () => {
    const visitor = new Visitor(town.muster.app)
    const before = await town.entryCount()
    const { status, html } = await visitor.post('/join', { ...filled, name: '', adult: '', skills: [], miles: 'far' })
    expect(status).toBe(422)
    for (const words of ['first name', '18 or over to join', 'at least one thing', 'number of miles'])
      expect(html).toContain(words)
    const welsh = await visitor.post('/ymuno', { ...filled, postcode: 'nowhere' })
    expect([welsh.status, welsh.html.includes('Rhowch god post llawn')]).toEqual([422, true])
    expect(await town.entryCount()).toBe(before)
  })

  it('makes a volunteer who is asked on their page, and for open-air jobs only until a person approves', async () => {
    const visitor = new Visitor(town.muster.app)
    const { status, to: page } = await visitor.post('/join', filled)
    expect(status).toBe(303)
    await town.settle()
    expect((await visitor.get(page)).html).toContain('You are in, thank you: flood help and shopping')
    const { rows } = await owner.query<{ unconfirmed: boolean; skills: string[] }>(
      `SELECT (state->'volunteer'->>'unconfirmed')::boolean AS unconfirmed, state->'volunteer'->'skills' AS skills
        FROM people WHERE state->>'source' = 'web_form' AND state->'volunteer' <> 'null'`,
    )
    expect(rows).toEqual([{ unconfirmed: true, skills: ['flood_help', 'shopping'] }])
  })
})
