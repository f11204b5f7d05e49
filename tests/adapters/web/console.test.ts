import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { whyPerson } from '../../../scripts/replay/need.ts'
import {
  askForSandbags,
  canaries,
  entriesOfType,
  heard,
  needsIn,
  openFloodTown,
  resident,
  volunteers,
} from '../../support/flood-town.ts'
import { signedInPlanner } from '../../support/planner.ts'
import type { Town } from '../../support/town.ts'
import type { Visitor } from '../../support/visitor.ts'

let town: Town
let planner: Visitor
let need: string

const [sam, , tom, una, vic] = volunteers
const textsSoFar = () => town.phones.texts.length
const needNow = async () => (await needsIn(town)).find((n) => n.id === need)!
const actor = /^staff\/[0-9a-f-]{36}$/

beforeAll(async () => {
  town = await openFloodTown()
  planner = await signedInPlanner(town)
})

afterAll(() => town.close())

describe('an empty console', () => {
  it('says in plain words that there is nothing, and in red that nobody is on duty', async () => {
    const { html } = await planner.get('/console')
    expect(html).toContain('Nobody is waiting for help')
    expect(html).toContain('No alarm is waiting for anybody')
    expect(html).toContain('Every message was understood and handled')
    expect(html).toContain('No volunteer is waiting for approval')
    expect(html).toContain('The duty list is empty.')
    expect((await planner.get('/console?show=closed')).html).toContain('No need has been closed yet')
  })

  it('has a page for what is not there', async () => {
    const nowhere = '01234567-0000-7000-8000-000000000000'
    for (const path of [
      '/console/nowhere',
      `/console/needs/${nowhere}`,
      `/console/people/${nowhere}`,
      '/console/needs/1',
    ]) {
      const { status, html } = await planner.get(path)
      expect(status, path).toBe(404)
      expect(html).toContain('There is no such page')
    }
    const acts = ['needs', 'people', 'messages', 'alarms'].map((sort) => `/console/${sort}/${nowhere}`)
    for (const path of [
      `${acts[0]}/show`,
      `${acts[0]}/close`,
      `${acts[1]}/approve`,
      `${acts[2]}/show`,
      `${acts[3]}/take`,
    ]) {
      const { status } = await planner.post(path, { reason: 'because' })
      expect([303, 404], path).toContain(status)
    }
  })
})

describe('the duty list', () => {
  it('takes a number in any common spelling and a name, and says what is wrong with others', async () => {
    const wrong = await planner.post('/console/duty', { phone: '12', name: '' })
    expect(wrong.status).toBe(422)
    expect(wrong.html).toContain('Enter a phone number, like 07700 900123')
    expect(wrong.html).toContain('Enter the name of who is on duty')
    const added = await planner.submit('/console/duty', { phone: '(07700) 900 160', name: 'Dee Officer' })
    expect(added.html).toContain('Dee Officer')
    expect(added.html).toContain('number ends in 160')
    expect(added.html).not.toContain('900160')
    expect((await planner.get('/console')).html).not.toContain('The duty list is empty.')
    const [entry] = await entriesOfType(town, 'duty_officer_added')
    expect(entry!.actor).toMatch(actor)
    expect(JSON.stringify(entry)).not.toContain('Dee')
  })

  it('lets somebody go with a reason', async () => {
    const person = String((await entriesOfType(town, 'duty_officer_added'))[0]!.body.person)
    expect((await planner.post('/console/duty/remove', { person, reason: '' })).html).toContain('Say why')
    const { html } = await planner.submit('/console/duty/remove', { person, reason: 'Shift is over' })
    expect(html).toContain('The duty list is empty.')
    await planner.post('/console/duty', { phone: '07700900160', name: 'Dee Officer' })
  })
})

describe('a need', () => {
  beforeAll(async () => {
    await askForSandbags(town)
    need = (await needsIn(town))[0]!.id
  })

  it('stands in the list, on the map and on its page without anything that tells who or where', async () => {
    for (const path of ['/console', `/console/needs/${need}`]) {
      const { html } = await planner.get(path)
      expect(html).toContain('Flood help')
      expect(html).toContain('GL20 5')
      for (const canary of canaries) expect(html, path).not.toContain(canary)
    }
    expect((await planner.get('/console')).html).toContain('Map of 1 open need in 1 area')
  })

  it('says who was asked, when, how far they are, and why them', async () => {
    const { html } = await planner.get(`/console/needs/${need}`)
    expect(html).toContain('Asked, no answer yet')
    expect(html).toContain('because the request came in: 3 people asked for 1 place, of 5 considered')
    expect(html).toMatch(/0\.\d miles/)
  })

  it('is shown whole on one page, after an entry that says to whom and why', async () => {
    const before = await entriesOfType(town, 'details_disclosed')
    const { status, html } = await planner.post(`/console/needs/${need}/show`, { why: 'to_ring' })
    expect(status).toBe(200)
    for (const said of ['Ada Pennyquick, 3 Avon Row', 'grandfather clock', 'GL20 5BY', sam.name, vic.name])
      expect(html).toContain(said)
    const entries = await entriesOfType(town, 'details_disclosed')
    expect(entries).toHaveLength(before.length + 1)
    const last = entries.at(-1)!
    expect(last.body).toEqual({ stage: 'console', staff: last.actor, why: 'to_ring' })
    expect(last.actor).toMatch(actor)
    expect(await entriesOfType(town, 'record_shown')).toHaveLength(5)
    const { html: again } = await planner.get(`/console/needs/${need}`)
    for (const canary of canaries) expect(again).not.toContain(canary)
    expect((await planner.get(`/console/needs/${need}/show`)).to).toBe(`/console/needs/${need}`)
  })

  it('asks more people when a planner says why', async () => {
    const silent = await planner.post(`/console/needs/${need}/ask`, { reason: '  ' })
    expect(silent.status).toBe(422)
    expect(silent.html).toContain('Say why, in a few words')
    const from = textsSoFar()
    const { html } = await planner.submit(`/console/needs/${need}/ask`, { reason: 'The river rises, says Una' })
    await town.settle()
    expect(html).toContain('2 more people are asked')
    expect(heard(town, una.phone, from).at(-1)).toContain('Muster: flood help needed near GL20 5')
    const again = await planner.submit(`/console/needs/${need}/ask`, { reason: 'Still rising' })
    expect(again.html).toContain('Nobody else can be asked just now')
    const [entry] = await entriesOfType(town, 'wave_asked_for')
    expect(Object.keys(entry!.body)).toEqual(['at', 'reasonRef'])
    expect(again.html).toContain('wave asked for, reason')
    expect(again.html).not.toContain('The river rises')
    const shown = await planner.post(`/console/needs/${need}/show`, { why: 'to_check' })
    expect(shown.html).toContain('“The river rises, says Una”')
  })

  it('is given to somebody by hand, who is told at once as if they had answered', async () => {
    const found = await planner.post(`/console/needs/${need}/search`, { name: 'fenni' })
    expect(found.html).toContain(tom.name)
    expect(found.html).toContain('Would not be asked: they were asked before')
    const person = /name="person" value="([^"]+)"/.exec(found.html)![1]!
    const from = textsSoFar()
    expect((await planner.post(`/console/needs/${need}/assign`, { reason: 'He is near' })).html).toContain('Choose who')
    expect((await planner.post(`/console/needs/${need}/assign`, { person, reason: '' })).html).toContain('Say why')
    const { html } = await planner.submit(`/console/needs/${need}/assign`, { person, reason: 'He rang us' })
    await town.settle()
    expect(html).toContain('Assigned.')
    expect(html).toContain('Sent by a planner, with a reason in the log.')
    expect(heard(town, tom.phone, from)).toEqual([expect.stringContaining('As arranged, yours: ')])
    expect(heard(town, tom.phone, from)[0]).toContain('Ada Pennyquick, 3 Avon Row')
    expect(heard(town, resident, from)).toEqual([expect.stringContaining('Tom has said yes to flood help')])
    expect(heard(town, sam.phone, from)).toEqual([expect.stringContaining('Covered now: flood help near GL20 5')])
    const full = await planner.submit(`/console/needs/${need}/assign`, { person, reason: 'Again' })
    expect(full.html).toContain('Nothing was changed')
    expect((await whyPerson(town.muster.house.pool, need, person)).at(-1)).toContain('Sent by a planner')
    const [entry] = await entriesOfType(town, 'assigned_by_hand')
    expect(entry!.body).toEqual({ person, reasonRef: expect.stringMatching(/^[0-9a-f-]{36}$/) })
  })

  it('is taken from somebody by hand, and somebody else is looked for', async () => {
    const person = (await needNow()).assignments[0]!.person
    const from = textsSoFar()
    const { html } = await planner.submit(`/console/needs/${need}/drop`, { person, reason: 'His car broke down' })
    await town.settle()
    expect(html).toContain('Taken off.')
    expect(html).toContain('Cannot come after all')
    expect(heard(town, tom.phone, from)).toEqual([expect.stringContaining('No longer needed: flood help')])
    expect(heard(town, resident, from)[0]).toContain('Sorry, Tom cannot come after all')
    expect((await needNow()).status).toBe('open')
  })

  it('is closed with a reason that only those read who lift the mask', async () => {
    const from = textsSoFar()
    const { html } = await planner.submit(`/console/needs/${need}/close`, { reason: 'Fire service is there' })
    await town.settle()
    expect(html).toContain('Closed. Everybody concerned has been told.')
    expect(html).toContain('Closed by a planner')
    expect(heard(town, resident, from)).toEqual([expect.stringContaining('A planner has closed your request')])
    const again = await planner.submit(`/console/needs/${need}/close`, { reason: 'Twice' })
    expect(again.html).toContain('this need is over')
    expect((await planner.get('/console?show=closed')).html).toContain(`/console/needs/${need}`)
    const [entry] = await entriesOfType(town, 'need_closed')
    expect(entry).toMatchObject({ actor: expect.stringMatching(actor), body: { outcome: 'by_planner' } })
  })
})

describe('what waits for a person', () => {
  it('is an alarm until somebody takes it on', async () => {
    const { html } = await planner.get('/console')
    const id = /alarms\/([0-9a-f-]{36})\/take/.exec(html)![1]
    expect(html).toContain('Nobody is left to ask')
    expect((await planner.post(`/console/alarms/${id}/take`, { reason: '' })).html).toContain('Say why')
    const done = await planner.submit(`/console/alarms/${id}/take`, { reason: 'Ringing the parish' })
    expect(done.html).toContain('The alarm is yours')
    expect(done.html).toContain('No alarm is waiting')
    const twice = await planner.submit(`/console/alarms/${id}/take`, { reason: 'Ringing the parish' })
    expect(twice.html).toContain('somebody else saw to it first')
  })

  it('is a message nobody understood, masked until shown, until it is handled', async () => {
    await town.text('+447700900170', 'purple monkey dishwasher')
    const { html } = await planner.get('/console')
    expect(html).toContain('Not understood')
    expect(html).not.toContain('monkey')
    const id = /messages\/([0-9a-f-]{36})\/show/.exec(html)![1]
    expect((await planner.post(`/console/messages/${id}/show`, { why: 'to_answer' })).html).toContain('purple monkey')
    expect(await entriesOfType(town, 'message_shown')).toMatchObject([
      { stream: `message/${id}`, body: { why: 'to_answer' } },
    ])
    const done = await planner.submit(`/console/messages/${id}/handle`, { reason: 'A child at play' })
    expect(done.html).toContain('Every message was understood and handled')
  })

  it('is a volunteer who joined by text, until approved', async () => {
    const phone = '+447700900171'
    for (const text of ['JOIN', 'Wendelin', 'GL20 5BT']) await town.text(phone, text)
    const letter = /Reply (\w+)1/.exec(heard(town, phone).at(-1)!)![1]
    for (const text of [`${letter}1`, `${letter} 1 2`, '3']) await town.text(phone, text)
    const { html } = await planner.get('/console')
    expect(html).toContain('1 volunteer waiting for approval')
    expect(html).not.toContain('Wendelin')
    const id = /people\/([0-9a-f-]{36})\/approve/.exec(html)![1]
    const from = textsSoFar()
    expect((await planner.post(`/console/people/${id}/approve`, { reason: '' })).html).toContain('Say why')
    const done = await planner.submit(`/console/people/${id}/approve`, { reason: 'Met her at the hall' })
    await town.settle()
    expect(done.html).toContain('Approved. They have been told.')
    expect(heard(town, phone, from)).toEqual([expect.stringContaining('you are confirmed as a volunteer')])
    const shown = await planner.post(`/console/people/${id}/show`, { why: 'to_check' })
    for (const said of ['Wendelin', phone, 'Met her at the hall']) expect(shown.html).toContain(said)
    await planner.post(`/console/people/${id}/away`, { days: '7' })
    expect((await planner.get(`/console/people/${id}`)).html).toContain('Until Sun 29 Nov')
    await planner.post(`/console/people/${id}/back`)
    expect(await entriesOfType(town, 'came_back')).toHaveLength(1)
  })
})

describe('two people who are never to meet', () => {
  const blocked = { reason: 'They fell out over a hedge' }
  let person: string
  let again: string

  beforeAll(async () => {
    await town.text(resident, 'Flood water coming in, need sandbags, GL20 5BY')
    again = (await needsIn(town)).at(-1)!.id
    await town.text(sam.phone, /Reply (\w+1)/.exec(heard(town, sam.phone).at(-1)!)![1]!)
    person = (await needsIn(town)).at(-1)!.assignments[0]!.person
  })

  it('what runs between them ends, somebody else is looked for, and neither is told why', async () => {
    const from = textsSoFar()
    expect((await planner.post(`/console/needs/${again}/block`, blocked)).html).toContain('Choose who')
    const { html } = await planner.submit(`/console/needs/${again}/block`, { ...blocked, person })
    await town.settle()
    expect(html).toContain('These two are never matched again.')
    expect(heard(town, sam.phone, from)).toEqual([expect.stringContaining('No longer needed: flood help')])
    expect(heard(town, resident, from)[0]).toContain('Sorry, Sam cannot come after all')
    const entries = await entriesOfType(town, 'pair_blocked')
    expect(entries.map(({ stream }) => stream).toSorted()).toEqual(
      entries.map(({ body }) => `person/${body.other}`).toSorted(),
    )
    expect(JSON.stringify(entries)).not.toContain('hedge')
  })

  it('cannot be put together by hand, and are left out of the next request, which says so', async () => {
    const { html } = await planner.submit(`/console/needs/${again}/assign`, { person, reason: 'He is near' })
    expect(html).toContain('these two are never to be matched')
    await planner.submit(`/console/needs/${again}/close`, { reason: 'Enough' })
    await town.text(resident, 'Flood water coming in, need sandbags, GL20 5BY')
    const next = (await needsIn(town)).at(-1)!
    expect(next.invitations.map((one) => one.person)).not.toContain(person)
    const page = (await planner.get(`/console/needs/${next.id}`)).html
    expect(page).toContain('1 are never to be matched with whoever asked for it')
    expect(page).toContain('Not asked: never to be matched with whoever asked for it')
  })

  it('may meet again when a planner lifts it', async () => {
    const other = (await needsIn(town)).at(-1)!.reporter
    const path = `/console/people/${person}`
    expect((await planner.get(path)).html).toContain('Never matched with')
    const { html } = await planner.submit(`${path}/unblock`, { other, reason: 'They made it up' })
    expect(html).toContain('They may be matched again.')
    expect(html).not.toContain('Never matched with')
  })

  it('is asked next when a planner says so and why, and the page says that', async () => {
    const next = (await needsIn(town)).at(-1)!
    const path = `/console/needs/${next.id}`
    const form = { person, place: 'next', reason: 'He knows the house' }
    expect((await planner.post(`${path}/rank`, { ...form, reason: '' })).html).toContain('Say why')
    expect((await planner.post(`${path}/rank`, { ...form, person: '' })).html).toContain('Choose who')
    expect((await planner.submit(`${path}/rank`, { ...form, place: 'first' })).html).toContain('Nothing was changed')
    const from = textsSoFar()
    const { html } = await planner.submit(`${path}/rank`, form)
    await town.settle()
    expect(html).toContain('The order of asking is changed.')
    expect(heard(town, sam.phone, from)).toEqual([expect.stringContaining('Muster: flood help needed')])
    expect((await planner.get(path)).html).toContain('a planner wanted them next')
    const [entry] = await entriesOfType(town, 'ranking_changed')
    expect(entry!.body).toMatchObject({ person, place: 'next' })
    expect(JSON.stringify(entry)).not.toContain('knows the house')
  })
})
