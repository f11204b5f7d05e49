// `npm run match -- --volunteers FILE.csv --needs FILE.jsonl --k 10`: who would be nearest, without a database.
import { once } from 'node:events'
import { createReadStream, statSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type BadRow, UnusableFile } from '../adapters/files/csv-records.ts'
import { type NeedLine, readNeedLines } from '../adapters/files/need-lines.ts'
import { readVolunteerCsv, type VolunteerRow } from '../adapters/files/volunteer-csv.ts'
import { EligibleIndex } from '../core/geo/eligible-index.ts'
import type { Findable, Wanted } from '../core/geo/findable.ts'

const help = `npm run match -- --volunteers FILE.csv --needs FILE.jsonl [--k 10]

Prints for each need one line {"id","matches":[{"id","metres"}]}: the k nearest volunteers who fit, nearest first, equal
distances by id. Metres are great circle (haversine, R = 6,371,008.8 m), not rounded.

--volunteers  the list that npm run import:volunteers takes. A volunteer's id is the column id, or where there is none
              "line-12" for the one on line 12. Who has only a postcode is left out: no database is asked for places.
--needs       one JSON object a line: {"id","lat","lon","skills":[],"vetting","vehicle"?,"at"}. All of the skills are
              wanted; skills that are no kind of ours are compared as they stand. "at" is a time with its zone: hours
              and checks that run out are judged by it.
--k           how many matches at most (10)

Lines that cannot be used are named on stderr and passed over.`

async function run({ volunteers, needs, k }: Call): Promise<number> {
  const index = await readVolunteers(volunteers)
  if (index.size === 0) return complain(`${volunteers} holds no volunteer that can be used.`)
  const matched = await matchAll(index, needs, k)
  return matched === 0 ? complain(`${needs} holds no need that can be used.`) : 0
}

async function readVolunteers(path: string): Promise<EligibleIndex> {
  const people = new Map<string, Findable>()
  for await (const row of readVolunteerCsv(createReadStream(path))) {
    if (!row.ok) leaveOut(path, row.error)
    else if (!row.value.point) leaveOut(path, { line: row.value.line, reason: 'it has a postcode and no lat and lon' })
    else {
      const one = findable(row.value, row.value.point)
      if (people.has(one.id)) leaveOut(path, { line: row.value.line, reason: 'its id is that of an earlier line' })
      else people.set(one.id, one)
    }
  }
  const index = new EligibleIndex()
  index.load([...people.values()])
  return index
}

const findable = (row: VolunteerRow, { lat, lon }: NonNullable<VolunteerRow['point']>): Findable => ({
  id: row.externalId ?? `line-${row.line}`,
  lat,
  lon,
  radiusM: row.radiusM,
  skills: [...row.skills, ...row.otherSkills],
  vetting: row.vetting,
  vettingExpiresMs: row.vettingExpires === null ? Number.POSITIVE_INFINITY : Date.parse(row.vettingExpires),
  vehicle: row.vehicle,
  unconfirmed: false,
  reachable: true,
  available: true,
  hours: row.hours,
  holds: [],
})

/** Prints the matches of each need as it is read; returns how many needs there were. */
async function matchAll(index: EligibleIndex, path: string, k: number): Promise<number> {
  let matched = 0
  for await (const row of readNeedLines(createReadStream(path))) {
    if (!row.ok) {
      leaveOut(path, row.error)
      continue
    }
    matched++
    const line = JSON.stringify({ id: row.value.id, matches: index.nearest(wantedBy(row.value), k) })
    if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain')
  }
  return matched
}

const wantedBy = ({ lat, lon, skills, vetting, vehicle, atMs }: NeedLine): Wanted => ({
  ...{ lat, lon, skills, vetting, vehicle, fromMs: atMs, toMs: atMs, kind: null, lifeSafety: false },
  ...{ unconfirmedToo: false, withinM: Number.POSITIVE_INFINITY, except: new Map(), keptClear: [] },
})

function complain(sentence: string): 1 {
  console.error(sentence)
  return 1
}

const leaveOut = (path: string, { line, reason }: BadRow): void =>
  console.error(`${path}, line ${line} was left out: ${reason}.`)

const options = {
  volunteers: { type: 'string' },
  needs: { type: 'string' },
  k: { type: 'string', default: '10' },
  help: { type: 'boolean', default: false },
} as const

interface Call {
  readonly volunteers: string
  readonly needs: string
  readonly k: number
}

/** How it was called, or what is wrong with that. */
function readCall(): Call | { readonly wrong: string } | 'help' {
  const { volunteers, needs, k, help } = parseArgs({ options }).values
  if (help) return 'help'
  if (!volunteers || !needs) return { wrong: 'Say which files: --volunteers FILE.csv --needs FILE.jsonl.' }
  if (!/^[1-9]\d*$/.test(k)) return { wrong: `--k is a whole number from 1, not ${k}.` }
  const missing = [volunteers, needs].find((path) => statSync(path, { throwIfNoEntry: false })?.isDirectory() !== false)
  return missing ? { wrong: `There is no file ${missing}.` } : { volunteers, needs, k: Number(k) }
}

/** The exit code. */
async function answer(): Promise<number> {
  try {
    const call = readCall()
    if (call === 'help') console.log(help)
    else if ('wrong' in call) return complain(`${call.wrong} See npm run match -- --help.`)
    else return await run(call)
    return 0
  } catch (error) {
    if (error instanceof UnusableFile) return complain(`The list of volunteers cannot be read: ${error.message}.`)
    if (error instanceof TypeError && 'code' in error) return complain(`${error.message}. See npm run match -- --help.`)
    throw error
  }
}

// Who reads only the first lines, as `head` does, has what they wanted.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))
process.exitCode = await answer()
