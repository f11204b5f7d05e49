// `npm run talk -- resident|volunteer|planner` holds a conversation in the terminal and saves it as a transcript.
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { openDatabase } from '../adapters/db/open.ts'
import { readSettings } from '../adapters/settings.ts'
import { describe } from '../bots/jobs/describe.ts'
import { type Role, roles, type Scene, scenes } from './talk/scenes.ts'
import { readPlace, readTranscript, Stage } from './talk/stage.ts'
import { insertPlaces, townOn } from './talk/town.ts'

const usage = 'npm run talk -- resident|volunteer|planner [--save FILE]'
const said = /^\w+> ./
const passes = /^\.\.\. \d+ (min|days)$/

interface Wanted {
  readonly role: Role
  readonly file: string
}

function readArguments(): Wanted {
  const { values, positionals } = parseArgs({ options: { save: { type: 'string' } }, allowPositionals: true })
  const role = roles.find((one) => one === positionals[0])
  if (!role || positionals.length > 1) throw new Error(`Say who you are: ${usage}`)
  return { role, file: resolve(values.save ?? freeName(role)) }
}

function freeName(role: Role): string {
  for (let i = 1; ; i++) {
    const name = `talk-${role}-${i}.txt`
    if (!existsSync(name)) return name
  }
}

/** A PostgreSQL of its own in a folder of its own; both go when the talk ends. */
async function openTown(scene: Scene, startsAt: string) {
  const dir = await mkdtemp(join(tmpdir(), 'muster-talk-'))
  const settings = readSettings({ DATA_DIR: dir })
  const database = await openDatabase(settings, () => undefined, dir)
  await insertPlaces(database.owner, scene.setup.filter((line) => line.startsWith('place ')).map(readPlace))
  const close = async () => {
    await database.close()
    rmSync(dir, { recursive: true, force: true })
  }
  return townOn({ pool: database.pool, dir, startsAt, log: (line) => console.error(line), close })
}

async function talk({ role, file }: Wanted): Promise<void> {
  const scene = scenes[role]
  const startsAt = `${new Date().toISOString().slice(0, 16)}:00.000Z`
  const written = [`# A talk as ${scene.you}. ${scene.about}`, '', ...scene.setup, `starts ${startsAt}`, '']
  console.log(`${scene.about}\nA town of its own is being made…`)
  const town = await openTown(scene, startsAt)
  const stage = new Stage(town)
  await stage.set(scene.setup)
  const hear = (lines: readonly string[]) => {
    written.push(...lines)
    for (const line of lines) console.log(line)
  }
  const play = async (text: string) => {
    const [line] = readTranscript(text)
    if (line) hear([text, ...(await stage.play(line))])
  }
  for (const text of scene.before) await play(text)
  console.log(`You are ${scene.you}. "Sam> A1" speaks for somebody else, "... 30 min" lets time pass, Ctrl-C ends.`)
  try {
    for await (const text of typed(scene.you)) await play(text)
  } finally {
    writeFileSync(file, `${written.join('\n')}\n`)
    console.log(`\nSaved as ${file}`)
    await town.close()
  }
}

/** What is typed, as lines of a transcript, until the input ends or Ctrl-C. */
async function* typed(you: string): AsyncGenerator<string> {
  const input = createInterface({
    input: process.stdin,
    output: process.stdout,
    terminal: process.stdin.isTTY ?? false,
  })
  const end = () => input.close()
  input.on('SIGINT', end)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, end)
  let open = true
  input.once('close', () => {
    open = false
  })
  const ask = () => open && process.stdin.isTTY && input.prompt()
  input.setPrompt(`${you}> `)
  ask()
  for await (const line of input) {
    const text = line.trim()
    if (text !== '') yield said.test(text) || passes.test(text) ? text : `${you}> ${text}`
    ask()
  }
}

try {
  await talk(readArguments())
  process.exit(0)
} catch (error) {
  console.error(error instanceof Error && error.message.includes(usage) ? error.message : describe(error))
  process.exit(1)
}
