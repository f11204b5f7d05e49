import { rows } from '../../adapters/db/client.ts'
import { needsAt } from '../../adapters/db/replay.ts'
import { fromField, saySecond } from '../../adapters/web/console/times.ts'
import { standing, urgencyWords, wantedWords } from '../../adapters/web/console/words.ts'
import { type Need, seated } from '../../core/needs/need.ts'
import { counted } from '../progress.ts'
import { type Opened, Refusal } from '../with-database.ts'

/** The board of an incident as it stood: a plain table, from the ledger alone, so that it needs no key and names nobody. */
export async function replayIncident({ database }: Opened, id: string, until: string | undefined): Promise<number> {
  const at = until === undefined ? new Date() : timeOf(until)
  const [incident] = await rows<{ authority_id: string; code: string }>(
    database.pool,
    `SELECT authority_id, state->>'code' AS code FROM incidents WHERE id = $1`,
    [id],
  )
  const { needs, entries, lastAt } = await needsAt(database.pool, incident!.authority_id, id, at)
  console.log(`Incident ${incident!.code} as it stood ${saySecond(at.toISOString())} (UK time)`)
  printTable([head, ...needs.map((need) => rowOf(need, at))])
  console.log(
    `${counted(needs.length, 'need')}, from ${counted(entries, 'entry', 'entries')}${lastAt ? `, the last ${saySecond(lastAt)}` : ''}.`,
  )
  return 0
}

/** "2026-11-22 14:30" is UK time; with a zone, as ISO 8601 has it, the time it says. */
function timeOf(text: string): Date {
  const withZone = /[Zz]|[+-]\d\d:?\d\d$/.test(text) ? new Date(text) : null
  const local = fromField(text.trim().replace(' ', 'T').slice(0, 16))
  const at = withZone ?? (local === null ? null : new Date(local))
  if (!at || Number.isNaN(at.getTime()))
    throw new Refusal('Say the time as "2026-11-22 14:30" (UK time) or 2026-11-22T14:30:00Z.')
  return at
}

const head = ['Need', 'What', 'Urgency', 'State', 'Coming', 'Asked', 'Opened']

const rowOf = (need: Need, at: Date): string[] => [
  need.id.slice(-4).toUpperCase(),
  wantedWords(need),
  urgencyWords[need.urgency],
  standing(need, at),
  `${seated(need).length} of ${need.wanted}`,
  String(need.invitations.length),
  saySecond(need.openedAt),
]

function printTable(table: readonly (readonly string[])[]): void {
  const widths = head.map((_, i) => Math.max(...table.map((row) => row[i]!.length)))
  for (const row of table)
    console.log(
      row
        .map((cell, i) => cell.padEnd(widths[i]!))
        .join('  ')
        .trimEnd(),
    )
}
