import type { Hono } from 'hono'
import { callOf, emptyCall, lookedUp, problemsOf, readTyped } from './call-form.ts'
import { callPage } from './call-page.ts'
import { answer, type ConsoleDeps, type Ctx, chosen, type Env, formOf, onward } from './desk.ts'

/** `/console/call`: a need entered for somebody while they talk. */
export function callRoutes(app: Hono<Env>, deps: ConsoleDeps): void {
  app.get('/console/call', (c) => answer(c, deps, callPage(emptyCall, [])))
  app.post('/console/call', (c) => enter(c, deps))
}

async function enter(c: Ctx, deps: ConsoleDeps): Promise<Response> {
  const typed = readTyped(await formOf(c), await chosen(c, 'vulnerable'))
  const problems = problemsOf(typed)
  if (problems.length > 0) return answer(c, deps, callPage(typed, problems))
  const entered = await deps.actions.takeCall(c.get('staff').id, callOf(typed))
  if (!entered.ok) return answer(c, deps, callPage(typed, [lookedUp[entered.error]]))
  return onward(c, `/console/needs/${entered.value}`, { did: 'entered' })
}
