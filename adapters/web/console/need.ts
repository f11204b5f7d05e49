import type { Hono } from 'hono'
import type { RankingPlace } from '../../../core/needs/need.ts'
import { isShownWhy, type ShownWhy } from '../../../core/people/shown.ts'
import { needOf } from '../../db/console-records.ts'
import type { Actions, Did } from './actions.ts'
import {
  answer,
  type ConsoleDeps,
  type Ctx,
  type Env,
  type Form,
  formOf,
  idForm,
  isId,
  missing,
  onward,
} from './desk.ts'
import { holdAsked } from './hold-form.ts'
import { foundPage, needPage } from './need-page.ts'
import { candidatesNamed, needView, peopleOn } from './need-reading.ts'
import { noticeOf } from './notices.ts'
import { missingReason, type Problem } from './parts.ts'

const path = `/console/needs/:id{${idForm}}`

/** `/console/needs/ID`: one need, and what a planner can do about it. */
export function needRoutes(app: Hono<Env>, deps: ConsoleDeps): void {
  const { actions } = deps
  app.get(path, (c) => show(c, deps, []))
  app.get(`${path}/:done{show|search|close|ask|assign|rank|block|drop|hold|file}`, (c) =>
    c.redirect(`/console/needs/${c.req.param('id')}`, 303),
  )
  app.post(`${path}/show`, (c) => unmask(c, deps))
  app.post(`${path}/search`, (c) => search(c, deps))
  app.post(
    `${path}/close`,
    act(deps, 'close', (by, id, reason) => actions.closeNeed(by, id, reason), 'closed'),
  )
  app.post(
    `${path}/ask`,
    act(deps, 'ask', (by, id, reason) => actions.askMore(by, id, reason), 'asked'),
  )
  app.post(
    `${path}/file`,
    act(deps, 'file', (by, id, reason, form) => actions.fileNeed(by, id, form('incident'), reason), 'filed'),
  )
  app.post(`${path}/hold`, async (c) => {
    const [id, form] = [c.req.param('id'), await formOf(c)]
    if (form('reason') === '') return show(c, deps, [missingReason('hold')])
    return onward(c, `/console/needs/${id}`, await holdAsked(deps, c.get('staff').id, { what: 'need', id }, form))
  })
  app.post(`${path}/assign`, withPerson(deps, 'assign', assign(actions), 'assigned'))
  app.post(`${path}/rank`, act(deps, 'rank', rank(actions), 'ranked'))
  app.post(`${path}/block`, withPerson(deps, 'block', actions.block, 'blocked'))
  app.post(`${path}/drop`, withPerson(deps, 'drop', actions.drop, 'dropped'))
}

async function show(c: Ctx, deps: ConsoleDeps, problems: readonly Problem[]): Promise<Response> {
  const need = await needOf(deps.pool, deps.authority, c.req.param('id')!)
  if (!need) return missing(c, deps)
  const view = await needView(deps, need, null)
  return answer(c, deps, needPage({ ...view, notice: noticeOf((name) => c.req.query(name)), problems }))
}

/** The one page with everything on it: an answer to a form, at no address of its own. */
async function unmask(c: Ctx, deps: ConsoleDeps): Promise<Response> {
  const need = await needOf(deps.pool, deps.authority, c.req.param('id')!)
  if (!need) return missing(c, deps)
  const why = whyOf(await formOf(c))
  const people = await peopleOn(deps, need)
  const shown = await deps.actions.showNeed(c.get('staff').id, need.id, why, people)
  if (!shown.ok) return missing(c, deps)
  return answer(c, deps, needPage({ ...(await needView(deps, need, people)), notice: null, problems: [] }))
}

/** Why the mask is lifted; 'to check' when the form says nothing that we know. */
export function whyOf(form: Form): ShownWhy {
  const why = form('why')
  return isShownWhy(why) ? why : 'to_check'
}

async function search(c: Ctx, deps: ConsoleDeps): Promise<Response> {
  const name = (await formOf(c))('name')
  if (name === '') return show(c, deps, [{ id: 'search-name', text: 'Enter a name, or a part of it' }])
  const need = await needOf(deps.pool, deps.authority, c.req.param('id')!)
  if (!need) return missing(c, deps)
  const { found, names } = await candidatesNamed(deps, need, name)
  if (found.length > 0)
    await deps.actions.showPeople(
      c.get('staff').id,
      found.map((one) => one.id),
      'to_arrange',
    )
  return answer(c, deps, foundPage(need, found, names))
}

type Act = (by: string, need: string, reason: string, form: Form) => Did<unknown>

/** A form with a reason: done, and back to the need with a word about it. */
function act(deps: ConsoleDeps, field: string, doIt: Act, did: string) {
  return async (c: Ctx): Promise<Response> => {
    const form = await formOf(c)
    const id = c.req.param('id')!
    const problems = problemsOf(field, form)
    if (problems.length > 0) return show(c, deps, problems)
    if (!(await needOf(deps.pool, deps.authority, id))) return missing(c, deps)
    const done = await doIt(c.get('staff').id, id, form('reason'), form)
    const count: Record<string, string> = done.ok && typeof done.value === 'number' ? { n: String(done.value) } : {}
    return onward(c, `/console/needs/${id}`, done.ok ? { did, ...count } : { not: done.error })
  }
}

/** Each person on the need has a form of their own to be taken off with. */
const problemsOf = (field: string, form: Form): Problem[] => [
  ...(['assign', 'rank', 'block'].includes(field) && form('person') === ''
    ? [{ id: `${field}-person-0`, text: 'Choose who' }]
    : []),
  ...(form('reason') === '' ? [missingReason(field === 'drop' ? `drop-${form('person')}` : field)] : []),
]

const places: readonly string[] = ['next', 'never', 'as_ranked'] satisfies RankingPlace[]

const rank =
  (actions: Actions): Act =>
  async (by, need, reason, form) => {
    const [person, place] = [form('person'), form('place')]
    if (!isId(person) || !places.includes(place)) return { ok: false, error: 'gone' }
    return actions.rank(by, need, person, { place: place as RankingPlace, reason })
  }

type ActOn = (by: string, need: string, person: string, reason: string, form: Form) => Did

const assign =
  (actions: Actions): ActOn =>
  (by, need, person, reason, form) =>
    actions.assign(by, need, person, { reason, override: form('override') === 'yes' })

function withPerson(deps: ConsoleDeps, field: string, doIt: ActOn, did: string) {
  const forPerson: Act = async (by, need, reason, form) => {
    const person = form('person')
    return isId(person) ? doIt(by, need, person, reason, form) : { ok: false, error: 'gone' }
  }
  return act(deps, field, forPerson, did)
}
