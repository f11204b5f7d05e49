import type pg from 'pg'
import type { DecisionText, SituationText } from '../../core/incidents/decision-log.ts'
import type { Incident } from '../../core/incidents/incident.ts'
import type { Need } from '../../core/needs/need.ts'
import { rows } from './client.ts'
import type { Reading } from './unsealed.ts'

/** All incidents, open ones first, then the last opened first. */
export async function allIncidents(pool: pg.Pool, authority: string): Promise<readonly Incident[]> {
  const sql = `SELECT state FROM incidents WHERE authority_id = $1 ORDER BY (state->>'open') DESC, id DESC LIMIT 500`
  return (await rows<{ state: Incident }>(pool, sql, [authority])).map(({ state }) => state)
}

export async function incidentOf(pool: pg.Pool, authority: string, id: string): Promise<Incident | undefined> {
  const sql = 'SELECT state FROM incidents WHERE authority_id = $1 AND id = $2'
  return (await rows<{ state: Incident }>(pool, sql, [authority, id]))[0]?.state
}

/** What planners call each incident: its name, or its code where the name was erased or never given. */
export async function incidentNames(
  { pool, vault }: Reading,
  incidents: readonly Incident[],
): Promise<ReadonlyMap<string, string>> {
  const opened = await vault.openAll<string>(
    pool,
    incidents.flatMap(({ name }) => name ?? []),
  )
  const nameOf = ({ name, code }: Incident) => opened.get(name ?? '') ?? (code === 'standing' ? 'Everyday' : code)
  return new Map(incidents.map((incident) => [incident.id, nameOf(incident)]))
}

/** The words of a decision log by reference; those that were erased are missing. */
export async function logWords(
  { pool, vault }: Reading,
  { situations = [], decisions = [] }: Incident,
): Promise<{
  readonly situations: ReadonlyMap<string, SituationText>
  readonly decisions: ReadonlyMap<string, DecisionText>
  readonly reviews: ReadonlyMap<string, string>
}> {
  const [about, decided, reviewed] = await Promise.all([
    vault.openAll<SituationText>(
      pool,
      situations.map(({ text }) => text),
    ),
    vault.openAll<DecisionText>(
      pool,
      decisions.map(({ text }) => text),
    ),
    vault.openAll<string>(
      pool,
      decisions.flatMap(({ reviews }) => reviews.map(({ text }) => text)),
    ),
  ])
  return { situations: about, decisions: decided, reviews: reviewed }
}

export async function needsOfIncident(pool: pg.Pool, authority: string, incident: string): Promise<readonly Need[]> {
  const sql = `SELECT state FROM needs WHERE authority_id = $1 AND state->>'incident' = $2 ORDER BY id`
  return (await rows<{ state: Need }>(pool, sql, [authority, incident])).map(({ state }) => state)
}
