import { compareWithOlder } from '../../core/ledger/against.ts'
import { type CheckedCopy, checkCopy } from '../../core/ledger/copy.ts'
import { inThousands } from '../progress.ts'
import { printFindings } from './findings.ts'
import { copyAt, keyFor, openOlder } from './open-copy.ts'

export interface CopyOptions {
  readonly vkey?: string | undefined
  readonly against?: string | undefined
}

/** Checks a published ledger, in a folder or at an address, without any database; returns the exit code. */
export async function verifyCopy(where: string, { vkey, against }: CopyOptions): Promise<number> {
  const copy = copyAt(where)
  const log = await keyFor(copy, vkey)
  const findings = printFindings()
  const checked = await checkCopy(copy, { log }, findings)
  if (checked && against !== undefined) {
    const older = await openOlder(against, log, findings)
    await compareWithOlder(older, nowOf(checked), (at, what) => findings.wrong(at, what))
  }
  const count = findings.end()
  if (count > 0 || !checked) console.log(`The copy is WRONG: ${inThousands(count)} found.`)
  else
    console.log(`The copy is right: ${inThousands(checked.checkpoint.size)} leaves under a head signed by ${log.name}.`)
  return count > 0 || !checked ? 1 : 0
}

const nowOf = ({ leaves }: CheckedCopy) => ({
  leafHashes: Buffer.from(leaves.map(({ hash }) => hash).join(''), 'hex'),
  leavesFrom: async (place: number) => leaves.slice(place),
})
