import type { EnteredDecision, EnteredNeed, OpenNeed, PlannerActions } from '../adapters/channels/planner-actions.ts'
import { openNeeds } from '../adapters/db/console-lists.ts'
import { entriesOf } from '../adapters/db/console-records.ts'
import { allIncidents } from '../adapters/db/incident-records.ts'
import { toE164 } from '../adapters/phone-number.ts'
import type { Address } from '../core/channel.ts'
import { type Wave, whyInWave } from '../core/dispatch/why.ts'
import { kinds } from '../core/kinds.ts'
import { type Need, running, stillAsked } from '../core/needs/need.ts'
import { fail } from '../core/result.ts'
import { takeCall } from './turns/calls.ts'
import type { House } from './turns/house.ts'
import { openIncident, recordDecision } from './turns/incidents.ts'
import { personAt } from './turns/person-at.ts'
import { openRoom, shareDecision } from './turns/rooms.ts'
import { asActor } from './turns/staff.ts'

const shownAtOnce = 20

/** What planners can have done from a chat, carried out in this house; `channel` is where phones are reached. */
export function plannerActionsOf(house: House, channel: string, wake: () => void): PlannerActions {
  const { pool, authority } = house
  const actorOf = async (by: Address): Promise<string> => `person/${(await personAt(house, by)).id}`
  const incidents = async () =>
    (await allIncidents(pool, authority)).filter((one) => one.open && !one.erased && one.id !== house.standingIncident)
  const idOf = async (code: string) =>
    code === 'standing' ? house.standingIncident : (await incidents()).find((one) => one.code === code)?.id
  return {
    openNeeds: async () => {
      const { total, shown } = await openNeeds(pool, authority, shownAtOnce)
      return { total, shown: await Promise.all(shown.map((need) => lineOf(house, need))) }
    },
    whyAsked: async (end) => {
      const { shown } = await openNeeds(pool, authority)
      const need = shown.find(({ id }) => id.endsWith(end))
      return need && whyAsked(house, need)
    },
    openIncidents: async () => (await incidents()).map(({ code }) => code),
    openIncident: async (by, opening) => {
      const id = await asActor(house, await actorOf(by), (turn) => openIncident(turn, opening))
      return (await incidents()).find((one) => one.id === id)?.code ?? id
    },
    enterNeed: async (by, entered) => {
      const phone = entered.phone === '' ? null : toE164(entered.phone)
      if (phone === null && entered.phone !== '') return fail('phone_wrong')
      const done = await takeCall(house, await actorOf(by), channel, callOf(entered, phone))
      wake()
      return done
    },
    recordDecision: async (by, code, decision) => {
      const incident = await idOf(code)
      if (incident === undefined) return fail('gone')
      return asActor(house, await actorOf(by), (turn) => recordDecision(turn, incident, decisionOf(decision, turn.now)))
    },
    openRoom: async (by, code, { server, place, isNew }) => {
      const incident = await idOf(code)
      if (incident === undefined) return fail('gone')
      const wanted = { network: by.channel, server, place: isNew ? null : place }
      return asActor(house, await actorOf(by), (turn) => openRoom(turn, incident, wanted))
    },
    shareDecision: async (by, code) => {
      const incident = await idOf(code)
      if (incident === undefined) return fail('gone')
      return asActor(house, await actorOf(by), (turn) => shareDecision(turn, incident))
    },
  }
}

async function lineOf(house: House, need: Need): Promise<OpenNeed> {
  const area = await house.roughArea({ lat: need.latE2 / 100, lon: need.lonE2 / 100 })
  return {
    id: need.id,
    what: kinds[need.kind].label,
    urgency: need.urgency,
    area: area?.label ?? null,
    wanted: need.wanted,
    coming: running(need).length,
    asked: stillAsked(need).length,
    openMin: Math.floor((house.now().getTime() - Date.parse(need.openedAt)) / 60_000),
  }
}

/** Of the last wave: nobody is named in it. */
async function whyAsked({ pool, authority }: House, { id }: Need): Promise<readonly string[]> {
  const entries = await entriesOf(pool, authority, `need/${id}`)
  const last = entries.findLast(({ entry }) => entry.type === 'wave_started')
  if (!last) return []
  const wave = last.entry.body as unknown as Wave
  return wave.chosen.flatMap(({ person }) => whyInWave(wave, person) ?? [])
}

const callOf = ({ words, place, name, house }: EnteredNeed, phone: string | null) => ({
  phone,
  callerName: name,
  subjectName: '',
  house,
  place,
  kind: null,
  urgency: null,
  words,
  vulnerable: [],
  portions: null,
  notes: '',
})

const decisionOf = (entered: EnteredDecision, now: string) => ({
  text: { information: '', powers: '', authority: '', action: '', ...entered },
  role: 'planner' as const,
  decidedAt: now,
  reviewAt: null,
  corrects: null,
})
