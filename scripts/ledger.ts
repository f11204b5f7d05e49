// `npm run ledger -- COMMAND …`: see the table of commands.
import { acceptRestored } from './ledger/accept-restored.ts'
import { rebuildProjections } from './ledger/rebuild-projections.ts'
import { verifyDatabase } from './ledger/verify-database.ts'
import { type Opened, withDatabase } from './with-database.ts'

interface Command {
  readonly usage: string
  run(args: readonly string[]): Promise<number>
}

const onDatabase = (work: (opened: Opened, args: readonly string[]) => Promise<number>) => (args: readonly string[]) =>
  withDatabase({ mustExist: true }, (opened) => work(opened, args))

const commands: Readonly<Record<string, Command>> = {
  verify: { usage: 'verify', run: onDatabase(verifyDatabase) },
  rebuild: { usage: 'rebuild', run: onDatabase(rebuildProjections) },
  'accept-restore': { usage: 'accept-restore --by USER --reason TEXT', run: onDatabase(acceptRestored) },
}

const [name = '', ...args] = process.argv.slice(2)
const command = commands[name]
if (command) process.exitCode = await command.run(args)
else {
  const usages = Object.values(commands).map(({ usage }) => `  npm run ledger -- ${usage}`)
  console.error(`Say what to do:\n${usages.join('\n')}`)
  process.exitCode = 1
}
