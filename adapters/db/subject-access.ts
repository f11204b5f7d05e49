import type { KindId } from '../../core/kinds.ts'
import type { Entry } from '../../core/ledger/entry.ts'
import { upcast } from '../../core/ledger/upcast.ts'
import type { Profile } from '../../core/matching/eligible.ts'
import type { Message } from '../../core/messages/message.ts'
import type { NeedDetails } from '../../core/needs/details.ts'
import type { Need } from '../../core/needs/need.ts'
import type { Offer } from '../../core/offers/offer.ts'
import type { Person, Volunteer } from '../../core/people/person.ts'
import type { Case } from '../../core/privacy/case.ts'
import { rows } from './client.ts'
import { peopleOf } from './console-records.ts'
import { joinedTo, needsAskedFor } from './part-in.ts'
import { addressesOf, namesOf, profileOf, type Reading, textsOf } from './unsealed.ts'

/** Somebody's data as it was shown to somebody, and to whom: a volunteer by first name, or a planner by account. */
export interface Seen {
  readonly at: string
  readonly what: 'record' | 'request' | 'message' | 'place'
  readonly staff: string | null
  readonly volunteer: string | null
  readonly why: string
}

/** Everything held about one person, over all channels. Times are UTC. What was destroyed is null. */
export interface SubjectRecord {
  readonly id: string
  readonly asOf: string
  readonly name: string | null
  readonly addresses: readonly { readonly channel: string; readonly id: string }[]
  readonly known: Pick<
    Person,
    'metAt' | 'purpose' | 'lawfulBasis' | 'source' | 'retention' | 'language' | 'noticeAt' | 'optedOut' | 'away'
  > & { readonly legalHoldSince: string | null; readonly requestsToUs: readonly Case[] }
  readonly volunteer: (Omit<Volunteer, 'profile'> & { readonly profile: Profile | null }) | null
  readonly requests: readonly (Pick<Need, 'id' | 'kind' | 'urgency' | 'openedAt' | 'status' | 'outcome'> & {
    readonly details: NeedDetails | null
  })[]
  readonly askedFor: readonly {
    readonly need: string
    readonly kind: KindId
    readonly at: string
    readonly answer: string
    readonly metres: number
  }[]
  readonly offers: readonly (Omit<Offer, 'details' | 'authority'> & { readonly details: unknown })[]
  readonly messages: readonly {
    readonly at: string
    readonly direction: 'in' | 'out'
    readonly purpose: string | null
    readonly status: string
    readonly text: string | null
  }[]
  /** What planners wrote about them, or about their requests. */
  readonly staffNotes: readonly { readonly at: string; readonly what: string; readonly text: string }[]
  readonly seenBy: readonly Seen[]
  readonly log: readonly {
    readonly at: string
    readonly entry: string
    readonly stream: string
    readonly what: string
  }[]
}

/** Gathers all of it. Undefined when there is nobody with this id. Reading it is to be written down by the caller. */
export async function subjectRecord(from: Reading, id: string, now: Date): Promise<SubjectRecord | undefined> {
  const { pool, authority } = from
  const person = (await peopleOf(pool, authority, [id])).get(id)
  if (!person) return undefined
  const needs = await needsAskedFor(pool, authority, id)
  const earlier = await joinedTo(pool, authority, id)
  const messages = await messagesWith(from, [id, ...earlier])
  const entries = await entriesAbout(from, [
    ...[id, ...earlier].map((one) => `person/${one}`),
    ...needs.map((need) => `need/${need.id}`),
    ...messages.map((message) => `message/${message.id}`),
  ])
  const [names, addresses, profile, texts] = await Promise.all([
    namesOf(from, [person]),
    addressesOf(from, person),
    profileOf(from, person),
    textsOf(from, messages),
  ])
  return {
    id,
    asOf: now.toISOString(),
    name: names.get(id) ?? null,
    addresses: addresses.map(({ channel, id: address }) => ({ channel, id: address })),
    known: knownOf(person),
    volunteer: person.volunteer && withProfile(person.volunteer, profile),
    requests: await requestsOf(from, needs),
    askedFor: await askedFor(from, id),
    offers: await offersOf(from, id),
    messages: messages.map(({ id: message, at, direction, purpose, status }) => ({
      ...{ at, direction, purpose, status },
      text: texts.get(message) ?? null,
    })),
    staffNotes: await notesIn(from, entries),
    seenBy: await seenBy(from, entries),
    log: entries.map(({ id: entry, at, stream, type }) => ({ at, entry, stream, what: type })),
  }
}

function knownOf(person: Person): SubjectRecord['known'] {
  const { metAt, purpose, lawfulBasis, source, retention, language, noticeAt, optedOut, away } = person
  const basics = { metAt, purpose, lawfulBasis, source, retention, language, noticeAt, optedOut, away }
  return { ...basics, legalHoldSince: person.hold ?? null, requestsToUs: person.cases ?? [] }
}

const withProfile = ({ profile: _ref, ...codes }: Volunteer, profile: Profile | undefined) => ({
  ...codes,
  profile: profile ?? null,
})

async function messagesWith({ pool, authority }: Reading, people: readonly string[]): Promise<readonly Message[]> {
  const sql = `SELECT state FROM messages WHERE authority_id = $1 AND state->>'person' = ANY($2) ORDER BY state->>'at', id`
  return (await rows<{ state: Message }>(pool, sql, [authority, people])).map(({ state }) => state)
}

async function entriesAbout({ pool, authority }: Reading, streams: readonly string[]): Promise<readonly Entry[]> {
  const sql = 'SELECT bytes FROM entries WHERE authority_id = $1 AND stream = ANY($2) ORDER BY recorded_at, id'
  const found = await rows<{ bytes: Buffer }>(pool, sql, [authority, streams])
  return found.map(({ bytes }) => upcast(JSON.parse(bytes.toString('utf8')) as Entry))
}

async function requestsOf({ pool, vault }: Reading, needs: readonly Need[]): Promise<SubjectRecord['requests']> {
  const opened = await vault.openAll<NeedDetails>(
    pool,
    needs.map((need) => need.details),
  )
  return needs.map(({ id, kind, urgency, openedAt, status, outcome, details }) => ({
    ...{ id, kind, urgency, openedAt, status, outcome },
    details: opened.get(details) ?? null,
  }))
}

async function askedFor({ pool, authority }: Reading, person: string): Promise<SubjectRecord['askedFor']> {
  const sql = `SELECT i.need_id AS need, n.state->>'kind' AS kind, i.at, i.state AS answer, i.metres FROM invitations i
    JOIN needs n ON n.id = i.need_id WHERE i.authority_id = $1 AND i.person_id = $2 ORDER BY i.at, i.need_id`
  type Row = Omit<SubjectRecord['askedFor'][number], 'at'> & { readonly at: Date }
  return (await rows<Row>(pool, sql, [authority, person])).map((row) => ({ ...row, at: row.at.toISOString() }))
}

async function offersOf({ pool, vault, authority }: Reading, person: string): Promise<SubjectRecord['offers']> {
  const sql = `SELECT state FROM offers WHERE authority_id = $1 AND state->>'person' = $2 ORDER BY id`
  const offers = (await rows<{ state: Offer }>(pool, sql, [authority, person])).map(({ state }) => state)
  const opened = await vault.openAll<unknown>(
    pool,
    offers.map((offer) => offer.details),
  )
  return offers.map(({ details, authority: _, ...offer }) => ({ ...offer, details: opened.get(details) ?? null }))
}

async function notesIn({ pool, vault }: Reading, entries: readonly Entry[]): Promise<SubjectRecord['staffNotes']> {
  const noted = entries.flatMap(({ at, type, body }) => {
    const { reasonRef } = body as { reasonRef?: string | null }
    return reasonRef ? [{ at, what: type, ref: reasonRef }] : []
  })
  const words = await vault.openAll<string>(
    pool,
    noted.map(({ ref }) => ref),
  )
  return noted.flatMap(({ at, what, ref }) => (words.has(ref) ? [{ at, what, text: words.get(ref)! }] : []))
}

const whatOf: Readonly<Record<string, Seen['what']>> = {
  record_shown: 'record',
  details_disclosed: 'request',
  message_shown: 'message',
}

/** Who looked, and whom the place was given to, in the order in which it happened. */
async function seenBy(from: Reading, entries: readonly Entry[]): Promise<readonly Seen[]> {
  const accepted = entries.filter(({ type }) => type === 'invitation_accepted') as Entry<{
    type: string
    body: { person: string }
  }>[]
  const people = await peopleOf(
    from.pool,
    from.authority,
    accepted.map(({ body }) => body.person),
  )
  const names = await namesOf(from, [...people.values()])
  return entries.flatMap(({ at, type, body }): Seen[] => {
    const { staff, person, why = '' } = body as { staff?: string; person?: string; why?: string }
    if (type === 'invitation_accepted') {
      const volunteer = names.get(person!)?.split(/\s+/)[0] ?? 'a volunteer'
      return [{ at, what: 'place', staff: null, volunteer, why: 'said yes' }]
    }
    const what = whatOf[type]
    return what && staff ? [{ at, what, staff: staff.replace('staff/', ''), volunteer: null, why }] : []
  })
}
