import { trialEveryS } from '../../core/messages/fall-over.ts'
import { type Db, rows } from './client.ts'
import { type Claimed, columns } from './outbox.ts'
import { chargeSql, dayOf } from './spending.ts'

/** Longer than any attempt to send takes. */
const leaseS = 30

/** A channel of this process and how many segments a second it sends. */
export interface Pace {
  readonly channel: string
  readonly perSecond: number
}

/** A limit that something did not fit under. */
export interface Overrun {
  readonly authority: string
  /** An incident's id, or `day`. */
  readonly scope: string
}

/** What was claimed, whether more is due that the pace of its channel holds back, and which budgets are spent. */
export interface Claim {
  readonly claimed: readonly Claimed[]
  readonly held: boolean
  readonly over: readonly Overrun[]
}

/** Alerts that save no life, and digests, are behind this priority: they wait by night. */
const lastBeforeAlerts = 5
const all = 32_767

/**
 * Claims up to `limit` messages that are due: the best of each address (reply before invitation, then oldest), one in
 * flight per address, no faster than each channel sends: a token bucket per channel, of one second's worth, that all
 * processes share. A message past its validity is never claimed.
 *
 * What is claimed is charged to its incident and its day in the same statement, which holds their budgets: nothing that
 * does not fit a limit is claimed, in however many processes, unless life hangs on it.
 */
export async function claim(
  db: Db,
  now: Date,
  paces: readonly Pace[],
  of: { readonly limit: number; readonly currency: string; readonly noAlerts?: boolean },
): Promise<Claim> {
  const found = await rows<Claimed & { waiting: number; over: Overrun[] | null }>(db, claimSql, [
    paces.map((pace) => pace.channel),
    paces.map((pace) => pace.perSecond),
    now,
    of.limit,
    of.currency,
    of.noAlerts ? lastBeforeAlerts : all,
  ])
  const claimed = found.filter((row) => row.id !== null)
  return { claimed, held: (found[0]?.waiting ?? 0) > claimed.length, over: found[0]?.over ?? [] }
}

const due = (o: string): string =>
  `${o}.state = 'queued' AND ${o}.due_at <= $3 AND (${o}.expires_at IS NULL OR ${o}.expires_at > $3)`

/** True where all up to and with this message fit the limits of a budget, or there is none. */
const fits = (budget: string, spent: (sum: string) => string, running: string): string =>
  `((${budget}.limit_micros IS NULL OR ${spent('micros')} + ${running}_micros <= ${budget}.limit_micros)
    AND (${budget}.limit_parts IS NULL OR ${spent('parts')} + ${running}_parts <= ${budget}.limit_parts))`

const day = dayOf('$3')
const spentToday = (sum: string) => `(CASE WHEN d.day = ${day} THEN d.spent_${sum} ELSE 0 END)`

// What is asked of each message is asked of few, by its address: written so that it cannot become a join of all.
const claimSql = `WITH pace AS (
    SELECT p.channel, CASE WHEN p.blocked_until > $3 THEN 0
      WHEN p.falls_to IS NOT NULL THEN least(1, p.tokens + greatest(0, extract(epoch FROM $3::timestamptz - p.at)) / ${trialEveryS})
      ELSE least(greatest(c.per_second, 1), p.tokens + greatest(0, extract(epoch FROM $3::timestamptz - p.at)) * c.per_second) END AS have
    FROM channel_pace p JOIN unnest($1::text[], $2::float8[]) AS c (channel, per_second) ON c.channel = p.channel
    ORDER BY p.channel FOR UPDATE OF p),
  next AS (SELECT n.*, pace.have FROM pace CROSS JOIN LATERAL (
    SELECT o.id, o.channel, o.parts, o.priority, o.ord, o.authority_id, o.incident_id, o.life_safety, o.cost_micros
    FROM outbox o
    WHERE o.channel = pace.channel AND o.priority <= $6 AND ${due('o')}
      AND (SELECT true FROM outbox s WHERE s.address_id = o.address_id AND s.state = 'sending' LIMIT 1) IS NULL
      AND (SELECT true FROM outbox b WHERE b.address_id = o.address_id AND ${due('b')} AND (b.priority + 0, b.ord) < (o.priority + 0, o.ord) LIMIT 1) IS NULL
    ORDER BY o.priority, o.ord LIMIT $4 FOR UPDATE OF o SKIP LOCKED) n),
  paced AS (SELECT *, sum(parts) OVER (PARTITION BY channel ORDER BY priority, ord) - parts AS before FROM next),
  fast AS (SELECT * FROM paced WHERE before < have ORDER BY priority, ord LIMIT $4),
  limits AS (SELECT * FROM budgets b WHERE b.authority_id IN (SELECT authority_id FROM fast)
    AND (b.scope = 'day' OR b.scope IN (SELECT incident_id::text FROM fast)) ORDER BY b.authority_id, b.scope FOR UPDATE),
  running AS (SELECT *, sum(cost_micros) OVER own AS own_micros, sum(parts) OVER own AS own_parts,
      sum(cost_micros) OVER whole AS day_micros, sum(parts) OVER whole AS day_parts
    FROM fast WINDOW own AS (PARTITION BY authority_id, incident_id ORDER BY priority, ord),
      whole AS (PARTITION BY authority_id ORDER BY priority, ord)),
  weighed AS (SELECT r.*, CASE WHEN i.scope IS NOT NULL AND NOT ${fits('i', (sum) => `i.spent_${sum}`, 'r.own')} THEN 'incident'
      WHEN d.scope IS NOT NULL AND NOT ${fits('d', spentToday, 'r.day')} THEN 'day' END AS over
    FROM running r LEFT JOIN limits i ON i.authority_id = r.authority_id AND i.scope = r.incident_id::text
      LEFT JOIN limits d ON d.authority_id = r.authority_id AND d.scope = 'day'),
  best AS (SELECT * FROM weighed WHERE over IS NULL OR life_safety),
  spent AS (UPDATE channel_pace p SET at = $3, tokens = pace.have - coalesce((SELECT sum(parts) FROM best WHERE best.channel = p.channel), 0)
    FROM pace WHERE p.channel = pace.channel),
  ${chargeSql('best', day, '$5')},
  claimed AS (UPDATE outbox o SET state = 'sending', attempts = o.attempts + 1, attempted_at = $3, charged_on = ${day},
      lease_until = $3::timestamptz + interval '${leaseS} seconds'
    FROM best WHERE o.id = best.id RETURNING o.*, best.over)
  SELECT (SELECT count(*)::int FROM next) AS waiting, ${columns('c')}, c.due_at AS "dueAt", c.over AS passes,
    (SELECT jsonb_agg(DISTINCT jsonb_build_object('authority', authority_id,
      'scope', CASE over WHEN 'day' THEN over ELSE incident_id::text END)) FROM weighed WHERE over IS NOT NULL) AS over,
    CASE WHEN c.alert_id IS NULL THEN false ELSE EXISTS (SELECT FROM people p, alerts a
      WHERE p.id = c.person_id AND a.id = c.alert_id
        AND (p.state->'optedOut' ? c.address_id::text OR p.state->'muted' ? (a.state->>'topic'))) END AS "hasLeft",
    v.key_ids AS "keyIds", v.sealed, m.version, m.state AS message
  FROM (VALUES (1)) AS always LEFT JOIN claimed c ON true
    LEFT JOIN sealed_values v ON v.id = c.text_id LEFT JOIN messages m ON m.id = c.id
  ORDER BY c.priority, c.ord`
