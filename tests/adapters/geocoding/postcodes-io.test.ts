import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { postcodesIo } from '../../../adapters/geocoding/postcodes-io.ts'
import type { Geocoder } from '../../../core/geo/geocoder.ts'

type Answer = (request: IncomingMessage, response: ServerResponse) => void

let server: Server
let geocoder: Geocoder
let answer: Answer
let asked: (string | undefined)[]
let warned: string[]

beforeEach(async () => {
  asked = []
  warned = []
  server = createServer((request, response) => {
    asked.push(request.url)
    answer(request, response)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  geocoder = postcodesIo({ base, warn: (line) => warned.push(line), timeoutMs: 500 })
})

afterEach(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

const json =
  (status: number, body: unknown): Answer =>
  (_, response) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))

const tewkesbury = { postcode: 'GL20 5BY', quality: 1, longitude: -2.152129, latitude: 52.001012, outcode: 'GL20' }
const found = (result: object): Answer => json(200, { status: 200, result })

describe('a postcode', () => {
  it('is asked for by name and read from the answer', async () => {
    answer = found(tewkesbury)
    expect(await geocoder.postcode('gl205by')).toEqual({
      label: 'GL20 5BY',
      point: { lat: 52.001012, lon: -2.152129 },
      radiusM: 100,
      source: 'postcode',
    })
    expect(asked).toEqual(['/postcodes/GL20%205BY'])
    expect(warned).toEqual([])
  })

  it('is asked for once while it is remembered', async () => {
    answer = found(tewkesbury)
    await geocoder.postcode('GL20 5BY')
    await geocoder.postcode('gl20 5by')
    expect(asked.length).toBe(1)
  })

  it.each([
    [3, 250],
    [6, 1_000],
    [20, 250],
  ])('of quality %i is uncertain by %i m', async (quality, radiusM) => {
    answer = found({ ...tewkesbury, quality })
    expect((await geocoder.postcode('GL20 5BY'))!.radiusM).toBe(radiusM)
  })

  it('that is not known is no place and no fault', async () => {
    answer = json(404, { status: 404, error: 'Postcode not found' })
    expect(await geocoder.postcode('GL20 5BZ')).toBeUndefined()
    expect(warned).toEqual([])
  })

  it('without a position is no place and no fault', async () => {
    answer = found({ ...tewkesbury, quality: 9, longitude: null, latitude: null })
    expect(await geocoder.postcode('GL20 5BY')).toBeUndefined()
    expect(warned).toEqual([])
  })

  it.each(['', 'GL20', '../outcodes/GL20', 'GL20 5BY?x=1'])('%j is not asked for', async (text) => {
    expect(await geocoder.postcode(text)).toBeUndefined()
    expect(asked).toEqual([])
  })
})

describe('an outward code', () => {
  it('is asked for by name and read from the answer', async () => {
    answer = found({ outcode: 'GL20', longitude: -2.1325, latitude: 52.0023 })
    const point = { lat: 52.0023, lon: -2.1325 }
    expect(await geocoder.outward('gl20')).toEqual({ label: 'GL20', point, radiusM: 10_000, source: 'outward' })
    expect(asked).toEqual(['/outcodes/GL20'])
  })

  it.each(['', 'GL', 'GL20/5', 'XX1'])('%j is not asked for', async (text) => {
    expect(await geocoder.outward(text)).toBeUndefined()
    expect(asked).toEqual([])
  })
})

describe('a service that fails', () => {
  const faults: [fault: string, answer: Answer, warning: string][] = [
    ['says 500', json(500, { status: 500 }), 'postcodes.io: answered 500.'],
    ['says 429', json(429, {}), 'postcodes.io: answered 429.'],
    ['never answers', () => undefined, 'postcodes.io: no answer in 0.5 s.'],
    [
      'stops halfway',
      (_, response) => void response.writeHead(200).write('{"status":200,"result":{"postcode":"GL20 5BY"'),
      'postcodes.io: no answer in 0.5 s.',
    ],
    ['hangs up', (request) => void request.socket.destroy(), 'postcodes.io: could not be asked (UND_ERR_SOCKET).'],
    ['sends a page', (_, response) => void response.end('<p>GL20 5BY</p>'), 'postcodes.io: the answer was not JSON.'],
    [
      'sends us elsewhere',
      (_, response) => void response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
      'postcodes.io: could not be asked.',
    ],
    ['sends nonsense', json(200, { status: 200, result: [] }), 'postcodes.io: the answer could not be understood.'],
    ['sends null', json(200, null), 'postcodes.io: the answer could not be understood.'],
    [
      'sends words for a position',
      found({ ...tewkesbury, latitude: '52.0' }),
      'postcodes.io: the answer could not be understood.',
    ],
    [
      'puts it into the sea off Africa',
      found({ ...tewkesbury, latitude: 0, longitude: 0 }),
      'postcodes.io: the answer could not be understood.',
    ],
    [
      'answers about another postcode',
      found({ ...tewkesbury, postcode: 'GL20 5BZ' }),
      'postcodes.io: the answer could not be understood.',
    ],
  ]

  it.each(faults)('because it %s is no place, and is told without the postcode', async (_, fault, warning) => {
    answer = fault
    expect(await geocoder.postcode('GL20 5BY')).toBeUndefined()
    expect(warned).toEqual([warning])
  })

  it('is asked again the next time', async () => {
    answer = json(500, {})
    await geocoder.postcode('GL20 5BY')
    answer = found(tewkesbury)
    expect(await geocoder.postcode('GL20 5BY')).toBeDefined()
  })

  it('that is not there is told as that', async () => {
    const nobody = postcodesIo({ base: 'http://127.0.0.1:1', warn: (line) => warned.push(line) })
    expect(await nobody.postcode('GL20 5BY')).toBeUndefined()
    expect(warned[0]).toMatch(/^postcodes\.io: could not be asked/)
  })
})
