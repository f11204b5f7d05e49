import { afterAll, beforeAll, expect, test } from 'vitest'
import { transaction } from '../../../adapters/db/client.ts'
import { openTown, type Town } from '../../support/town.ts'

let town: Town

beforeAll(async () => {
  town = await openTown({ places: [], startsAt: '2026-11-22T14:00:00.000Z' })
})

afterAll(() => town.close())

/** Writes to a person because of an exercise's entry; `enrol` puts them into it first. */
async function writeInExercise(phone: string, enrol: boolean): Promise<void> {
  const { house } = town.muster
  const { authority, vault, newId, pool } = house
  const { addressId, keyId } = await vault.addressOf(pool, authority, { channel: 'simulated', id: phone }, town.now())
  await transaction(pool, async (client) => {
    const unit = town.muster.house.openUnit(client)
    const exercise = newId()
    const envelope = { actor: 'job/test', cause: null, incident: exercise, exercise: true }
    const met = {
      address: addressId,
      purpose: 'volunteering',
      lawfulBasis: 'consent',
      source: 'test',
      retention: 'volunteer',
      language: 'en',
    }
    await unit.write([{ stream: `person/${keyId}`, fact: { type: 'person_met', body: met } }], envelope)
    if (enrol)
      await unit.write(
        [{ stream: `person/${keyId}`, fact: { type: 'exercise_enrolled', body: { exercise } } }],
        envelope,
      )
    const [opened] = await unit.write(
      [{ stream: `incident/${exercise}`, fact: { type: 'incident_opened', body: { code: 'drill' } } }],
      envelope,
    )
    const text = await unit.seal('EXERCISE text', [keyId])
    const id = newId()
    const queued = {
      person: keyId,
      channel: 'simulated',
      purpose: 'news',
      need: null,
      text,
      segments: 1,
      fate: 'queued',
    }
    await unit.write([{ stream: `message/${id}`, fact: { type: 'message_queued', body: queued } }], envelope)
    unit.send({
      id,
      cause: opened!.id,
      person: keyId,
      address: addressId,
      channel: 'simulated',
      purpose: 'news',
      priority: 3,
      text,
      language: 'en',
      choices: [],
      parts: 1,
      dueAt: town.now(),
      expiresAt: null,
      withheld: false,
      incident: newId(),
      lifeSafety: false,
      costMicros: 0,
    })
    await unit.flush()
  })
}

test('the database refuses a text from an exercise to somebody who is not enrolled in it', async () => {
  await expect(writeInExercise('+447700900301', false)).rejects.toThrow(/not enrolled in this exercise/)
})

test('somebody who is enrolled gets it', async () => {
  await writeInExercise('+447700900302', true)
  await town.settle()
  expect(town.phones.texts.filter((t) => t.phone === '+447700900302')).toHaveLength(1)
})
