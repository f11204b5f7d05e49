import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type Database, dataDirOf, openDatabase } from '../adapters/db/open.ts'
import { isDemo, readSettings, type Settings } from '../adapters/settings.ts'
import { WrongSetting } from '../adapters/wrong-setting.ts'
import { describe } from '../bots/jobs/describe.ts'

export interface Opened {
  readonly settings: Settings
  readonly database: Database
  /** The demo's own database: its people are on simulated phones. */
  readonly demo: boolean
}

/** A sentence for whoever runs the program: what is wrong is theirs to change, not ours. */
export class Refusal extends Error {}

/**
 * Says which database the settings mean, opens it, does `work` and ends the process with the exit code it returns.
 * Without live settings that is the live one if there is one, then the demo's, and otherwise a live one is begun.
 * `mustExist`: a database is looked at, not made. A Muster that runs on the same database goes on running.
 */
export async function withDatabase(
  { mustExist }: { readonly mustExist: boolean },
  work: (opened: Opened) => Promise<number>,
): Promise<never> {
  let database: Database | undefined
  const close = async (code: number): Promise<never> => {
    await database?.close()
    return process.exit(code)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => close(130))
  try {
    const settings = readSettings(process.env)
    const where = whereOf(settings)
    if (mustExist && !where.exists) throw new Refusal(`There is no database yet: ${where.name}.`)
    console.error(`Database: ${where.name}`) // what is asked for may go into a file
    database = await openDatabase(settings, console.error, where.dir)
    return await close(await work({ settings, database, demo: where.demo }))
  } catch (error) {
    const ours = !(error instanceof WrongSetting) && !(error instanceof Refusal)
    console.error(ours ? describe(error) : error.message)
    return close(1)
  }
}

interface Where {
  readonly dir: string
  readonly demo: boolean
  readonly exists: boolean
  readonly name: string
}

function whereOf(settings: Settings): Where {
  if (settings.DATABASE_URL) {
    const name = `${new URL(settings.DATABASE_URL).pathname.slice(1)} of DATABASE_URL`
    return { dir: dataDirOf(settings), demo: false, exists: true, name }
  }
  const holds = (dir: string) => existsSync(join(dir, 'postgres'))
  const [live, demoDir] = [resolve(settings.DATA_DIR), dataDirOf(settings)]
  const demo = isDemo(settings) && !holds(live) && holds(demoDir)
  const dir = demo ? demoDir : live
  return { dir, demo, exists: holds(dir), name: `${demo ? 'the demo’s' : 'Muster’s own'}, in ${dir}` }
}
