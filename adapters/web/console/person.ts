import type { Hono } from 'hono'
import type { InvitationState } from '../../../core/needs/need.ts'
import { type StandingWish, standingWishes } from '../../../core/offers/standing.ts'
import type { Person } from '../../../core/people/person.ts'
import { days, plus } from '../../../core/time.ts'
import { askedFor, entriesOf, needsOf, peopleOf } from '../../db/console-records.ts'
import { subjectRecord } from '../../db/subject-access.ts'
import { addressesOf, namesOf, profileOf, wordsOf } from '../../db/unsealed.ts'
import { dataPage } from './data-page.ts'
import { answer, type ConsoleDeps, type Ctx, type Env, formOf, idForm, isId, missing, onward, reading } from './desk.ts'
import { holdAsked } from './hold-form.ts'
import { whyOf } from './need.ts'
import { staffNames } from './need-reading.ts'
import { noticeOf } from './notices.ts'
import { missingReason, type Problem } from './parts.ts'
import { type Asked, type PersonView, personPage, type UnmaskedPerson } from './person-page.ts'

const path = `/console/people/:id{${idForm}}`

/** `/console/people/ID`: one person, masked until shown. */
export function personRoutes(app: Hono<Env>, deps: ConsoleDeps): void {
  const { actions, now } = deps
  app.get(path, (c) => show(c, deps, []))
  app.get(`${path}/:done{show|approve|away|back|data|data.json|erase|hold|unblock|kitchen|weekly}`, (c) =>
    c.redirect(`/console/people/${c.req.param('id')}`, 303),
  )
  app.post(`${path}/show`, (c) => unmask(c, deps))
  app.post(`${path}/data`, (c) => showData(c, deps, 'page'))
  app.post(`${path}/data.json`, (c) => showData(c, deps, 'json'))
  app.post(`${path}/erase`, async (c) => {
    const [id, reason] = [c.req.param('id'), (await formOf(c))('reason')]
    if (reason === '') return show(c, deps, [missingReason('erase')])
    const done = await actions.erase(c.get('staff').id, id, reason)
    return onward(c, `/console/people/${id}`, done.ok ? { did: 'erased' } : { not: done.error })
  })
  app.post(`${path}/hold`, async (c) => {
    const [id, form] = [c.req.param('id'), await formOf(c)]
    if (form('reason') === '') return show(c, deps, [missingReason('hold')])
    const did = await holdAsked(deps, c.get('staff').id, { what: 'person', id }, form)
    return onward(c, `/console/people/${id}`, did)
  })
  app.post(`${path}/kitchen`, async (c) => {
    const [id, form] = [c.req.param('id'), await formOf(c)]
    const reason = form('reason')
    if (reason === '') return show(c, deps, [missingReason('kitchen')])
    const months = Math.min(24, Math.max(1, Number(form('months')) || 12))
    const until = plus(now().toISOString(), days(Math.round(months * 30.44)))
    const done = await actions.confirmKitchen(c.get('staff').id, id, { until, reason })
    return onward(c, `/console/people/${id}`, done.ok ? { did: 'kitchen' } : { not: done.error })
  })
  app.post(`${path}/weekly`, async (c) => {
    const [id, form] = [c.req.param('id'), await formOf(c)]
    const [standing, wish, reason] = [form('standing'), form('wish'), form('reason')]
    if (reason === '') return show(c, deps, [missingReason(`weekly-${standing}`)])
    if (!isWish(wish)) return missing(c, deps)
    const done = await actions.moveStanding(c.get('staff').id, id, { standing, wish, reason })
    return onward(c, `/console/people/${id}`, done.ok ? { did: 'weekly' } : { not: done.error })
  })
  app.post(`${path}/unblock`, async (c) => {
    const [id, form] = [c.req.param('id'), await formOf(c)]
    const [other, reason] = [form('other'), form('reason')]
    if (reason === '') return show(c, deps, [missingReason(`unblock-${other}`)])
    if (!isId(other)) return missing(c, deps)
    const done = await actions.unblock(c.get('staff').id, id, other, reason)
    return onward(c, `/console/people/${id}`, done.ok ? { did: 'unblocked' } : { not: done.error })
  })
  app.post(`${path}/approve`, async (c) => {
    const reason = (await formOf(c))('reason')
    const id = c.req.param('id')
    if (reason === '') return show(c, deps, [missingReason(`approve-${id}`)])
    const done = await actions.approve(c.get('staff').id, id, reason)
    return onward(c, `/console/people/${id}`, done.ok ? { did: 'approved' } : { not: done.error })
  })
  app.post(`${path}/away`, async (c) => {
    const n = Number((await formOf(c))('days'))
    const until = n >= 1 && n <= 366 ? plus(now().toISOString(), days(n)) : null
    const done = await actions.markAway(c.get('staff').id, c.req.param('id'), until)
    return onward(c, `/console/people/${c.req.param('id')}`, done.ok ? { did: 'away' } : { not: done.error })
  })
  app.post(`${path}/back`, async (c) => {
    const done = await actions.markBack(c.get('staff').id, c.req.param('id'))
    return onward(c, `/console/people/${c.req.param('id')}`, done.ok ? { did: 'back' } : { not: done.error })
  })
}

const isWish = (text: string): text is StandingWish => (standingWishes as readonly string[]).includes(text)

async function personHere(c: Ctx, deps: ConsoleDeps): Promise<Person | undefined> {
  const id = c.req.param('id')!
  return (await peopleOf(deps.pool, deps.authority, [id])).get(id)
}

async function show(c: Ctx, deps: ConsoleDeps, problems: readonly Problem[]): Promise<Response> {
  const person = await personHere(c, deps)
  if (!person) return missing(c, deps)
  const view = await viewOf(deps, person)
  const notice = noticeOf((name) => c.req.query(name))
  return answer(c, deps, personPage({ ...view, unmasked: null, notice, problems }))
}

async function unmask(c: Ctx, deps: ConsoleDeps): Promise<Response> {
  const person = await personHere(c, deps)
  if (!person) return missing(c, deps)
  await deps.actions.showPeople(c.get('staff').id, [person.id], whyOf(await formOf(c)))
  const view = await viewOf(deps, person)
  const unmasked = await recordOf(deps, person, view)
  return answer(c, deps, personPage({ ...view, unmasked, notice: null, problems: [] }))
}

/** Everything held about somebody, as a page or as JSON: the answer to a request under data protection law. */
async function showData(c: Ctx, deps: ConsoleDeps, form: 'page' | 'json'): Promise<Response> {
  const person = await personHere(c, deps)
  if (!person) return missing(c, deps)
  await deps.actions.showAll(c.get('staff').id, person.id, whyOf(await formOf(c)))
  const record = await subjectRecord(reading(deps), person.id, deps.now())
  if (!record) return missing(c, deps)
  const staff = await staffNames(deps)
  if (form === 'json') {
    c.header('Content-Disposition', `attachment; filename="record-${person.id}.json"`)
    return c.json({
      ...record,
      seenBy: record.seenBy.map((seen) => ({ ...seen, staff: staff.get(seen.staff ?? '') ?? seen.staff })),
    })
  }
  return answer(c, deps, dataPage(record, staff))
}

async function recordOf(
  deps: ConsoleDeps,
  person: Person,
  { entries }: Pick<PersonView, 'entries'>,
): Promise<UnmaskedPerson> {
  const from = reading(deps)
  const refs = entries.flatMap(({ entry }) => (entry.body as { reasonRef?: string | null }).reasonRef ?? [])
  const [names, addresses, profile, reasons] = await Promise.all([
    namesOf(from, [person]),
    addressesOf(from, person),
    profileOf(from, person),
    wordsOf(from, refs),
  ])
  return { name: names.get(person.id), addresses, profile, reasons }
}

async function viewOf(
  deps: ConsoleDeps,
  person: Person,
): Promise<Omit<PersonView, 'notice' | 'problems' | 'unmasked'>> {
  const { pool, authority } = deps
  const [asked, needs, entries, staff] = await Promise.all([
    askedNeeds(deps, person.id),
    needsOf(pool, authority, person.needs),
    entriesOf(pool, authority, `person/${person.id}`),
    staffNames(deps),
  ])
  return { now: deps.now(), person, asked, needs, entries, staff }
}

async function askedNeeds({ pool, authority }: ConsoleDeps, person: string): Promise<readonly Asked[]> {
  const asked = await askedFor(pool, authority, person)
  const needs = new Map(
    (
      await needsOf(
        pool,
        authority,
        asked.map((a) => a.needId),
      )
    ).map((need) => [need.id, need]),
  )
  return asked.flatMap(({ needId, state, metres, at }) => {
    const need = needs.get(needId)
    return need ? [{ need, state: state as InvitationState, metres, at: at.toISOString() }] : []
  })
}
