import { type Learnt, learn, nothingLearnt } from '../../core/dispatch/learning.ts'
import { type KindId, kinds } from '../../core/kinds.ts'
import type { AssignmentState, Invitation } from '../../core/needs/need.ts'
import { days, type Instant, isNight, plus } from '../../core/time.ts'
import { type Db, rows } from './client.ts'

/** Answers older than this say little about how people answer now. */
const memoryMs = days(90)
/** The latest so many asks are learnt from. */
const mostAsks = 50_000

type Asked = Pick<Invitation, 'person' | 'metres' | 'at' | 'state' | 'answeredAt'> & { readonly kind: KindId }

/** What this authority's own people have answered, as the projections have it: the same at any time for the same ledger. */
export async function learntFrom(db: Db, authority: string, now: Instant): Promise<Learnt> {
  const learnt = nothingLearnt()
  for (const asked of await asksSince(db, authority, plus(now, -memoryMs))) {
    const waitedS = (Date.parse(asked.answeredAt ?? now) - Date.parse(asked.at)) / 1_000
    const { person, kind, metres, at, state } = asked
    const answer = state === 'declined' ? 'no' : state === 'accepted' || state === 'standby' ? 'yes' : 'none'
    learn(learnt, {
      ...{ person, kind, metres, night: isNight(at), pace: kinds[kind].answered, answer },
      waitedS: Math.max(0, Math.round(waitedS)),
    })
  }
  for (const { state, n } of await promisesOf(db, authority)) {
    learnt.seats.yes += n
    if (state === 'overdue') learnt.seats.missed += n
  }
  return learnt
}

/** Asks in the order in which they were made. An ask that never arrived tells nothing of who was asked. */
const asksSince = (db: Db, authority: string, since: Instant): Promise<Asked[]> =>
  rows<Asked>(
    db,
    `SELECT * FROM (
       SELECT n.state->>'kind' AS kind, i.person, i.metres, i.at, i.state, i."answeredAt"
       FROM needs n, jsonb_to_recordset(n.state->'invitations')
         AS i (person text, metres int, at text, state text, "answeredAt" text)
       WHERE n.authority_id = $1 AND n.state->>'exercise' = 'false' AND i.at > $2 AND i.state <> 'unreachable'
       ORDER BY i.at DESC, i.person LIMIT ${mostAsks}) latest
     ORDER BY at, person`,
    [authority, since],
  )

const promisesOf = (db: Db, authority: string): Promise<{ state: AssignmentState; n: number }[]> =>
  rows(db, 'SELECT state, count(*)::int AS n FROM assignments WHERE authority_id = $1 GROUP BY state', [authority])
