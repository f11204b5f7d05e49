import { existsSync, readFileSync, statSync } from 'node:fs'
import { ledgerFolder } from '../../adapters/files/ledger-folder.ts'
import { ledgerSite } from '../../adapters/http/ledger-site.ts'
import type { OlderCopy } from '../../core/ledger/against.ts'
import { type CopyListener, checkCopy, type LedgerCopy, openCopy } from '../../core/ledger/copy.ts'
import { parseVerifierKey, type VerifierKey } from '../../core/ledger/notes/keys.ts'
import { Refusal } from '../with-database.ts'

/** A folder or an address with a published ledger. */
export const copyAt = (where: string): LedgerCopy =>
  /^https?:\/\//.test(where) ? ledgerSite(where) : ledgerFolder(where)

/** The key to check with: as given, text or a file, or the one that lies beside the copy, which only the copy vouches for. */
export async function keyFor(copy: LedgerCopy, given: string | undefined): Promise<VerifierKey> {
  const text = given === undefined ? String((await copy.read('vkey')) ?? '') : fileOr(given)
  const key = parseVerifierKey(text.trim())
  if (!key)
    throw new Refusal(given === undefined ? 'There is no vkey beside it: give one with --vkey.' : 'That is no vkey.')
  if (given === undefined)
    console.log(`The key lies beside it: ${text.trim()}\nCompare it with one that you have from somewhere else.`)
  return key
}

const fileOr = (given: string): string => (existsSync(given) ? readFileSync(given, 'utf8') : given)

/** An older head to compare with: a folder or an address with its leaves, or a file with a checkpoint alone. */
export async function openOlder(where: string, log: VerifierKey, listener: CopyListener): Promise<OlderCopy> {
  const isFile = statSync(where, { throwIfNoEntry: false })?.isFile()
  const copy: LedgerCopy = isFile ? { read: async () => readFileSync(where) } : copyAt(where)
  if (isFile) {
    const opened = await openCopy(copy, { log })
    if (typeof opened === 'string') throw new Refusal(`${where} cannot be compared with: ${opened}.`)
    return { checkpoint: opened.checkpoint, leaves: null }
  }
  const found: string[] = []
  const wrong = (at: string, what: string) => found.push(`${at}: ${what}`)
  const checked = await checkCopy(copy, { log }, { ...listener, wrong })
  if (!checked || found.length > 0) throw new Refusal(`${where} cannot be compared with: ${found[0]}.`)
  return { checkpoint: checked.checkpoint, leaves: checked.leaves }
}
