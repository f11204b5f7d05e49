import type { Hono } from 'hono'

export interface Visited {
  readonly status: number
  readonly html: string
  /** Where a redirect went, without following it; empty when there was none. */
  readonly to: string
}

type Fields = Readonly<Record<string, string | readonly string[]>>

/** Somebody with a browser: keeps cookies, posts forms from our own pages, and looks where redirects lead. */
export class Visitor {
  readonly #app: Pick<Hono, 'request'>
  readonly #cookies = new Map<string, string>()
  /** What the server set last, with its attributes. */
  lastCookie = ''

  constructor(app: Pick<Hono, 'request'>) {
    this.#app = app
  }

  get(path: string): Promise<Visited> {
    return this.#ask(path, {})
  }

  post(path: string, fields: Fields = {}, headers: Record<string, string> = {}): Promise<Visited> {
    const body = new URLSearchParams()
    for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, String(one))
    return this.#ask(path, { method: 'POST', body, headers: { origin: 'http://localhost', ...headers } })
  }

  /** Posts, and follows the redirect. */
  async submit(path: string, fields: Fields = {}): Promise<Visited> {
    const posted = await this.post(path, fields)
    return posted.to === '' ? posted : this.get(posted.to)
  }

  async #ask(path: string, init: RequestInit & { headers?: Record<string, string> }): Promise<Visited> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await this.#app.request(path, { ...init, headers: { ...init.headers, cookie } })
    for (const set of answer.headers.getSetCookie()) this.#keep(set)
    return { status: answer.status, html: await answer.text(), to: answer.headers.get('location') ?? '' }
  }

  #keep(set: string): void {
    this.lastCookie = set
    const [name, value] = set.split(';')[0]!.split('=') as [string, string]
    if (value === '') this.#cookies.delete(name)
    else this.#cookies.set(name, value)
  }
}
