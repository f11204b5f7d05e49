import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Database, dataDirOf, openDatabase } from '../adapters/db/open.ts'
import { isDemo, readSettings, type Settings, WrongSetting } from '../adapters/settings.ts'
import { describe } from '../bots/jobs/describe.ts'

export interface Opened {
  readonly settings: Settings
  readonly database: Database
}

/** A sentence for whoever runs the program: what is wrong is theirs to change, not ours. */
export class Refusal extends Error {}

/**
 * Says which database the settings mean, opens it, does `work` and ends the process with the exit code it returns.
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
    if (mustExist) refuseMissing(settings)
    console.log(`Database: ${nameOf(settings)}`)
    database = await openDatabase(settings, console.log)
    return await close(await work({ settings, database }))
  } catch (error) {
    const ours = !(error instanceof WrongSetting) && !(error instanceof Refusal)
    console.error(ours ? describe(error) : error.message)
    return close(1)
  }
}

function nameOf(settings: Settings): string {
  if (settings.DATABASE_URL) return `${new URL(settings.DATABASE_URL).pathname.slice(1)} of DATABASE_URL`
  return `${isDemo(settings) ? 'the demo’s' : 'Muster’s own'}, in ${dataDirOf(settings)}`
}

function refuseMissing(settings: Settings): void {
  const holds = (dir: string) => existsSync(join(dir, 'postgres'))
  if (settings.DATABASE_URL || holds(dataDirOf(settings))) return
  const live = isDemo(settings) && holds(settings.DATA_DIR)
  const why = live
    ? `${settings.DATA_DIR} holds a live one: give the settings that Muster runs with there.`
    : 'Set DATA_DIR or DATABASE_URL as Muster runs with it.'
  throw new Refusal(`There is no database in ${dataDirOf(settings)}. ${why}`)
}
