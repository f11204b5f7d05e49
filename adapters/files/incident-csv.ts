import { stringify } from 'csv-stringify/sync'
import type { IncidentReport } from '../db/incident-report.ts'

const columns = ['time', 'index', 'entry', 'what', 'about', 'by', 'recorded', 'corrects', 'words'] as const
type Row = Readonly<Partial<Record<(typeof columns)[number], string | number | null>>>

/**
 * The timeline of a report, with the words of situations and decisions, as CSV for a spreadsheet: with a byte order mark,
 * and with what begins like a formula made plain text. Times are UTC.
 */
export function incidentCsv(report: IncidentReport): string {
  const rows: Row[] = [
    ...report.timeline.map(({ at, ...row }) => ({ time: at, ...row })),
    ...report.situations.map(({ observedAt, form, id, by, recordedAt, corrects, text }) => ({
      ...{ time: observedAt, entry: id, what: form, about: 'situation', by, recorded: recordedAt, corrects },
      words: inWords(text),
    })),
    ...report.decisions.map(({ decidedAt, id, role, by, recordedAt, corrects, text }) => ({
      ...{
        time: decidedAt,
        entry: id,
        what: `decision (${role})`,
        about: 'decision',
        by,
        recorded: recordedAt,
        corrects,
      },
      words: inWords(text),
    })),
  ]
  const sorted = rows.toSorted((a, b) =>
    String(a.time) < String(b.time) ? -1 : String(a.time) > String(b.time) ? 1 : 0,
  )
  return stringify(sorted, {
    header: true,
    columns: [...columns],
    bom: true,
    escape_formulas: true,
    record_delimiter: '\r\n',
  })
}

/** "decision: …; rationale: …": what was left empty is left out. */
function inWords(text: object | null): string {
  if (text === null) return 'erased'
  return Object.entries(text as Record<string, string>)
    .filter(([, words]) => words !== '')
    .map(([name, words]) => `${name}: ${words}`)
    .join('; ')
}
