import type { SimulatedPhones } from '../../adapters/channels/simulated.ts'
import { readBoard } from '../../adapters/db/demo-board.ts'
import { textsOfPhones } from '../../adapters/db/phone-texts.ts'
import { type DemoDoor, demoRoutes } from '../../adapters/web/demo/routes.ts'
import { hours } from '../../core/time.ts'
import { describe } from '../jobs/describe.ts'
import type { Muster } from '../muster.ts'
import type { House } from '../turns/house.ts'
import { type Character, residentAnswers, volunteerAnswers } from './answering.ts'
import { composeScene } from './compose-scene.ts'
import { dutyOfficer, neighbours, visitor, volunteers } from './people.ts'
import { seedTown } from './seed.ts'
import { type Census, shortId } from './standing.ts'
import { wickbourne } from './town.ts'
import { Townspeople } from './townspeople.ts'

/** The demo's page and people; nobody does anything before `start`, which returns how to stop. */
export interface Demo {
  readonly people: Townspeople
  readonly start: () => () => void
}

/** What happened before this is over for the demo. */
const memoryMs = hours(12)
const tickMs = 250
/** When the first neighbours text, seconds after the start; the others follow while somebody watches. */
const firstTextsS = [3, 20, 45]
const stirMs = 90_000

/** Settles the fictional town in Muster's database, puts texts from before a restart back on its phones, and adds its page. */
export async function openDemo(muster: Muster, phones: SimulatedPhones): Promise<Demo> {
  const { house, app } = muster
  await seedTown(house)
  phones.restore(await earlierTexts(house, phones.name))
  const send = sendingTo(muster)
  const people = new Townspeople({ characters: charactersOf(), now: house.now, send })
  for (const text of phones.texts) people.hear(text)
  phones.onText((text) => people.hear(text))
  const watchers = new Set<() => void>()
  phones.onText(() => {
    for (const changed of watchers) changed()
  })
  const scene = await sceneOf(house, phones, people)
  app.route('/', demoRoutes({ land, scene, ...handsOn(people, send, watchers) }))
  return { people, start: () => startPeople(house, people, watchers) }
}

const since = ({ now }: House): Date => new Date(now().getTime() - memoryMs)

const earlierTexts = (house: House, channel: string) =>
  textsOfPhones(house.pool, house.vault, { authority: house.authority, channel, since: since(house) })

type Send = (phone: string, text: string) => Promise<void>

/** Texts from a phone of the town, through the door that every provider's texts come in by. */
function sendingTo({ app, house }: Muster): Send {
  return async (phone, text) => {
    const body = new URLSearchParams({ id: house.newId(), from: phone, text })
    await app.request('/webhooks/simulated', { method: 'POST', body })
  }
}

const land = {
  places: wickbourne.places.map((place) => place.at),
  river: wickbourne.river,
  streets: wickbourne.streets,
}

async function sceneOf(house: House, { texts }: SimulatedPhones, people: Townspeople): Promise<DemoDoor['scene']> {
  const census = await takeCensus(house)
  const isHeld = (phone: string) => people.isHeld(phone)
  return async (id) => {
    const board = await readBoard(house.pool, house.vault, house.authority, since(house))
    const picked = volunteers.find((v) => shortId(v.phone) === id)?.phone ?? null
    return composeScene({ board, texts, census, isHeld, picked })
  }
}

/** What a visitor can do with the phones. */
function handsOn(
  people: Townspeople,
  send: Send,
  watchers: Set<() => void>,
): Pick<DemoDoor, 'text' | 'hold' | 'watch'> {
  const known = [visitor, ...volunteers].map((person) => person.phone)
  const find = (id: string) => known.find((phone) => shortId(phone) === id)
  const hold = (id: string, held: boolean) => {
    const phone = find(id)
    if (phone && phone !== visitor.phone) held ? people.hold(phone) : people.handBack(phone)
    for (const changed of watchers) changed()
    return phone !== undefined
  }
  return {
    hold,
    text: async (id, text) => {
      const phone = hold(id, true) && find(id)
      if (phone && text.trim()) await send(phone, text.trim())
      return Boolean(phone)
    },
    watch: (changed) => {
      watchers.add(changed)
      return () => watchers.delete(changed)
    },
  }
}

function charactersOf(): ReadonlyMap<string, Character> {
  const answers: readonly (readonly [string, Character])[] = [
    ...volunteers.map(({ phone, temper }) => [phone, volunteerAnswers(temper)] as const),
    ...neighbours.map((resident) => [resident.phone, residentAnswers(resident)] as const),
    [dutyOfficer.phone, volunteerAnswers('steady')],
  ]
  return new Map(answers)
}

async function takeCensus({ vault, pool, authority, now }: House): Promise<Census> {
  const phones = [visitor, dutyOfficer, ...volunteers, ...neighbours].map((person) => person.phone)
  const addresses = phones.map((id) => ({ channel: 'simulated', id }))
  const ids = (await vault.addressesOf(pool, authority, addresses, now())).map((known) => known.keyId)
  return {
    phoneOf: new Map(ids.map((id, i) => [id, phones[i]!])),
    idOf: new Map(phones.map((phone, i) => [phone, ids[i]!])),
  }
}

/** Sets the clock of the town going: what is due is sent, and now and then somebody else is in trouble. */
function startPeople({ log }: House, people: Townspeople, watchers: ReadonlySet<unknown>): () => void {
  let next = 0
  const stir = (afterS: number) => {
    const { phone, asks } = neighbours[next++ % neighbours.length]!
    people.say(phone, asks, afterS)
  }
  for (const afterS of firstTextsS) stir(afterS)
  const ticking = setInterval(() => {
    people.tick().catch((error) => log(`demo: a text could not be sent: ${describe(error)}`))
  }, tickMs)
  const stirring = setInterval(() => watchers.size > 0 && stir(0), stirMs)
  return () => {
    clearInterval(ticking)
    clearInterval(stirring)
  }
}
