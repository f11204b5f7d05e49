// `npm run simulate` plays thousands of needs with Muster's own planning and with the policies it is compared with.
import { readFileSync } from 'node:fs'
import { type Compared, compare, type Line } from './simulation/compare.ts'
import { type Scenario, scenarioSchema, scenarios } from './simulation/scenario.ts'
import { judge } from './simulation/targets.ts'

const usage = 'npm run simulate -- [--json] [--scenario FILE] [--runs 5]'

interface Wanted {
  readonly json: boolean
  readonly file: string | null
  readonly runs: number
}

function parseArguments(args: readonly string[]): Wanted | string {
  const wanted = { json: false, file: null as string | null, runs: 5 }
  for (let i = 0; i < args.length; i++) {
    const value = args[i + 1]
    if (args[i] === '--json') wanted.json = true
    else if (args[i] === '--scenario' && value !== undefined) wanted.file = args[++i]!
    else if (args[i] === '--runs' && /^([1-9]|10)$/.test(value ?? '')) wanted.runs = Number(args[++i])
    else return `"${args[i]}" is not understood. ${usage} (runs from 1 to 10).`
  }
  return wanted
}

/** One scenario, or a list of them, from a file. Throws a sentence when it is neither. */
function readScenarios(file: string): readonly Scenario[] {
  const read: unknown = JSON.parse(readFileSync(file, 'utf8'))
  return (Array.isArray(read) ? read : [read]).map((one) => {
    const parsed = scenarioSchema.safeParse(one)
    if (parsed.success) return parsed.data
    const { path, message } = parsed.error.issues[0]!
    throw new Error(`${path.join('.') || 'the scenario'}: ${message}`)
  })
}

const columns = [
  'filled',
  'medianMin',
  'p90Min',
  'asksPerFill',
  'redundant',
  'maxAsksPerDay',
  'gini',
  'longestIdleDays',
  'segments',
] as const

function printTable({ scenario, lines }: Compared): void {
  console.log(`\n${scenario.name}: ${scenario.needs} needs, ${scenario.volunteers} volunteers`)
  console.log(`  ${'policy'.padEnd(17)}${columns.map((column) => column.padStart(16)).join('')}`)
  for (const line of lines)
    console.log(`  ${line.policy.padEnd(17)}${columns.map((column) => cell(line, column).padStart(16)).join('')}`)
}

function cell({ interval, ...line }: Line, column: (typeof columns)[number]): string {
  const [low, high] = interval[column]
  const digits = column === 'segments' ? 0 : column === 'maxAsksPerDay' ? 1 : 2
  return `${line[column].toFixed(digits)} ±${((high - low) / 2).toFixed(digits)}`
}

function chosenBy({ file }: Wanted): readonly Scenario[] | string {
  try {
    return file === null ? scenarios : readScenarios(file)
  } catch (error) {
    return `${file} is not a scenario: ${(error as Error).message}`
  }
}

function simulate({ json, runs }: Wanted, chosen: readonly Scenario[]): void {
  const all: Compared[] = []
  for (const scenario of chosen) {
    const compared = compare(scenario, runs)
    all.push(compared)
    if (json) for (const line of compared.lines) console.log(JSON.stringify(line))
    else printTable(compared)
  }
  if (!json) for (const { met, says } of judge(all)) console.log(`\n${met ? 'met   ' : 'MISSED'} ${says}`)
}

const wanted = parseArguments(process.argv.slice(2))
const chosen = typeof wanted === 'string' ? wanted : chosenBy(wanted)
if (typeof wanted !== 'string' && typeof chosen !== 'string') simulate(wanted, chosen)
else {
  console.error(chosen)
  process.exitCode = 2
}
