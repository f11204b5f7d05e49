// `npm run bench`: the index beside what else finds the nearest, on the same volunteers and needs, in one run.
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { setFlagsFromString } from 'node:v8'
import { churn } from './bench/churn.ts'
import { type Measured, measure, prepare } from './bench/measure.ts'
import type { System } from './bench/system.ts'
import { flatbush } from './bench/systems/flatbush.ts'
import { geokdbush } from './bench/systems/geokdbush.ts'
import { geolib } from './bench/systems/geolib.ts'
import { h3 } from './bench/systems/h3.ts'
import { muster } from './bench/systems/muster.ts'
import { postgis } from './bench/systems/postgis.ts'
import { redis } from './bench/systems/redis.ts'
import { inThousands } from './progress.ts'

const help = `npm run bench -- [--volunteers 1000000] [--seed 1] [--only muster,h3-js] [--json] [--churn 0]

Fills each system with the same volunteers and asks it for the 10 nearest who may be asked for each of the same needs,
with every rule on; then lets people toggle and move where it can. PostGIS and Redis are measured where BENCH_POSTGIS_URL
and BENCH_REDIS_URL say where they are (tables and keys that begin with "bench" are made and removed there).
Every answer of the first needs is held against measuring everybody: ours must be the same, the others may differ by
0.5 % + 1 m, as their formulas for distance do.

--json   a line of JSON for each system instead of a table
--churn  afterwards, so many toggles, moves, removals and entries of our index, with its size as they go on`

const options = {
  volunteers: { type: 'string', default: '1000000' },
  seed: { type: 'string', default: '1' },
  only: { type: 'string', default: '' },
  churn: { type: 'string', default: '0' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const

const { BENCH_POSTGIS_URL, BENCH_REDIS_URL } = process.env

function systems(only: string): System[] {
  const all = [
    ...[muster, geolib, geokdbush, flatbush, h3],
    ...(BENCH_POSTGIS_URL ? [postgis(BENCH_POSTGIS_URL)] : []),
    ...(BENCH_REDIS_URL ? [redis(BENCH_REDIS_URL)] : []),
  ]
  return only === '' ? all : all.filter(({ name }) => only.split(',').includes(name))
}

const columns = [
  'system',
  'queries/s',
  'median µs',
  'p99 µs',
  'build ms',
  'memory MB',
  'toggles/s',
  'moves/s',
  'agrees',
]
const cells = (one: Measured): string[] => [
  one.system,
  ...[one.queriesPerS, one.medianUs, one.p99Us, one.buildMs, one.memoryMB, one.togglesPerS, one.movesPerS].map((n) =>
    n === null ? '–' : n < 100 ? String(n) : inThousands(Math.round(n)),
  ),
  one.agrees ? 'yes' : 'NO',
]
const inColumns = (row: readonly string[]): string =>
  row.map((cell, i) => (i === 0 ? cell.padEnd(11) : cell.padStart(11))).join('')

async function run(volunteers: number, seed: number, only: string, json: boolean): Promise<boolean> {
  const world = prepare(volunteers, seed)
  if (!json) {
    console.log(
      `${inThousands(volunteers)} volunteers, seed ${seed}, ${cpus().length} cores, ${new Date().toISOString().slice(0, 10)}`,
    )
    for (const [name, set] of [
      ['PostGIS', BENCH_POSTGIS_URL],
      ['Redis', BENCH_REDIS_URL],
    ])
      if (!set) console.log(`${name} is not measured: BENCH_${name!.toUpperCase()}_URL is not set.`)
    console.log(inColumns(columns))
  }
  let agrees = true
  for (const system of systems(only)) {
    const measured = await measure(system, world)
    agrees &&= measured.agrees
    console.log(json ? JSON.stringify(measured) : inColumns(cells(measured)))
  }
  return agrees
}

setFlagsFromString('--expose-gc')
const { values } = parseArgs({ options })
const [volunteers, seed, changes] = [Number(values.volunteers), Number(values.seed), Number(values.churn)]
if (values.help) console.log(help)
else if (
  !(
    Number.isInteger(volunteers) &&
    volunteers > 0 &&
    Number.isInteger(seed) &&
    Number.isInteger(changes) &&
    changes >= 0
  )
) {
  console.error(
    '--volunteers, --seed and --churn are whole numbers, such as --volunteers 100000. See npm run bench -- --help.',
  )
  process.exitCode = 1
} else {
  process.exitCode = (await run(volunteers, seed, values.only, values.json)) ? 0 : 1
  if (changes > 0) churn(volunteers, seed, changes)
}
