import { z } from 'zod'
import type { Found, Geocoder } from '../../core/geo/geocoder.ts'
import { isOutward, parsePostcode } from '../../core/geo/postcode.ts'
import { postcodeRadiusM } from './radius.ts'

export interface PostcodesIoConfig {
  /** Where the service is, without a slash at the end: https://api.postcodes.io or one of your own. */
  readonly base: string
  /** Hears what went wrong, in a sentence without the postcode. */
  readonly warn: (line: string) => void
  /** How long to wait for a whole answer, milliseconds: 3,000 unless given. */
  readonly timeoutMs?: number
}

const mostRemembered = 10_000
/** What an outward code covers is not in the answer; few reach farther. */
const outwardRadiusM = 10_000
/** The service numbers positional quality 1 to 9 (ONS): 1 is on an address, 9 is no position. */
const noPosition = 9

const position = { latitude: z.number().min(49).max(62).nullable(), longitude: z.number().min(-9).max(3).nullable() }
const postcodeAnswer = z.object({
  status: z.literal(200),
  result: z.object({ postcode: z.string(), quality: z.number().int().min(1).max(90), ...position }),
})
const outcodeAnswer = z.object({ status: z.literal(200), result: z.object({ outcode: z.string(), ...position }) })

/**
 * The geocoder over a postcodes.io service (https://postcodes.io/docs). It never throws: what is not found, has no
 * position, or could not be asked is undefined, and the last is told to `warn`. Places found are remembered, 10,000 at
 * most. Positions outside the United Kingdom, and answers about another postcode, are taken for broken answers. It is
 * not asked for names of places or for the nearest postcode: where people are stays with us.
 */
export function postcodesIo({ base, warn, timeoutMs = 3_000 }: PostcodesIoConfig): Geocoder {
  const remembered = new Map<string, Found>()
  const find = async (code: string, path: string, read: (body: unknown) => Found | 'nowhere' | undefined) => {
    const known = remembered.get(code)
    if (known) return known
    const body = await ask(`${base}/${path}/${encodeURIComponent(code)}`, timeoutMs, warn)
    if (body === undefined) return undefined
    const place = read(body)
    if (!place) warn('postcodes.io: the answer could not be understood.')
    if (!place || place === 'nowhere') return undefined
    if (remembered.size >= mostRemembered) remembered.delete(remembered.keys().next().value!)
    remembered.set(code, place)
    return place
  }
  return {
    postcode: async (text) => {
      const code = parsePostcode(text)?.postcode
      return code === undefined ? undefined : find(code, 'postcodes', (body) => readPostcode(code, body))
    },
    outward: async (text) => {
      const code = text.trim().toUpperCase()
      return isOutward(code) ? find(code, 'outcodes', (body) => readOutcode(code, body)) : undefined
    },
    named: async () => [],
    nearest: async () => undefined,
  }
}

/** The JSON of a 200; undefined when there is none, having told `warn` unless the service does not know the code. */
async function ask(url: string, timeoutMs: number, warn: (line: string) => void): Promise<unknown> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(timeoutMs), redirect: 'error' })
    if (answer.status === 200) return await answer.json()
    await answer.body?.cancel()
    if (answer.status !== 404) warn(`postcodes.io: answered ${answer.status}.`)
  } catch (error) {
    warn(`postcodes.io: ${reasonOf(error, timeoutMs)}.`)
  }
  return undefined
}

/** Never the message of the error: it may quote the address asked or the answer. */
function reasonOf(error: unknown, timeoutMs: number): string {
  if (error instanceof SyntaxError) return 'the answer was not JSON'
  if (error instanceof Error && error.name === 'TimeoutError') return `no answer in ${timeoutMs / 1000} s`
  const code = (error as { cause?: { code?: unknown } } | null)?.cause?.code
  return typeof code === 'string' ? `could not be asked (${code})` : 'could not be asked'
}

function readPostcode(code: string, body: unknown): Found | 'nowhere' | undefined {
  const answer = postcodeAnswer.safeParse(body)
  if (!answer.success || parsePostcode(answer.data.result.postcode)?.postcode !== code) return undefined
  const { quality, latitude: lat, longitude: lon } = answer.data.result
  if (lat === null || lon === null || quality === noPosition) return 'nowhere'
  const radiusM = postcodeRadiusM(quality < 10 ? quality * 10 : quality)
  return { label: code, point: { lat, lon }, radiusM, source: 'postcode' }
}

function readOutcode(code: string, body: unknown): Found | 'nowhere' | undefined {
  const answer = outcodeAnswer.safeParse(body)
  if (!answer.success || answer.data.result.outcode.toUpperCase() !== code) return undefined
  const { latitude: lat, longitude: lon } = answer.data.result
  if (lat === null || lon === null) return 'nowhere'
  return { label: code, point: { lat, lon }, radiusM: outwardRadiusM, source: 'outward' }
}
