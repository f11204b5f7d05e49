import type { LiveMuster } from '../support/live.ts'
import { Visitor } from '../support/visitor.ts'

/** What a planner types, in every field of the console that takes words or a number. */
export interface Typed {
  readonly callerPhone: string
  readonly dutyPhone: string
  readonly callerName: string
  readonly subjectName: string
  readonly house: string
  readonly words: string
  readonly notes: string
  readonly dutyName: string
  readonly staffName: string
  readonly login: string
  readonly reason: string
  readonly search: string
  readonly password: string
}

/** Signs in as the first planner and types all of it; returns every address that was asked for or led to. */
export async function playConsole(live: LiveMuster, typed: Typed): Promise<string[]> {
  const addresses: string[] = []
  const request = (path: string, init?: RequestInit) => {
    addresses.push(path)
    return fetch(`${live.url}${path}`, { ...init, redirect: 'manual' })
  }
  const visitor = new Visitor({ request } as never)
  const post = async (path: string, fields: Record<string, string>) => {
    const { to, status } = await visitor.post(path, fields, { origin: live.url })
    addresses.push(to)
    if (status >= 400) throw new Error(`console: ${path} answered ${status}`)
    return to
  }
  const oneTime = /one-time password (\S+)/.exec(live.printed())![1]!
  await post('/console/sign-in', { login: 'planner', password: oneTime })
  await post('/console/password', { password: typed.password, again: typed.password })
  await post('/console/duty', { phone: typed.dutyPhone, name: typed.dutyName })
  await post('/console/accounts', { name: typed.staffName, login: typed.login })
  const { callerPhone: phone, callerName, subjectName, house, words, notes } = typed
  const call = { phone, callerName, subjectName, house, words, notes, place: 'GL20 5BY', kind: 'flood_help' }
  const need = (await post('/console/call', call)).split('?')[0]!
  if (!need.startsWith('/console/needs/')) throw new Error(`console: the call was not taken, but led to ${need}`)
  await post(`${need}/show`, { why: 'to_check' })
  await post(`${need}/search`, { name: typed.search })
  await post(`${need}/ask`, { reason: typed.reason })
  await post(`${need}/close`, { reason: typed.reason })
  await visitor.get('/console')
  return addresses
}
