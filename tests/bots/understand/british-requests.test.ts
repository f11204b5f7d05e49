import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { readRequest } from '../../../bots/understand/request.ts'

interface Expected {
  readonly text: string
  readonly kinds: readonly string[]
  readonly direction: string | null
  readonly urgency: string | null
  readonly vulnerable: readonly string[] | null
}

const folder = join(import.meta.dirname, '../../fixtures/texts')
const lines = ['weather', 'everyday', 'later', 'more'].flatMap((name) =>
  readFileSync(join(folder, `british-requests-${name}.txt`), 'utf8').split('\n'),
)
const said = (field: string): string | null => (field === '-' ? null : field)

function parse(line: string): Expected {
  const at = line.indexOf('|')
  const [kinds, direction, urgency, vulnerable] = line.slice(0, at).trim().split(' ') as [
    string,
    string,
    string,
    string,
  ]
  return {
    text: line.slice(at + 1).trim(),
    kinds: kinds.split(',').filter((kind) => kind !== 'other'),
    direction: said(direction),
    urgency: said(urgency),
    vulnerable: said(vulnerable)?.split(',') ?? null,
  }
}

const requests = lines.filter((line) => line !== '' && !line.startsWith('#')).map(parse)

describe('requests as people in Britain would text them', () => {
  it('there are at least 300 of them', () => {
    expect(requests.length).toBeGreaterThanOrEqual(300)
  })

  test.each(requests)('$text', ({ text, kinds, direction, urgency, vulnerable }) => {
    const read = readRequest(text)
    expect(read.kinds[0] ?? 'other', 'what leads').toBe(kinds[0] ?? 'other')
    expect(read.kinds).toEqual(expect.arrayContaining([...kinds]))
    if (direction) expect(read.direction).toBe(direction)
    if (urgency) expect(read.urgency).toBe(urgency)
    if (vulnerable) expect(read.vulnerable).toEqual(expect.arrayContaining([...vulnerable]))
  })
})
