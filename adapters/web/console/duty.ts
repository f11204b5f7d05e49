import type { Hono } from 'hono'
import { dutyList } from '../../db/console-lists.ts'
import { peopleOf } from '../../db/console-records.ts'
import { addressesOf, namesOf, wordsOf } from '../../db/unsealed.ts'
import { toE164 } from '../../phone-number.ts'
import { answer, type ConsoleDeps, type Ctx, type Env, formOf, isId, missing, onward, reading } from './desk.ts'
import { dutyPage, type OnDuty } from './duty-page.ts'
import { noticeOf } from './notices.ts'
import { missingReason, type Problem } from './parts.ts'

const nothing = { phone: '', name: '' }

/** `/console/duty`: who is woken. */
export function dutyRoutes(app: Hono<Env>, deps: ConsoleDeps): void {
  app.get('/console/duty', (c) => show(c, deps, [], nothing))
  app.get('/console/duty/remove', (c) => c.redirect('/console/duty', 303))
  app.post('/console/duty', async (c) => {
    const form = await formOf(c)
    const typed = { phone: form('phone'), name: form('name') }
    const phone = toE164(typed.phone)
    const problems = problemsOf(phone, typed.name)
    if (phone === null || problems.length > 0) return show(c, deps, problems, typed)
    await deps.actions.addToDuty(c.get('staff').id, phone, typed.name)
    return onward(c, '/console/duty', { did: 'duty_added' })
  })
  app.post('/console/duty/remove', (c) => remove(c, deps))
}

const problemsOf = (phone: string | null, name: string): Problem[] => [
  ...(phone === null ? [{ id: 'phone', text: 'Enter a phone number, like 07700 900123' }] : []),
  ...(name === '' ? [{ id: 'name', text: 'Enter the name of who is on duty' }] : []),
]

async function remove(c: Ctx, deps: ConsoleDeps): Promise<Response> {
  const form = await formOf(c)
  const [person, reason] = [form('person'), form('reason')]
  if (!isId(person)) return missing(c, deps)
  if (reason === '') return show(c, deps, [missingReason(`remove-${person}`)], nothing)
  const done = await deps.actions.removeFromDuty(c.get('staff').id, person, reason)
  return onward(c, '/console/duty', done.ok ? { did: 'duty_removed' } : { not: done.error })
}

async function show(
  c: Ctx,
  deps: ConsoleDeps,
  problems: readonly Problem[],
  typed: { phone: string; name: string },
): Promise<Response> {
  const notice = noticeOf((name) => c.req.query(name))
  return answer(c, deps, dutyPage({ list: await onDuty(deps), typed, notice, problems }))
}

/** Colleagues on duty are named to colleagues; of their number only the end is shown. */
async function onDuty(deps: ConsoleDeps): Promise<readonly OnDuty[]> {
  const from = reading(deps)
  const { people, names } = await dutyList(deps.pool, deps.authority)
  const records = await peopleOf(deps.pool, deps.authority, people)
  const [given, known] = [await wordsOf(from, Object.values(names)), await namesOf(from, [...records.values()])]
  return Promise.all(
    people.map(async (id) => {
      const record = records.get(id)
      const [address] = record ? await addressesOf(from, record) : []
      const numberEnd = address ? address.id.slice(-3) : null
      return { id, name: given.get(names[id] ?? '') ?? known.get(id), numberEnd }
    }),
  )
}
