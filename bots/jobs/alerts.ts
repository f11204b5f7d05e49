import { alertsUnderWay, isGoing, progressOf, queueAlert, takeRecipients } from '../../adapters/db/alerts.ts'
import { transaction } from '../../adapters/db/client.ts'
import type { Alert } from '../../core/alerts/alert.ts'
import { expectedMicros } from '../../core/messages/cost.ts'
import { purposes } from '../../core/messages/message.ts'
import { hours } from '../../core/time.ts'
import { segmentsOf } from '../phrases/segments.ts'
import { fixRecipients } from '../turns/alerting.ts'
import { type AlertWords, routed, wordsOf } from '../turns/audience.ts'
import type { House } from '../turns/house.ts'
import { asActor } from '../turns/staff.ts'

const chunk = 2_000
/** A life-saving alert goes with invitations, also at night. */
const urgentPriority = 5

/**
 * Brings approved alerts on their way: fixes whom they are for, queues a few thousand recipients at a time, and sums up
 * when all are done with. Each step is one transaction, so it can be stopped at any moment and goes on where it was, in
 * whichever process. Returns how many messages it queued.
 */
export async function sendAlerts(house: House, wake: () => void): Promise<number> {
  let queued = 0
  for (const alert of await alertsUnderWay(house.pool, house.authority)) {
    if (alert.status === 'approved') await asActor(house, 'job/alerts', (turn) => fixRecipients(turn, alert.id))
    else queued += await queueAll(house, alert, wake)
  }
  return queued
}

async function queueAll(house: House, alert: Alert, wake: () => void): Promise<number> {
  const words = await wordsOf(house, alert)
  let queued = 0
  for (;;) {
    const n = await queueSome(house, alert, words)
    if (n === 0) break
    queued += n
    wake()
  }
  if (queued === 0) await sumUp(house, alert)
  return queued
}

/** Returns how many recipients it saw to. */
async function queueSome(house: House, alert: Alert, words: AlertWords): Promise<number> {
  const { pool, authority, newId, prices } = house
  const dueAt = house.now()
  const { priority, hours: validH } = purposes[alert.purpose]
  const parts = { en: segmentsOf(words.en ?? ''), cy: segmentsOf(words.cy ?? '') }
  const head = {
    ...{ authority, alert: alert.id, cause: alert.sent!.entry, incident: alert.incident, purpose: alert.purpose },
    ...{ priority: alert.lifeSafety ? urgentPriority : priority, lifeSafety: alert.lifeSafety, dueAt },
    expiresAt: new Date(Date.parse(alert.sent!.at) + hours(validH)),
  }
  return transaction(pool, async (client) => {
    const people = await takeRecipients(client, alert.id, chunk)
    const rows = (await routed(house, people, words)).map(({ person, way, language }) => ({
      ...{ id: newId(), person: person.id, address: way.address, channel: way.channel, language },
      ...{ text: alert.texts[language]!, parts: parts[language] },
      costMicros: expectedMicros(prices, way.channel, parts[language]),
    }))
    if (rows.length > 0 && words.en !== undefined) await queueAlert(client, head, rows)
    return people.length
  })
}

/** When nobody is left to write to, what became of all is written down. Receipts that come later count on the page. */
async function sumUp(house: House, alert: Alert): Promise<void> {
  if (await isGoing(house.pool, alert.id)) return
  const { sent, delivered, failed, kept } = await progressOf(house.pool, alert.id)
  const counts = { sent, delivered, failed, kept }
  await asActor(house, 'job/alerts', async (turn) => {
    const now = await turn.unit.load('alert', alert.id)
    if (now?.status !== 'sending') return
    const incident = alert.incident ?? house.standingIncident
    const fact = { type: 'alert_ended', body: counts }
    await turn.decide([{ stream: `alert/${alert.id}`, fact }], { incident, exercise: alert.exercise })
  })
}
