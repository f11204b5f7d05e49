import { type ChannelSurroundings, turnedOn } from '../adapters/channels/live.ts'
import { simulatedPhones } from '../adapters/channels/simulated.ts'
import { openDatabase } from '../adapters/db/open.ts'
import { listen } from '../adapters/http/server.ts'
import { isDemo, readSettings, requireChannel, type Settings } from '../adapters/settings.ts'
import { homeRoutes } from '../adapters/web/home.ts'
import { WrongSetting } from '../adapters/wrong-setting.ts'
import type { Door } from '../core/channel.ts'
import { openDemo } from './demo/open-demo.ts'
import { musterNumber } from './demo/people.ts'
import { describe } from './jobs/describe.ts'
import { type Muster, wireMuster } from './muster.ts'
import { ensureFirstAccount } from './turns/accounts.ts'

const say = (line: string): void => console.log(line)

/** The channels that are turned on. A setting that is wrong stops the start with its sentence. */
async function openDoors(settings: Settings, surroundings: ChannelSurroundings): Promise<Door[]> {
  try {
    return await Promise.all(turnedOn(settings.channels).map(({ open }) => open(settings.channels, surroundings)))
  } catch (error) {
    throw new WrongSetting((error as Error).message)
  }
}

async function main(): Promise<void> {
  const settings = readSettings(process.env)
  requireChannel(settings)
  const log = settings.LOG_LEVEL === 'quiet' ? () => undefined : say
  const phones = isDemo(settings) ? simulatedPhones({ number: musterNumber, now: () => new Date() }) : undefined
  let muster: Muster | undefined
  const doors = phones
    ? [{ channel: phones, paths: ['/webhooks/simulated'] }]
    : await openDoors(settings, {
        publicUrl: settings.PUBLIC_URL ?? '',
        us: settings.AUTHORITY_NAME,
        secret: (label) => muster!.secret(label),
        recall: (id) => muster!.recall(id),
        planners: () => muster!.planners,
        kept: (name) => ({
          read: () => muster!.kept(name).read(),
          write: (value) => muster!.kept(name).write(value),
        }),
        heardLately: (channel) => muster!.heardLately(channel),
        log,
      })
  const database = await openDatabase(settings, log)
  muster = await wireMuster({ settings, database, doors, log })
  const demo = phones && (await openDemo(muster, phones))
  const shown = doors.flatMap((door) => door.shown ?? [])
  muster.app.route(
    '/',
    homeRoutes({ name: settings.AUTHORITY_NAME, shown, demo: isDemo(settings), asks: muster.house.pages }),
  )
  const firstPassword = await ensureFirstAccount(muster.house)
  const server = await listen(muster.app, settings.HOST, settings.PORT)
  const stopJobs = await muster.run()
  const address =
    settings.PUBLIC_URL ?? `http://${settings.HOST === '0.0.0.0' ? 'localhost' : settings.HOST}:${server.port}`
  say(`Muster is ready: ${address}${isDemo(settings) ? '/demo' : '/console'}`)
  const stopDemo = demo?.start()
  if (firstPassword !== null) say(`First sign-in at /console: user planner, one-time password ${firstPassword}`)
  stopOnSignal(async () => {
    stopDemo?.()
    await server.close()
    await stopJobs()
    await database.close()
  })
}

/** Ctrl-C, a service manager's stop, a closed terminal: each ends us once, cleanly. */
function stopOnSignal(stop: () => Promise<void>): void {
  let stopping = false
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (stopping) return
      stopping = true
      say('Stopping…')
      stop().then(
        () => process.exit(0),
        (error) => {
          console.error(`Stopping did not end cleanly: ${describe(error)}`)
          process.exit(1)
        },
      )
    })
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof WrongSetting ? error.message : `Muster could not start. ${describe(error)}`)
  process.exit(1)
})
