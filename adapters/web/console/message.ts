import type { Hono } from 'hono'
import { messageOf, passedOnBetween } from '../../db/console-records.ts'
import { textsOf } from '../../db/unsealed.ts'
import { board } from './board.ts'
import { answer, type ConsoleDeps, type Ctx, type Env, formOf, idForm, missing, onward, reading } from './desk.ts'
import { messagePage } from './message-page.ts'
import { whyOf } from './need.ts'
import { missingReason } from './parts.ts'

const path = `/console/messages/:id{${idForm}}`

/** Messages that wait for a person: read one, and say that it is seen to. */
export function messageRoutes(app: Hono<Env>, deps: ConsoleDeps): void {
  app.get(`${path}/:done{show|handle|join}`, (c) => c.redirect('/console', 303))
  app.post(`${path}/show`, (c) => show(c, deps))
  app.post(`${path}/join`, async (c) => {
    const reason = (await formOf(c))('reason')
    const id = c.req.param('id')
    if (reason === '') return board(c, deps, [missingReason(`message-${id}`)])
    const done = await deps.actions.joinRecords(c.get('staff').id, id, reason)
    return onward(c, '/console', done.ok ? { did: 'joined' } : { not: done.error })
  })
  app.post(`${path}/handle`, async (c) => {
    const reason = (await formOf(c))('reason')
    const id = c.req.param('id')
    if (reason === '') return board(c, deps, [missingReason(`message-${id}`)])
    const done = await deps.actions.handleMessage(c.get('staff').id, id, reason)
    return onward(c, '/console', done.ok ? { did: 'handled' } : { not: done.error })
  })
}

async function show(c: Ctx, deps: ConsoleDeps): Promise<Response> {
  const message = await messageOf(deps.pool, deps.authority, c.req.param('id')!)
  if (!message) return missing(c, deps)
  const why = whyOf(await formOf(c))
  const relayed = message.status === 'reported' ? await passedOnBetween(deps.pool, deps.authority, message) : []
  for (const { id } of [message, ...relayed]) await deps.actions.showMessage(c.get('staff').id, id, why)
  const texts = await textsOf(reading(deps), [message, ...relayed])
  const passedOn = relayed.map((one) => ({ message: one, text: texts.get(one.id) }))
  return answer(c, deps, messagePage({ message, text: texts.get(message.id), passedOn, now: deps.now() }))
}
