import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Entry } from '../../core/ledger/entry.ts'

const dir = 'tests/fixtures/entries'

/** One entry of every type and body version that was ever written, by `TYPE.vVERSION`. */
export const entryFixtures: ReadonlyMap<string, Entry> = new Map(
  readdirSync(dir)
    .filter((name) => name.endsWith('.json'))
    .map((name) => [name.slice(0, -'.json'.length), JSON.parse(readFileSync(join(dir, name), 'utf8')) as Entry]),
)

/** The fixture of a type as it is written today. */
export function fixtureOf(type: string, bodyVersion = 1): Entry {
  const fixture = entryFixtures.get(`${type}.v${bodyVersion}`)
  if (!fixture) throw new Error(`There is no ${dir}/${type}.v${bodyVersion}.json: put an example of one there.`)
  return fixture
}
