import type { Entry, Fact } from '../ledger/entry.ts'

/** Groups needs, areas and alerts. Every authority has a standing one for what belongs to no other. */
export interface Incident {
  readonly id: string
  readonly authority: string
  readonly exercise: boolean
  readonly code: string
  readonly open: boolean
}

export type IncidentFact = Fact<'incident_opened', { code: string }> | Fact<'incident_closed', { reasonRef: string }>

/** The incident after one more entry of its stream; the first must be `incident_opened`. */
export function evolveIncident(before: Incident | undefined, entry: Entry<IncidentFact>): Incident {
  const { type, body } = entry as IncidentFact & Entry<IncidentFact>
  if (type === 'incident_opened') {
    const { authority, exercise } = entry
    return { id: entry.stream.slice('incident/'.length), authority, exercise, code: body.code, open: true }
  }
  if (!before) throw new Error(`incidents: ${entry.stream} begins with ${type}`)
  return { ...before, open: false }
}
