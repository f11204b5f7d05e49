import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import type { PublishedLedger } from '../../adapters/db/published.ts'
import { receiptsOf } from '../../adapters/db/receipts.ts'
import { packReceipts, unpackReceipts } from '../../adapters/files/receipt-zip.ts'
import { formatVerifierKey, parseVerifierKey, type VerifierKey } from '../../core/ledger/notes/keys.ts'
import { openReceipt, sayReceiptFault } from '../../core/ledger/receipt.ts'
import { counted } from '../progress.ts'
import { Refusal } from '../with-database.ts'

const readme = (vkey: string): string => `What this is

Proof of what a log recorded about one request for help, when, and by whom. Each entry has three files:

  NNNN-what.json         the entry: a fact in plain text, without names, numbers, words or places
  NNNN-what.leaf         what stands for it in the public log: a commitment that nobody can turn back into the entry
  NNNN-what.tlog-proof   that the leaf stands in the log, under a head that the log signed (c2sp.org/tlog-proof)

An entry whose opening was destroyed, because somebody's data was erased, still has its place proved: its .tlog-proof has
no "extra" line, and what its .json says cannot be tied to the leaf any more.

How to check it

  npm run ledger -- verify THIS.zip --vkey KEY

checks all of it, with Muster, on any machine and without a network. Any program that reads c2sp.org/tlog-proof checks that
the .leaf files stand in the log; SHA-256 of the 32 bytes of salt and the entry, which are the "extra" line of a
.tlog-proof in base64, is the commitment in its .leaf.

The key of the log is in the file vkey:

  ${vkey}

Ask whoever runs the log for it over a second way, and compare: a forger would have put their own key here.
`

/** Writes a zip with a receipt for every signed entry of a need. */
export async function packNeed(ledger: PublishedLedger, [need = '', file]: readonly string[]): Promise<number> {
  if (!/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(need))
    throw new Refusal(
      'Say which need by its id, as the console’s address shows it: npm run ledger -- receipt NEED [FILE.zip]',
    )
  const receipts = await receiptsOf(ledger, [`need/${need}`])
  if (receipts.length === 0) throw new Refusal('There is no signed entry of such a need.')
  const named = receipts.map((receipt, i) => ({
    ...receipt,
    name: `${String(i + 1).padStart(4, '0')}-${receipt.type}`,
  }))
  const vkey = formatVerifierKey(ledger.log)
  const to = file ?? `receipt-${need}.zip`
  writeFileSync(to, packReceipts({ readme: readme(vkey), vkey, receipts: named }))
  console.log(`Wrote ${counted(receipts.length, 'receipt')} to ${to}`)
  return 0
}

/** Checks such a zip, without any database, and says what each entry is; returns the exit code. */
export function verifyReceipts(file: string, givenKey: string | undefined): number {
  const { vkey, receipts } = read(file)
  const log = parseVerifierKey(
    (givenKey && existsSync(givenKey) ? readFileSync(givenKey, 'utf8') : (givenKey ?? vkey)).trim(),
  )
  if (!log)
    throw new Refusal(givenKey === undefined ? 'There is no key in it: give one with --vkey.' : 'That is no vkey.')
  if (givenKey === undefined)
    console.log(`The key lies in it: ${vkey}\nCompare it with one that you have from somewhere else.`)
  const bad = receipts.filter((receipt) => !verifyOne(receipt, log)).length
  if (receipts.length === 0) console.log('There is no receipt in it.')
  else if (bad > 0) console.log(`WRONG: ${counted(bad, 'receipt')} of ${receipts.length}.`)
  else console.log(`Right: ${counted(receipts.length, 'entry stands', 'entries stand')} in the log of ${log.name}.`)
  return bad > 0 || receipts.length === 0 ? 1 : 0
}

function read(file: string) {
  try {
    return unpackReceipts(readFileSync(file))
  } catch (error) {
    throw new Refusal(`${file} cannot be read as receipts: ${(error as Error).message}.`)
  }
}

function verifyOne(receipt: ReturnType<typeof unpackReceipts>['receipts'][number], log: VerifierKey): boolean {
  const opened = openReceipt(receipt, { log })
  if (!opened.ok) {
    console.log(`WRONG  ${receipt.name}: ${sayReceiptFault(opened.error)}`)
    return false
  }
  const { index, entry, checkpoint } = opened.value
  const what = entry
    ? `${entry.at}  ${entry.type}  by ${entry.actor}`
    : 'its opening was destroyed; only its place is proved'
  console.log(`index ${index} of ${checkpoint.size}  ${what}`)
  return true
}
