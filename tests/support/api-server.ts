import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

export interface ApiRequest {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: http.IncomingHttpHeaders
  readonly body: string
}

export interface ApiAnswer {
  readonly status: number
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** What a request gets instead of its answer; `taken`: what it asked for is done all the same. */
export type ApiFault =
  | { readonly kind: 'answer'; readonly answer: ApiAnswer }
  | { readonly kind: 'hung' | 'cut_off' | 'broken' | 'garbled'; readonly taken?: boolean }

export interface ApiServer {
  readonly baseUrl: string
  readonly server: http.Server
  /** Every request as `METHOD /path`, oldest first. */
  readonly requested: readonly string[]
  /** Does the fault to the next request whose `METHOD /path` matches. */
  fail(fault: ApiFault, on: RegExp): void
  close(): Promise<void>
}

/** Serves a provider's API on loopback, with faults on demand. A request that its play throws at gets no answer. */
export async function serveApi(play: (request: ApiRequest) => ApiAnswer): Promise<ApiServer> {
  const requested: string[] = []
  const faults: { readonly fault: ApiFault; readonly on: RegExp }[] = []
  async function handle(incoming: http.IncomingMessage, response: http.ServerResponse) {
    const { pathname: path, searchParams: query } = new URL(incoming.url ?? '/', 'http://127.0.0.1')
    const { method = '', headers } = incoming
    requested.push(`${method} ${path}`)
    const request = { method, path, query, headers, body: await text(incoming) }
    const at = faults.findIndex(({ on }) => on.test(`${method} ${path}`))
    if (at < 0) return write(response, play(request))
    const [{ fault } = { fault: undefined }] = faults.splice(at, 1)
    if (fault?.kind === 'answer') return write(response, fault.answer)
    if (fault?.taken) play(request)
    if (fault?.kind === 'broken') write(response, { status: 500, body: {} })
    if (fault?.kind === 'garbled') response.writeHead(200).end('<html>Welcome</html>')
    if (fault?.kind === 'cut_off') response.socket?.resetAndDestroy()
  }
  const server = http.createServer((request, response) => {
    handle(request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    server,
    requested,
    fail: (fault, on) => void faults.push({ fault, on }),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function write(response: http.ServerResponse, { status, body, headers = {} }: ApiAnswer): void {
  const hasBody = body !== undefined
  response.writeHead(status, { ...(hasBody ? { 'content-type': 'application/json' } : {}), ...headers })
  response.end(hasBody ? JSON.stringify(body) : undefined)
}
