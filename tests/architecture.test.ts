import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'

/** What the files of a folder may import: ours by the start of the path, libraries by name. */
interface Layer {
  readonly files: string
  readonly may: readonly string[]
}

/** Read from the top: the first layer that holds a file is its own. */
const layers: readonly Layer[] = [
  { files: 'core/', may: ['core/', 'geolib', 'node:crypto'] },
  { files: 'bots/understand/', may: ['bots/understand/', 'core/', 'postcode', 'geodesy', 'open-location-code'] },
  { files: 'bots/phrases/', may: ['bots/phrases/', 'core/', 'sms-segments-calculator'] },
  { files: 'bots/conversations/', may: ['bots/conversations/', 'bots/understand/', 'bots/phrases/', 'core/'] },
  ...adapter(
    'channels/',
    ...['twilio', '@slack/bolt', 'discord.js', '@discordjs/ws', 'masto', '@atproto/api', 'html-to-text', 'zod'],
    ...['nodemailer', 'smtp-server', 'postal-mime'],
  ),
  ...adapter('db/', 'pg', 'pg-copy-streams', '@prisma/adapter-pg'),
  ...adapter('files/', 'csv-parse', 'csv-stringify', 'pdfkit', 'libphonenumber-js', 'fflate'),
  ...adapter('geocoding/', 'pg', 'csv-parse', 'geodesy', 'zod'),
  ...adapter('http/', 'hono', '@hono/node-server'),
  ...adapter('web/', 'pg', 'hono'),
  ...adapter('witness/'),
  {
    files: 'adapters/',
    may: ['adapters/channels/live.ts', 'adapters/wrong-setting.ts', 'core/', 'zod', 'libphonenumber-js'],
  },
  ...['main.ts', 'muster.ts', 'console.ts', 'planners.ts', 'converse.ts', 'turns/', 'jobs/', 'demo/'].map((name) =>
    seesAll(`bots/${name}`),
  ),
  peers('scripts/bench/systems/', 'geolib', 'geokdbush', 'kdbush', 'flatbush', 'h3-js', 'pg', 'ioredis'),
  { files: 'scripts/simulation/', may: ['scripts/simulation/', 'core/', 'zod'] },
  seesAll('scripts/', 'zod'),
]

/** Adapters know their own folder, the database, HTTP, what stands beside the folders, and their own libraries. */
function adapter(name: string, ...libraries: string[]): Layer[] {
  const shared = [
    'adapters/http/',
    'adapters/db/',
    'adapters/settings.ts',
    'adapters/phone-number.ts',
    'core/',
    'node:',
  ]
  return [{ files: `adapters/${name}`, may: [`adapters/${name}`, ...shared, ...libraries] }]
}

/** What we measure ourselves against. */
function peers(files: string, ...libraries: string[]): Layer {
  return { files, may: ['scripts/', 'core/', ...libraries] }
}

function seesAll(files: string, ...libraries: string[]): Layer {
  return { files, may: ['bots/', 'adapters/', 'core/', 'scripts/', 'node:', 'hono', 'pg', 'node-cron', ...libraries] }
}

const generated = 'adapters/db/generated/'
const sources = globSync('{core,bots,adapters,scripts}/**/*.ts').filter((file) => !file.startsWith(generated))

const importing = /(?:^|\n)\s*(?:import|export)\s(?:[^;'"]*?\sfrom\s)?'([^']+)'|import\('([^']+)'\)/g

function importsOf(file: string, source = readFileSync(file, 'utf8')): string[] {
  const names = [...source.matchAll(importing)].map((match) => match[1] ?? match[2]!)
  return names.map((name) => (name.startsWith('.') ? join(dirname(file), name) : name))
}

const allows = (layer: Layer, name: string): boolean =>
  layer.may.some((one) => name === one || name.startsWith(/[/:]$/.test(one) ? one : `${one}/`))

function breaches(file: string, imports: readonly string[]): string[] {
  const layer = layers.find(({ files }) => file.startsWith(files))
  if (!layer) return [`${file} belongs to no layer: give it one in this test`]
  return imports.filter((name) => !allows(layer, name)).map((name) => `${file} may not import ${name}`)
}

describe('the layers', () => {
  it('every file imports only what its layer may', () => {
    expect(sources.length).toBeGreaterThan(100)
    expect(sources.flatMap((file) => breaches(file, importsOf(file)))).toEqual([])
  })

  it.each([
    ['core/kinds.ts', "import { rows } from '../adapters/db/client.ts'"],
    ['core/time.ts', "import { readFileSync } from 'node:fs'"],
    ['bots/phrases/en.ts', "import type { Said } from '../understand/coded.ts'"],
    ['bots/conversations/step.ts', "export { openPool } from '../../adapters/db/open.ts'"],
    ['adapters/db/vault.ts', "import { House } from '../../bots/turns/house.ts'"],
    ['adapters/web/home.ts', "import {\n  parseHours,\n} from '../files/hours.ts'"],
    ['adapters/channels/simulated.ts', "const x = await import('twilio-like')"],
    ['bots/jobs/clock.ts', "import 'left-pad'"],
    ['bots/new/thing.ts', "import 'node:fs'"],
  ])('a breach in %s would be named: %s', (file, source) => {
    expect(breaches(file, importsOf(file, source)).join()).toContain(file)
  })
})

/** What makes a rule give another answer the second time. */
const impure =
  /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bprocess\.|\bfetch\(|\bset(?:Timeout|Interval)\b|\bperformance\.|\brandom(?:Bytes|UUID|Int|FillSync)\b/

describe('core', () => {
  it('has no clock, chance, environment or network', () => {
    const files = sources.filter((file) => file.startsWith('core/'))
    const found = files.flatMap((file) =>
      (impure.exec(readFileSync(file, 'utf8')) ?? []).map((what) => `${file}: ${what}`),
    )
    expect(found).toEqual([])
  })

  it.each(['Date.now()', 'new Date()', 'Math.random()', 'process.env.PORT', "fetch('/')", 'randomBytes(32)'])(
    '%s would be noticed',
    (what) => {
      expect(impure.test(`const x = ${what}`)).toBe(true)
    },
  )

  it.each(['new Date(Date.parse(instant) + ms)', 'prefetch(x)', 'inProcess.x', 'operandom'])('%s is fine', (what) => {
    expect(impure.test(what)).toBe(false)
  })
})
