import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { Trouble } from '../../contracts/channel.ts'

export interface Asked {
  readonly method: string
  readonly url: URL
  readonly headers: http.IncomingHttpHeaders
  /** Parsed where it is JSON. */
  readonly body: unknown
}

export interface Answered {
  readonly status: number
  readonly body: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** What goes wrong with the next request to write. `throttled` and `refused` are answered as the provider does. */
export type ServerFault = Exclude<Trouble, 'throttled' | 'refused'> | { readonly answer: Answered }

export interface FaultyServer {
  readonly server: http.Server
  readonly baseUrl: string
  /** Every request, as method and path, oldest first. */
  readonly requested: readonly string[]
  fail(fault: ServerFault): void
  close(): Promise<void>
}

/** JSON over HTTP on loopback, which misbehaves on demand with the next request that `isWrite`. */
export async function faultyServer(
  answer: (asked: Asked) => Answered,
  isWrite: (asked: Asked) => boolean,
): Promise<FaultyServer> {
  const faults: ServerFault[] = []
  const requested: string[] = []
  const handle = async (request: http.IncomingMessage, response: http.ServerResponse) => {
    const { method = '', headers } = request
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    requested.push(`${method} ${url.pathname}`)
    const sent = await text(request)
    const asked: Asked = {
      method,
      url,
      headers,
      body: headers['content-type']?.includes('json') && sent !== '' ? JSON.parse(sent) : sent,
    }
    const fault = isWrite(asked) ? faults.shift() : undefined
    if (fault === undefined) return write(response, answer(asked))
    if (typeof fault === 'object') return write(response, fault.answer)
    if (fault === 'broken') return write(response, { status: 500, body: { error: 'InternalServerError' } })
    if (fault !== 'hung') answer(asked)
    if (fault === 'cut_off') response.socket?.resetAndDestroy()
  }
  const server = http.createServer((request, response) => {
    handle(request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    server,
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requested,
    fail: (fault) => void faults.push(fault),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function write(response: http.ServerResponse, { status, body, headers = {} }: Answered): void {
  response
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
    .end(JSON.stringify(body))
}
