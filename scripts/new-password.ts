// `npm run new-password -- USER` prints a one-time password for somebody who cannot get into the console any more.
import { credentialOf } from '../adapters/db/credentials.ts'
import { wireMuster } from '../bots/muster.ts'
import { issuePassword } from '../bots/turns/accounts.ts'
import { type Opened, Refusal, withDatabase } from './with-database.ts'

async function run({ settings, database }: Opened, login: string): Promise<number> {
  const { house } = await wireMuster({ settings, database, doors: [], log: console.log })
  const credential = await credentialOf(house.pool, house.vault, house.authority, login)
  if (!credential) throw new Refusal('There is no account of that user name.')
  const { accountId } = credential
  const issued = await issuePassword(house, accountId, accountId, 'from the command line')
  if (!issued.ok) throw new Refusal('That account is closed.')
  console.log(`One-time password: ${issued.value}`)
  return 0
}

const [login] = process.argv.slice(2)
if (login) await withDatabase({ mustExist: true }, (opened) => run(opened, login))
else {
  console.error('Say for whom: npm run new-password -- planner')
  process.exitCode = 1
}
