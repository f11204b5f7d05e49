import { z } from 'zod'
import { languages } from '../../bots/understand/words.ts'
import { kindIds } from '../../core/kinds.ts'

const instant = z.iso.datetime({ offset: true }).transform((said) => new Date(said).toISOString())

const openItem = z.object({
  letter: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z]{1,2}$/, 'must be one or two letters, A to Z'),
  kind: z.enum(kindIds).nullish(),
  state: z.enum(['asked', 'accepted']),
  askedAt: instant.nullish(),
})

const line = z.object({
  id: z.union([z.string(), z.number()]).nullish(),
  text: z.string(),
  language: z.string().nullish(),
  context: z.object({ openItems: z.array(openItem).nullish(), now: instant.nullish() }).nullish(),
})

/** One text with what is known beside it. */
export type AskedLine = z.infer<typeof line>
export type OpenItemLine = z.infer<typeof openItem>

/** A line that is not as it should be; says what is wrong in it. */
export class BadLine extends Error {
  readonly id: string | number | null

  constructor(message: string, id: string | number | null) {
    super(message)
    this.id = id
  }
}

/** Reads one line. Throws `BadLine` when it is not JSON, or not what the door takes. */
export function readLine(said: string): AskedLine {
  const value = parsed(said)
  const read = line.safeParse(value)
  if (read.success) return read.data
  const { path, message } = read.error.issues[0]!
  throw new BadLine(`${path.length > 0 ? path.join('.') : 'the line'}: ${message}`, idOf(value))
}

function parsed(said: string): unknown {
  try {
    return JSON.parse(said)
  } catch {
    throw new BadLine('this is not JSON; a line looks like {"id":"1","text":"need sandbags GL20 5BY"}', null)
  }
}

function idOf(value: unknown): string | number | null {
  const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : null
  return typeof id === 'string' || typeof id === 'number' ? id : null
}

/** The language of a line, where it is one we read. */
export const languageIn = (said: string | null | undefined): (typeof languages)[number] | null =>
  languages.find((one) => one === said?.slice(0, 2).toLowerCase()) ?? null
