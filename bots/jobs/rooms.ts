import { transaction } from '../../adapters/db/client.ts'
import { incidentOf } from '../../adapters/db/incident-records.ts'
import {
  addPosts,
  type DuePost,
  entriesAfter,
  isBegun,
  needsGoingOn,
  needsWith,
  nextDue,
  noteNotPosted,
  notePlace,
  notePosted,
  noteShown,
  noteTried,
  openRooms,
  outdatedHead,
  roomFailed,
  type Shown,
  type StoredRoom,
} from '../../adapters/db/rooms.ts'
import { mayGoWell, type RoomPost, type Rooms, type SendFailure, sendFailures } from '../../core/channel.ts'
import type { DecisionText } from '../../core/incidents/decision-log.ts'
import type { Incident } from '../../core/incidents/incident.ts'
import { headOf, lineOf, openingOf, type RoomLine, roomName, threadName } from '../../core/incidents/room.ts'
import type { Entry } from '../../core/ledger/entry.ts'
import type { Need } from '../../core/needs/need.ts'
import type { House } from '../turns/house.ts'
import { alarmFromJob } from '../turns/job-alarm.ts'

/** Chats take about one message a second in a channel, and fewer edits. */
const restAfterEditMs = 1_500
const restUnlessToldMs = 5_000
const lock = 72_710

/**
 * Tells open incidents in their rooms: one post and one edit a room each time it is called, in the order in which things
 * happened. What is posted, and what was tried, are rows, so that a restart loses none and posts none twice. One process
 * of all does it at a time.
 */
export function roomTeller(house: House, chats: readonly Rooms[]): () => Promise<void> {
  const restUntil = new Map<string, number>()
  const rest = (key: string, ms: number) => restUntil.set(key, house.now().getTime() + ms)
  const rests = (key: string) => (restUntil.get(key) ?? 0) > house.now().getTime()
  return async () => {
    if (chats.length === 0) return
    await alone(house, async () => {
      for (const chat of chats)
        for (const room of await openRooms(house.pool, house.authority, chat.network))
          if (!rests(room.id)) await tell({ house, chat, room, rest, rests })
    })
  }
}

/** Does nothing while another process does it. */
async function alone({ pool }: House, work: () => Promise<void>): Promise<void> {
  const client = await pool.connect()
  let broken = true
  try {
    const { rows } = await client.query<{ held: boolean }>('SELECT pg_try_advisory_lock($1) AS held', [lock])
    if (rows[0]?.held) {
      await work()
      await client.query('SELECT pg_advisory_unlock($1)', [lock])
    }
    broken = false
  } finally {
    client.release(broken)
  }
}

interface Telling {
  readonly house: House
  readonly chat: Rooms
  readonly room: StoredRoom
  readonly rest: (key: string, ms: number) => void
  readonly rests: (key: string) => boolean
}

async function tell(telling: Telling): Promise<void> {
  const { house, room } = telling
  const incident = await incidentOf(house.pool, house.authority, room.incident)
  if (!incident) return
  const place = room.place ?? (await made(telling, incident))
  if (place === null) return
  await takeIn(house, room, incident)
  if (await postNext(telling, place)) await editNext(telling, place, incident)
}

async function made(telling: Telling, { code }: Incident): Promise<string | null> {
  const { house, chat, room } = telling
  const topic = `Incident ${code}, told by ${house.us}. Nothing personal is written here.`
  const done = await chat.make(room.server, roomName(code, room.id), topic)
  if (done.ok) await notePlace(house.pool, room.id, done.value)
  else await refused(telling, done.error)
  return done.ok ? done.value : null
}

/** What happened since the last look becomes what is to be posted: once, with how far that was. */
async function takeIn(house: House, room: StoredRoom, incident: Incident): Promise<void> {
  const { pool, authority } = house
  const { entries, upTo } = await entriesAfter(pool, { ...room, authority })
  const begun = await isBegun(pool, room.id)
  if (begun && upTo === room.toldTo) return
  const beginning = begun ? [] : await opening(house, incident)
  const lines = await linesOf(house, incident, entries)
  await transaction(pool, (client) => addPosts(client, room.id, [...beginning, ...lines], upTo))
}

/** A room begins with what the incident is called and every need that goes on. */
async function opening(house: House, incident: Incident): Promise<DuePost[]> {
  const said = openingOf(incident, house.now().toISOString())
  const heads = await needsGoingOn(house.pool, house.authority, incident.id)
  const first = { id: house.newId(), about: 'opening', need: null, said, words: null, version: 0 }
  return [first, ...(await Promise.all(heads.map((shown) => headPost(house, incident, shown))))]
}

/** A line, and the sealed words that follow it. */
type Line = RoomLine & { readonly words?: string }

async function linesOf(house: House, incident: Incident, entries: readonly Entry[]): Promise<DuePost[]> {
  const told = entries.flatMap((entry) => {
    const line: Line | undefined = shared(incident, entry) ?? lineOf(entry)
    const need = line?.need ?? (entry.stream.startsWith('need/') ? entry.stream.slice('need/'.length) : null)
    return line || need !== null ? [{ entry, line, need }] : []
  })
  const ids = [...new Set(told.flatMap(({ need }) => need ?? []))]
  const needs = new Map((await needsWith(house.pool, ids)).map((shown) => [shown.need.id, shown]))
  const posts: DuePost[] = []
  for (const { entry, line, need } of told) {
    const shown = need === null ? undefined : needs.get(need)
    if (shown && !posts.some(({ about }) => about === `need/${need}`))
      posts.push(await headPost(house, incident, shown))
    if (line)
      posts.push({
        id: house.newId(),
        about: entry.id,
        need,
        said: line.text,
        words: line.words ?? null,
        version: 0,
      })
  }
  return posts
}

/** The words of a decision that a planner shared stay sealed until they are posted. */
function shared({ decisions = [] }: Incident, entry: Entry): Line | undefined {
  if (entry.type !== 'decision_shared') return undefined
  const { decision } = entry.body as { decision: string }
  const words = decisions.find(({ id }) => id === decision)?.text
  return words === undefined ? undefined : { need: null, text: 'Decided: ', words }
}

async function headPost(house: House, incident: Incident, { need, version }: Shown): Promise<DuePost> {
  const said = await headNow(house, incident, need)
  return { id: house.newId(), about: `need/${need.id}`, need: need.id, said, words: null, version }
}

async function headNow(house: House, incident: Incident, need: Need): Promise<string> {
  const area = await house.roughArea({ lat: need.latE2 / 100, lon: need.lonE2 / 100 })
  return headOf(need, area?.label ?? null, incident)
}

/** Posts what is next; false where the chat takes nothing just now. */
async function postNext(telling: Telling, place: string): Promise<boolean> {
  const { house, chat, room } = telling
  const due = await nextDue(house.pool, room.id)
  if (!due) return true
  const post = await postOf(house, due)
  if (post === null) await noteNotPosted(house.pool, due.id)
  if (post === null) return true
  const before = due.triedAt && (await chat.find(place, post, due.triedAt))
  if (before?.outcome === 'sent') await notePosted(house.pool, due.id, before.externalId)
  if (before && before.outcome !== 'not_sent') return before.outcome === 'sent'
  await noteTried(house.pool, due.id, house.now())
  const sent = await chat.post(place, post)
  if (sent.ok) await notePosted(house.pool, due.id, sent.value.externalId)
  else if (sent.error.reason !== 'unconfirmed') await noteTried(house.pool, due.id, null)
  if (!sent.ok) await refused(telling, sent.error)
  return sent.ok
}

type Due = NonNullable<Awaited<ReturnType<typeof nextDue>>>

/** Null where it cannot be said: its words were erased, or what it hangs under was never posted. */
async function postOf(house: House, { id, about, need, said, words, head }: Due): Promise<RoomPost | null> {
  const opened = words === null ? undefined : (await house.vault.openAll<DecisionText>(house.pool, [words])).get(words)
  if (words !== null && !opened) return null
  const text = `${said}${opened?.decision ?? ''}`
  if (need === null || about.startsWith('need/')) return { id, text, below: null }
  const [shown] = await needsWith(house.pool, [need])
  return head === null || !shown ? null : { id, text, below: { externalId: head, called: threadName(shown.need) } }
}

/** Brings one head up to date; one whose words are still right is not edited. */
async function editNext(telling: Telling, place: string, incident: Incident): Promise<void> {
  const { house, chat, room, rest, rests } = telling
  if (rests(`edits/${chat.network}`)) return
  const head = await outdatedHead(house.pool, room.id)
  if (!head) return
  const shown = { said: await headNow(house, incident, head.need), version: head.version }
  if (shown.said !== head.said) {
    rest(`edits/${chat.network}`, restAfterEditMs)
    const edited = await chat.edit(place, head.externalId, shown.said)
    if (!edited.ok && mayGoWell(edited.error)) return rest(room.id, restMs(edited.error))
    if (!edited.ok) house.log(`rooms: ${chat.network} did not take an edit`)
  }
  await noteShown(house.pool, head.id, shown)
}

const restMs = ({ retryAfterS }: SendFailure): number =>
  retryAfterS === undefined ? restUnlessToldMs : retryAfterS * 1_000

/** What is tried again waits; what never will be taken wakes somebody, once. */
async function refused({ house, chat, room, rest }: Telling, failure: SendFailure): Promise<void> {
  if (mayGoWell(failure)) return rest(room.id, restMs(failure))
  house.log(`rooms: ${chat.network} refuses what is to be posted: ${sendFailures[failure.reason].says}`)
  await house.pool.query(roomFailed, [room.id])
  await alarmFromJob(house, 'job/rooms', 'not_posted')
}
