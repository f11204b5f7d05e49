import { eachResident, ownersOf } from '../../adapters/db/alerts.ts'
import type { Alert, AlertLanguage } from '../../core/alerts/alert.ts'
import { type AlertPlan, type Area, insideOf, mayGet } from '../../core/alerts/audience.ts'
import { expectedMicros } from '../../core/messages/cost.ts'
import type { Person } from '../../core/people/person.ts'
import { type Way, waysTo } from '../../core/people/ways.ts'
import { phrasesIn } from '../phrases/phrases.ts'
import { segmentsOf } from '../phrases/segments.ts'
import type { House } from './house.ts'

/** The words of an alert, opened. */
export type AlertWords = Readonly<Partial<Record<AlertLanguage, string>>>

/** The words of an alert as they are sent; none where its key was destroyed. */
export async function wordsOf({ pool, vault }: House, { texts }: Alert): Promise<AlertWords> {
  const opened = await vault.openAll<string>(pool, Object.values(texts))
  return Object.fromEntries(
    Object.entries(texts).flatMap(([language, ref]) => (opened.has(ref) ? [[language, opened.get(ref)]] : [])),
  )
}

/** Everybody an alert is for, as things stand: volunteers by where they live, residents by where they asked for help. */
export async function audienceOf(house: House, alert: Alert): Promise<Person[]> {
  const area = alert.area === null ? null : (await house.vault.openAll<Area>(house.pool, [alert.area])).get(alert.area)
  if (area === undefined) return [] // its key was destroyed
  const isInside = insideOf(area)
  const rule = { ...alert, exercise: alert.exercise ? alert.incident : null, now: house.now().toISOString() }
  const found: Person[] = []
  for (const { person, profile } of house.volunteers.all())
    if (mayGet(person, rule) && isInside(profile)) found.push(person)
  if (alert.role === 'volunteers' || alert.skill !== null) return found
  await eachResident(house.pool, house.authority, (batch) => {
    for (const { person, places } of batch)
      if (mayGet(person, rule) && (area === null || places.some(isInside))) found.push(person)
  })
  return found
}

export interface Routed {
  readonly person: Person
  readonly way: Way
  readonly language: AlertLanguage
}

/** How each of them is written to, best way first, and in which language; who can be reached in no way is left out. */
export async function routed(house: House, people: readonly Person[], words: AlertWords): Promise<Routed[]> {
  const owners = await ownersOf(
    house.pool,
    people.flatMap(({ addresses }) => addresses),
  )
  return people.flatMap((person) => {
    const [way] = waysTo(person, owners, house.channels)
    const { locale } = phrasesIn(person.language)
    const language = locale === 'cy' && words.cy !== undefined ? 'cy' : 'en'
    return way ? [{ person, way, language }] : []
  })
}

/** What an alert would come to if it were sent now. */
export async function planOf(house: House, alert: Alert): Promise<AlertPlan> {
  const words = await wordsOf(house, alert)
  const ways = await routed(house, await audienceOf(house, alert), words)
  const groups = Map.groupBy(ways, ({ way, language }) => `${way.channel} ${language}`)
  const lines = [...groups.values()].map((group) => {
    const { way, language } = group[0]!
    const segments = segmentsOf(words[language] ?? '') * group.length
    const micros = expectedMicros(house.prices, way.channel, segments)
    return { channel: way.channel, language, people: group.length, segments, micros }
  })
  return { recipients: ways.length, lines: lines.toSorted((a, b) => b.people - a.people) }
}
