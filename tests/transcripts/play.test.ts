import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { play } from '../support/transcript.ts'

const dir = import.meta.dirname
const files = readdirSync(dir).filter((name) => name.endsWith('.txt'))

test.each(files)(
  '%s is what is said',
  async (name) => {
    const file = join(dir, name)
    const written = readFileSync(file, 'utf8')
    const played = await play(written)
    if (process.env.UPDATE === '1') writeFileSync(file, played)
    else expect(played).toBe(written)
  },
  120_000,
)
