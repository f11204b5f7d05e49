import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Cluster, eventually, openCluster, publicUrl } from '../support/cluster.ts'

let cluster: Cluster

beforeAll(async () => {
  cluster = await openCluster()
})

afterAll(() => cluster.close())

test('what a web process takes in, a worker answers; both stop cleanly', async () => {
  const web = await cluster.start({ ROLE: 'web' })
  const worker = await cluster.start({ ROLE: 'worker' })
  const answer = await cluster.twilio.inbound('+447700900201', 'hello', { appUrl: web.url, publicUrl })
  expect(answer.status).toBe(200)
  await eventually(() => cluster.twilio.sent.some((text) => text.to === '+447700900201'))
  expect([await web.stop(), await worker.stop()]).toEqual([0, 0])
})
