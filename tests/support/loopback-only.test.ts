import http from 'node:http'
import https from 'node:https'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { allowOnlyLoopback, type LoopbackGuard } from './loopback-only.ts'

const failureOf = (request: http.ClientRequest) =>
  new Promise<string>((resolve) => request.on('error', (error) => resolve((error as NodeJS.ErrnoException).code ?? '')))

describe('a test that is held to this machine', () => {
  let guard: LoopbackGuard

  beforeEach(() => {
    guard = allowOnlyLoopback()
  })

  afterEach(() => guard.lift())

  it('reaches nothing else, by http, https or fetch, and leaves a trace of having tried', async () => {
    expect(await failureOf(http.get('http://192.0.2.1/'))).toBe('ECONNREFUSED')
    expect(await failureOf(https.get('https://api.example.org/'))).toBe('ECONNREFUSED')
    await expect(fetch('https://www.example.org/')).rejects.toThrow('fetch failed')
    expect(guard.refused).toEqual(['192.0.2.1', 'api.example.org', 'www.example.org'])
  })

  it('reaches a server on this machine', async () => {
    const server = http.createServer((_, response) => response.end('here'))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as { port: number }
    expect(await (await fetch(`http://localhost:${port}/`)).text()).toBe('here')
    expect(guard.refused).toEqual([])
    server.close()
    server.closeAllConnections()
  })
})
