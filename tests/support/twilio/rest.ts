import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { type Reply, refused, type TwilioApi } from './api.ts'

/** What a request gets instead of its answer; `taken`: Twilio did what was asked all the same. */
export type Fault =
  | { readonly kind: 'throttled'; readonly retryAfterS?: number }
  | { readonly kind: 'broken'; readonly status?: number; readonly taken?: boolean }
  | { readonly kind: 'hung'; readonly taken?: boolean }
  /** The connection breaks: before any answer, or in the middle of one. */
  | { readonly kind: 'cut_off' | 'cut_short'; readonly taken?: boolean }
  /** The answer comes a byte at a time and has no end. */
  | { readonly kind: 'dripping'; readonly taken?: boolean }
  /** 200 and something that Twilio would not say, as from a gateway on the way. */
  | { readonly kind: 'garbled'; readonly taken?: boolean; readonly body?: string }
  | { readonly kind: 'slow'; readonly ms: number }
  /** 400 with this code. */
  | { readonly kind: 'refused'; readonly code: number }

export interface FaultOptions {
  readonly times?: number
  readonly on?: 'send' | 'read'
}

export interface RestServer {
  readonly baseUrl: string
  /** The address of every request, oldest first. */
  readonly requested: readonly string[]
  fail(fault: Fault, options?: FaultOptions): void
  close(): Promise<void>
}

/** Serves the API over HTTP on loopback, with credentials asked for and faults on demand. */
export async function serveRest(api: TwilioApi, { credentials, port }: { credentials: string; port: number }) {
  const authorization = `Basic ${Buffer.from(credentials).toString('base64')}`
  const requested: string[] = []
  const faults: Record<'send' | 'read', Fault[]> = { send: [], read: [] }

  async function handle(request: http.IncomingMessage, response: http.ServerResponse) {
    const method = request.method ?? ''
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    requested.push(url.href)
    const form = new URLSearchParams(await text(request))
    if (request.headers.authorization !== authorization) return write(response, unauthorized)
    const fault = faults[method === 'POST' ? 'send' : 'read'].shift()
    const answer = () => api.answer({ method, url, form })
    if (fault) misbehave(fault, answer, response)
    else write(response, answer())
  }

  const server = http.createServer((request, response) => {
    handle(request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requested,
    fail: (fault: Fault, { times = 1, on = 'send' }: FaultOptions = {}) => {
      faults[on].push(...Array<Fault>(times).fill(fault))
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  } satisfies RestServer
}

const unauthorized = refused({ status: 401, code: 20003, message: 'Authenticate' })

function misbehave(fault: Fault, answer: () => Reply, response: http.ServerResponse): void {
  if (fault.kind === 'slow') {
    setTimeout(() => write(response, answer()), fault.ms).unref()
  } else if (fault.kind === 'throttled') {
    if (fault.retryAfterS !== undefined) response.setHeader('retry-after', String(fault.retryAfterS))
    write(response, refused({ status: 429, code: 20429, message: 'Too Many Requests' }))
  } else if (fault.kind === 'refused') {
    write(response, refused({ status: 400, code: fault.code, message: 'Refused' }))
  } else {
    if (fault.taken) answer()
    fail(fault, response)
  }
}

function fail(fault: Exclude<Fault, { kind: 'slow' | 'throttled' | 'refused' }>, response: http.ServerResponse): void {
  if (fault.kind === 'broken') {
    write(response, refused({ status: fault.status ?? 500, code: 20500, message: 'Internal Server Error' }))
  }
  if (fault.kind === 'cut_off') response.socket?.resetAndDestroy()
  if (fault.kind === 'cut_short') response.writeHead(201).write('{"sid":', () => response.socket?.destroy())
  if (fault.kind === 'dripping') {
    response.writeHead(201)
    const drip = setInterval(() => response.write(' '), 20)
    response.on('close', () => clearInterval(drip))
  }
  if (fault.kind === 'garbled') response.writeHead(200).end(fault.body ?? '<html>Welcome</html>')
}

function write(response: http.ServerResponse, { status, body }: Reply): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
