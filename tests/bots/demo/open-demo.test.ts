import { expect, test } from 'vitest'
import type { Scene } from '../../../adapters/web/demo/scene.ts'
import { visitor } from '../../../bots/demo/people.ts'
import { type DemoTown, openDemoTown } from '../../support/demo-town.ts'

const startsAt = '2026-11-22T10:00:00Z'

const sceneOf = async ({ muster }: DemoTown, query = ''): Promise<Scene> =>
  (await muster.app.request(`/demo/state${query}`)).json() as Promise<Scene>

const entries = async ({ muster }: DemoTown): Promise<number> =>
  (await muster.house.pool.query<{ n: number }>('SELECT count(*)::int AS n FROM entries')).rows[0]!.n

const post = ({ muster }: DemoTown, phone: string, text: string, origin = 'http://muster.test') =>
  muster.app.request('http://muster.test/demo/texts', {
    method: 'POST',
    body: new URLSearchParams({ phone, text }),
    headers: { origin },
  })

/** All texts of the town, as they came and went. */
const told = ({ phones }: DemoTown): string[] =>
  phones.texts.map((t) => `${t.at.toISOString().slice(14, 19)} ${t.phone.slice(-3)} ${t.direction} ${t.text}`)

async function play(): Promise<string[]> {
  const town = await openDemoTown(startsAt)
  await town.ask(visitor.asks)
  await town.pass(60)
  const texts = told(town)
  await town.close()
  return texts
}

test('what the resident texts is filled within a minute, and the story is the same every time', async () => {
  const [first, second] = [await play(), await play()]
  expect(first).toEqual(second)
  expect(first.filter((text) => text.includes('500 to_phone')).join('\n')).toContain('has said yes to flood help')
  expect(first.filter((text) => text.includes('Reply A1 yes, A2 no.'))).toHaveLength(2)
  expect(first.filter((text) => text.includes('not needed this time'))).toHaveLength(1)
})

test('the town is put in once, however often it is opened', async () => {
  const town = await openDemoTown(startsAt)
  const before = await entries(town)
  await town.restart()
  expect(await entries(town)).toBe(before)
  expect(town.muster.house.volunteers.size).toBe(40)
  await town.close()
})

test('after a restart the phones show what was said, and nobody answers twice', async () => {
  const town = await openDemoTown(startsAt)
  await town.ask(visitor.asks)
  await town.pass(8)
  const again = await town.restart()
  expect(
    told(again)
      .map((text) => text.slice(6))
      .toSorted(),
  ).toEqual(
    told(town)
      .map((text) => text.slice(6))
      .toSorted(),
  )
  await again.pass(80)
  expect((await sceneOf(again)).stage).toBe(5)
  expect(again.phones.texts.filter((t) => /^a1$/i.test(t.text))).toHaveLength(1)
  await again.close()
})

test('the page tells nothing of a need but its kind, its place and who comes', async () => {
  const town = await openDemoTown(startsAt)
  await town.ask(visitor.asks)
  await town.pass(1)
  const scene = await sceneOf(town)
  expect(scene.headline).toBe('Sam and Priya are nearest: asked just now. Answer for Sam, or wait.')
  expect(scene.buzzing).toBe(true)
  expect(scene.volunteer.choices.map((choice) => choice.text)).toEqual(['A1', 'A2'])
  expect(scene.needs).toMatchObject([
    { kind: 'Flood help', place: 'GL20 5BY', yours: true, says: '2 neighbours asked' },
  ])
  await town.close()
})

test('a visitor who answers on a phone holds it from then on', async () => {
  const town = await openDemoTown(startsAt)
  await town.ask(visitor.asks)
  await town.pass(1)
  const answer = await post(town, '001', 'A1')
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/demo?phone=001'])
  await town.pass(60)
  const scene = await sceneOf(town, '?phone=001')
  expect([scene.held, scene.stage, scene.asked[0]]).toEqual([true, 3, { id: '001', first: 'Sam', standing: 'yes' }])
  await town.close()
})

test('a form from another site and a phone that is not in the town are refused', async () => {
  const town = await openDemoTown(startsAt)
  expect((await post(town, '001', 'hello', 'https://elsewhere.test')).status).toBe(403)
  expect((await post(town, '200', 'hello')).status).toBe(404)
  expect((await post(town, '001', 'hello')).status).toBe(303)
  await town.close()
})
