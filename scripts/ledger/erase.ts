import { parseArgs } from 'node:util'
import { credentialOf } from '../../adapters/db/credentials.ts'
import { wireMuster } from '../../bots/muster.ts'
import { erasePerson } from '../../bots/turns/erasing.ts'
import type { EraseRefusal } from '../../core/privacy/may-erase.ts'
import { type Opened, Refusal } from '../with-database.ts'

const refusals: Readonly<Record<EraseRefusal, string>> = {
  gone: 'There is nobody with that id, or they were erased before.',
  held: 'A legal hold stands on them, or on a need or incident they had part in. Lift it first.',
  assignment_running: 'Somebody is on the way to them, or they are on the way. Erase them when it is over.',
  need_open: 'A request of theirs is open. Close it first.',
  on_duty: 'They are on the duty list. Take them off it first.',
  busy: 'A text to or from them is under way. Try again in a minute.',
}

/** `ledger -- erase PERSON --by USER --why WORDS`: as the button in the console, for whoever cannot get to it. */
export async function runErase({ settings, database }: Opened, given: readonly string[]): Promise<number> {
  const { person, by, why } = wanted(given)
  const muster = await wireMuster({ settings, database, doors: [], log: console.log })
  const { house } = muster
  const account = (await credentialOf(house.pool, house.vault, house.authority, by))?.accountId
  if (!account) throw new Refusal('There is no account of that user name.')
  const reason = { text: why, account }
  const erased = await erasePerson(house, person, { actor: `staff/${account}`, why: 'asked', reason })
  if (!erased.ok) throw new Refusal(refusals[erased.error])
  while ((await muster.sequence()) > 0);
  console.log('Erased. Backups made before still hold the keys: what they bring back is erased again by the restore.')
  return 0
}

function wanted(given: readonly string[]): { person: string; by: string; why: string } {
  const options = { by: { type: 'string' }, why: { type: 'string' } } as const
  const { values, positionals } = parseArgs({ args: [...given], options, allowPositionals: true })
  const [person = ''] = positionals
  if (/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(person) && values.by && values.why)
    return { person, by: values.by, why: values.why }
  throw new Refusal('Say whom, as the console’s address names them, who decided, and why: erase ID --by USER --why "…"')
}
