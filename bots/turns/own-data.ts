import { webPages } from '../../adapters/channels/web-pages.ts'
import { linkWrite, revokeLinks } from '../../adapters/db/own-links.ts'
import { personFact } from '../../core/needs/decision.ts'
import type { Need } from '../../core/needs/need.ts'
import type { Person } from '../../core/people/person.ts'
import { type CaseWants, inAMonth, openCase } from '../../core/privacy/case.ts'
import { assignmentRuns } from '../../core/privacy/may-erase.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { days } from '../../core/time.ts'
import { sayTime } from '../phrases/phrases.ts'
import type { Turn } from './turn.ts'

const linkMs = days(7)

/** What the sender wants with what we hold about them: a private link at once, and a case for a person to decide. */
export async function ownData(turn: Turn, wants: CaseWants): Promise<void> {
  const person = await turn.person(turn.sender!.person)
  const own = (await turn.unit.loadAll('need', person.needs)).filter((need): need is Need => need !== undefined)
  if (assignmentRuns(person, own)) return turn.reply({ purpose: 'reply', text: (p) => p.ownDataLater() })
  const { dueAt } = await openedCase(turn, person, wants)
  const link = turn.sender!.channel === webPages ? null : await sendLink(turn, person.id, 'own')
  turn.reply({
    purpose: 'reply',
    text: (p) => {
      const by = sayTime(dueAt, turn.now, p)
      const shown = link && { url: link.url, until: sayTime(link.until, turn.now, p) }
      return wants === 'access' ? p.ownDataShown(shown, by) : p.erasureAsked(shown, by)
    },
  })
}

/** The open case of this sort, opened now if there is none. */
async function openedCase(turn: Turn, person: Person, wants: CaseWants): Promise<{ readonly dueAt: string }> {
  const known = openCase(person.cases, wants)
  if (known) return known
  const dueAt = inAMonth(turn.now)
  await turn.decide([personFact(person.id)('case_opened', { case: turn.unit.newId(), wants, dueAt })])
  return { dueAt }
}

interface Link {
  readonly url: string
  readonly token: string
  readonly until: string
}

/**
 * A new private link, to their page or to what we hold about them: it opens both. Earlier ones end. Null where nobody
 * could open it: no public address is set.
 */
export async function sendLink(turn: Turn, person: string, to: 'my' | 'own'): Promise<Link | null> {
  const { publicUrl, newToken, authority } = turn.house
  if (publicUrl === null) return null
  await revokeLinks(turn.unit.client, person)
  const [token, now] = [newToken(), turn.unit.now]
  const until = new Date(now.getTime() + linkMs)
  turn.unit.also(...linkWrite({ token, authority, person, now, until }))
  const body = { link: turn.unit.newId(), until: until.toISOString() }
  await turn.decide([personFact(person)('own_link_sent', body)])
  return { url: `${publicUrl}/${to}/${token}`, token, until: until.toISOString() }
}

export interface CaseDecision {
  readonly person: string
  readonly case: string
  readonly outcome: 'granted' | 'refused'
  readonly reason: string
  readonly account: string
}

/**
 * A planner's decision, told to the person. A granted access sends a link; a granted erasure is carried out once that
 * last text is out of the house, and is not granted while somebody is on the way or a hold stands.
 */
export async function decideCase(turn: Turn, decision: CaseDecision): Promise<Result<null, 'gone'>> {
  const person = await turn.unit.load('person', decision.person)
  const open = person?.cases?.find((one) => one.id === decision.case && one.outcome === null)
  if (!person || person.erased || !open) return fail('gone')
  const { outcome, reason, account } = decision
  const reasonRef = await turn.unit.seal(reason, [account])
  await turn.decide([personFact(person.id)('case_decided', { case: open.id, outcome, reasonRef })])
  const cause = turn.lastOf('case_decided')!.id
  const link = outcome === 'granted' && open.wants === 'access' ? await sendLink(turn, person.id, 'own') : null
  await turn.tell(person.id, {
    purpose: 'news',
    cause,
    need: null,
    text: (p) => {
      if (outcome === 'refused') return p.ownDataRefused()
      if (open.wants === 'erasure') return p.erasureGranted()
      return p.ownDataGiven(link && { url: link.url, until: sayTime(link.until, turn.now, p) })
    },
  })
  return ok(null)
}

/** The same wish, made on the page behind the link. */
export async function askErasure(turn: Turn, id: string): Promise<Result<null, 'gone' | 'assignment_running'>> {
  const person = await turn.unit.load('person', id)
  if (!person || person.erased) return fail('gone')
  const own = (await turn.unit.loadAll('need', person.needs)).filter((need): need is Need => need !== undefined)
  if (assignmentRuns(person, own)) return fail('assignment_running')
  await openedCase(turn, person, 'erasure')
  return ok(null)
}

/** Ends the link, as its owner or a planner wants. */
export async function endLink(turn: Turn, person: string): Promise<Result<null, 'gone'>> {
  if ((await revokeLinks(turn.unit.client, person)) === 0) return fail('gone')
  await turn.decide([personFact(person)('own_link_revoked', {})])
  return ok(null)
}
