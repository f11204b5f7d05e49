import { rows } from '../../adapters/db/client.ts'
import { linkEnds } from '../../adapters/db/own-links.ts'
import { namesOf, textsOf } from '../../adapters/db/unsealed.ts'
import type { AskedItem, PageMessage, PageView } from '../../adapters/web/my/view.ts'
import type { Choice } from '../../core/channel.ts'
import type { Message } from '../../core/messages/message.ts'
import type { NeedDetails } from '../../core/needs/details.ts'
import { type Need, running, stillAsked } from '../../core/needs/need.ts'
import type { OpenItem, Person } from '../../core/people/person.ts'
import { isAway } from '../../core/people/person.ts'
import { ownersIn, waysTo } from '../../core/people/ways.ts'
import type { Phrases } from '../phrases/en.ts'
import { phrasesIn, sayTime } from '../phrases/phrases.ts'
import { alarmChoices, assignmentChoices, doneChoices, invitationChoices } from './choices.ts'
import { firstName } from './details.ts'
import type { House } from './house.ts'

/** As many as anybody reads again. */
const shownMessages = 40

/** The record behind a page, or the one it was joined to; null when nobody is there any more. */
export async function readPerson(house: House, id: string): Promise<Person | null> {
  const [row] = await rows<{ state: Person }>(house.pool, 'SELECT state FROM people WHERE id = $1', [id])
  if (row?.state.joined) return readPerson(house, row.state.joined)
  return row && !row.state.erased ? row.state : null
}

/** What is read of the database for one page. */
interface Read {
  readonly person: Person
  readonly p: Phrases
  readonly now: string
  readonly needs: ReadonlyMap<string, Need>
  readonly details: ReadonlyMap<string, NeedDetails>
  readonly messages: readonly Message[]
  readonly texts: ReadonlyMap<string, string>
  readonly names: ReadonlyMap<string, string>
  /** What could be pressed under a message, by message. */
  readonly choices: ReadonlyMap<string, readonly Choice[]>
}

/** Somebody's page in their language; null when nobody is there any more. */
export async function pageView(house: House, id: string, token: string): Promise<PageView | null> {
  const person = await readPerson(house, id)
  const until = await linkEnds(house.pool, token)
  if (!person || until === null) return null
  const p = phrasesIn(person.language)
  const read = await readAll(house, person, p)
  return {
    language: p.locale === 'cy' ? 'cy' : 'en',
    until: sayTime(until.toISOString(), read.now, p),
    pending: await isPending(house, person),
    requests: person.needs.flatMap((need) => request(read, need)),
    asked: person.items.flatMap((item) => asked(read, item)),
    reached: await reachedBy(house, person, p),
    volunteer: person.volunteer && { away: isAway(person, read.now) },
    messages: read.messages.map((message) => shown(read, message)).toReversed(),
  }
}

/** Where they are written to first, and whether they are rung; null while nothing reaches them. */
async function reachedBy({ vault, pool, channels }: House, person: Person, p: Phrases): Promise<PageView['reached']> {
  const addresses = await vault.openAddresses(pool, person.addresses)
  const [first] = waysTo(person, ownersIn(addresses), channels)
  if (!first) return null
  const where = p.numberNamed(addresses.get(first.address)!.id.slice(-2))
  const mayRing = person.mayRing !== false
  return { text: p.reachedBy(first.channel, where, mayRing), mayRing }
}

async function isPending({ pool }: House, { addresses }: Person): Promise<boolean> {
  return (await rows(pool, 'SELECT 1 FROM inbox_work WHERE address_id = ANY($1) LIMIT 1', [addresses])).length > 0
}

async function readAll(house: House, person: Person, p: Phrases): Promise<Read> {
  const { pool, vault } = house
  const sql = `SELECT state FROM messages WHERE state->>'person' = $1 ORDER BY state->>'at' DESC, id DESC LIMIT $2`
  const messages = (await rows<{ state: Message }>(pool, sql, [person.id, shownMessages])).map((row) => row.state)
  const ids = [...person.needs, ...person.items.map((item) => item.about), ...messages.flatMap((m) => m.need ?? [])]
  const found = await rows<{ state: Need }>(pool, 'SELECT state FROM needs WHERE id = ANY($1)', [[...new Set(ids)]])
  const needs = new Map(found.map(({ state }) => [state.id, state]))
  const opened = await vault.openAll<NeedDetails>(
    pool,
    found.map(({ state }) => state.details),
  )
  const details = new Map(
    found.flatMap(({ state }) => (opened.has(state.details) ? [[state.id, opened.get(state.details)!] as const] : [])),
  )
  const texts = await textsOf(house, messages)
  const names = await comingNames(
    house,
    found.map((row) => row.state),
  )
  const choices = await choicesUnder(house, messages)
  return { person, p, now: house.now().toISOString(), needs, details, messages, texts, names, choices }
}

async function choicesUnder({ pool }: House, messages: readonly Message[]): Promise<Read['choices']> {
  const sql = 'SELECT id, choices FROM outbox WHERE id = ANY($1)'
  const found = await rows<{ id: string; choices: readonly Choice[] }>(pool, sql, [messages.map((m) => m.id)])
  return new Map(found.map(({ id, choices }) => [id, choices]))
}

/** The names of those who are expected somewhere, by person. */
async function comingNames(house: House, needs: readonly Need[]): Promise<ReadonlyMap<string, string>> {
  const ids = needs.flatMap((need) => running(need).map((a) => a.person))
  const people = await rows<{ state: Person }>(house.pool, 'SELECT state FROM people WHERE id = ANY($1)', [ids])
  return namesOf(
    house,
    people.map((row) => row.state),
  )
}

/** How a request of theirs stands, as they would be told if they asked. */
function request({ p, now, needs, details, names }: Read, id: string): PageView['requests'] {
  const [need, known] = [needs.get(id), details.get(id)]
  if (!need || !known) return []
  const title = `${p.nameOfKind(need.kind)}, ${known.place.label}`
  const [coming] = running(need).filter((a) => a.state !== 'briefing')
  const raised = need.escalatedAt !== null && stillAsked(need).length === 0
  if (!coming) {
    const text = raised
      ? p.statusPlanner(need, known.place.label)
      : p.statusAsked(need, known.place.label, need.invitations.length)
    return [{ title, text }]
  }
  const stage = coming.state === 'on_the_way' || coming.state === 'arrived' ? coming.state : 'accepted'
  const name = names.get(coming.person)
  const first = name ? firstName(name) : p.somebody()
  return [{ title, text: p.statusComing(need, first, sayTime(coming.dueAt, now, p), known.doorstepWord, stage) }]
}

/** What an open letter asks, in the words it was asked in, and what can be pressed. A menu without buttons is answered in the box. */
function asked(read: Read, item: OpenItem): AskedItem[] {
  const { p } = read
  if (item.purpose === 'invitation') return said(read, item, 'invitation', invitationChoices(item.letter)(p))
  if (item.purpose === 'done_check') return said(read, item, 'question', doneChoices(item.letter)(p))
  if (item.purpose === 'alarm') return said(read, item, 'alarm', alarmChoices(item.letter)(p))
  return item.purpose === 'menu' ? menu(read, item) : job(read, item)
}

function menu(read: Read, item: OpenItem): AskedItem[] {
  const ofItem = read.messages.find((m) => read.choices.get(m.id)?.some(({ answer }) => answer === `${item.letter}1`))
  return ofItem ? said(read, item, ofItem.purpose, read.choices.get(ofItem.id)!) : []
}

function said(
  { messages, texts }: Read,
  { about, since }: OpenItem,
  purpose: Message['purpose'],
  choices: AskedItem['choices'],
): AskedItem[] {
  const message = messages.find((m) => m.purpose === purpose && m.at >= since && (m.need === about || m.need === null))
  const text = message && texts.get(message.id)
  return text === undefined ? [] : [{ text, choices }]
}

/** Where they are expected, for as long as they are. */
function job({ p, person, now, needs, details }: Read, { about, letter }: OpenItem): AskedItem[] {
  const [need, known] = [needs.get(about), details.get(about)]
  const mine = need && running(need).find((a) => a.person === person.id)
  if (!mine || !known) return []
  if (mine.state === 'briefing') {
    const choices = [
      { answer: `${letter}7`, label: p.pressRead() },
      { answer: `${letter}6`, label: p.pressCannot() },
    ]
    return [{ text: p.briefing(letter, p.briefingOf(need.kind) ?? ''), choices }]
  }
  const { contact, place, doorstepWord: word } = known
  const text = p.accepted({ ...need, letter, contact, place: place.label, word, by: sayTime(mine.dueAt, now, p) })
  const stage = mine.state === 'on_the_way' || mine.state === 'arrived' ? mine.state : 'accepted'
  return [{ text, choices: assignmentChoices(letter, stage)(p) }]
}

const namesNobody: readonly Message['purpose'][] = ['invitation', 'stand_down', 'briefing', 'introduction']

/** What a volunteer was told of somebody they no longer go to is not shown again. */
function shown({ person, needs, texts }: Read, message: Message): PageMessage {
  const { at, direction, need: id, purpose } = message
  const mine = direction === 'in'
  const need = id === null ? undefined : needs.get(id)
  const others = !mine && need !== undefined && need.reporter !== person.id && !namesNobody.includes(purpose)
  const over = others && !running(need).some((a) => a.person === person.id)
  return { at, mine, text: over ? 'over' : (texts.get(message.id) ?? null) }
}
