import { afterAll, beforeAll, expect, it } from 'vitest'
import { keepProjectionsCurrent } from '../../../adapters/db/projection-form.ts'
import { projectionForm } from '../../../core/ledger/streams.ts'
import { openPlayedTown, type PlayedTown } from '../../support/played-town.ts'

let played: PlayedTown

beforeAll(async () => {
  played = await openPlayedTown()
})

afterAll(() => played.close())

const form = async () => (await played.owner.query('SELECT form FROM projection_form')).rows
const muted = async () => (await played.owner.query(`SELECT state->'muted' AS muted FROM people`)).rows
const forget = () => played.owner.query(`UPDATE people SET state = state - 'muted'`)
const keep = async () => {
  const said: string[] = []
  await keepProjectionsCurrent(played.town.muster.house.pool, (line) => said.push(line))
  return said
}

it('what an earlier version wrote is written again, once', async () => {
  const before = await muted()
  await played.owner.query('DELETE FROM projection_form')
  await forget()
  expect(await keep()).toEqual(['Bringing what is read fast into the form of this version…'])
  expect(await muted()).toEqual(before)
  expect(await form()).toEqual([{ form: projectionForm }])
  expect(await keep()).toEqual([])
})

it('what this version wrote is left alone', async () => {
  await forget()
  expect(await keep()).toEqual([])
  expect(await muted()).not.toContainEqual({ muted: [] })
})

it('two that start at once write it again once', async () => {
  await played.owner.query('UPDATE projection_form SET form = 1')
  const said = await Promise.all([keep(), keep()])
  expect(said.flat()).toHaveLength(1)
})
