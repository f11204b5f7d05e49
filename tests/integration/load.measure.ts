import { expect, test } from 'vitest'
import { enterVolunteers } from '../../bots/turns/enter-volunteers.ts'
import { openCluster, publicUrl } from '../support/cluster.ts'
import { volunteerRow } from '../support/town.ts'

const perSecond = Number(process.env.LOAD_PER_SECOND ?? 100)
const seconds = Number(process.env.LOAD_SECONDS ?? 20)

/** Not a test of correctness: prints how long acknowledgements and replies take. `npm run measure:load` runs it. */
test(`${perSecond} texts a second for ${seconds} seconds`, async () => {
  const cluster = await openCluster({ numbers: ['+447700900000'] })
  try {
    const rows = Array.from({ length: 900 }, (_, i) =>
      volunteerRow({
        name: `V${i}`,
        phone: `+4477009${String(10_000 + i).slice(1)}0`,
        at: { lat: 51.9 + (i % 30) * 0.006, lon: -2.25 + Math.floor(i / 30) * 0.006 },
      }),
    )
    await enterVolunteers(cluster.muster.house, rows, 'job/test')
    await durable(cluster)
    const node = await cluster.start()
    await run(cluster, node.url, 20, 3)
    const { acks, replies, missing } = await run(cluster, node.url, perSecond, seconds)
    console.log(
      `acknowledged: ${describe(acks)}\nreply handed over: ${describe(replies)}\nwithout a reply: ${missing} of ${acks.length}`,
    )
    expect(missing).toBe(0)
  } finally {
    await cluster.close()
  }
}, 300_000)

/** The tests' server does not wait for the disk; here it does, as in use. */
async function durable({ owner }: Cluster): Promise<void> {
  const { rows } = await owner.query<{ name: string }>('SELECT current_database() AS name')
  await owner.query(`ALTER DATABASE ${rows[0]!.name} SET synchronous_commit = on`)
}

type Cluster = Awaited<ReturnType<typeof openCluster>>
let caller = 0

async function run(cluster: Cluster, appUrl: string, rate: number, forSeconds: number) {
  const began = performance.now()
  const sent: { from: string; at: number; ack: Promise<{ status: number; latencyMs: number }> }[] = []
  for (let i = 0; i < rate * forSeconds; i++) {
    const due = began + (i * 1000) / rate
    if (performance.now() < due) await new Promise((resolve) => setTimeout(resolve, due - performance.now()))
    const from = `+4474${String(10_000_000 + caller++).slice(0, 8)}`
    const lat = (51.9 + (i % 180) * 0.001).toFixed(4)
    const body =
      i % 4 === 0
        ? `flood water coming in ${lat}, -2.1600`
        : i % 4 === 1
          ? 'hello'
          : i % 4 === 2
            ? 'need help please'
            : 'what is happening'
    sent.push({
      from,
      at: performance.now() + performance.timeOrigin,
      ack: cluster.twilio.inbound(from, body, { appUrl, publicUrl }),
    })
  }
  const acks = (await Promise.all(sent.map((s) => s.ack))).map((answer) => answer.latencyMs)
  await new Promise((resolve) => setTimeout(resolve, 5_000))
  const first = new Map<string, number>()
  for (const text of cluster.twilio.sent) if (!first.has(text.to)) first.set(text.to, text.at.getTime())
  const replies = sent.flatMap((s) => (first.has(s.from) ? [Math.max(0, first.get(s.from)! - s.at)] : []))
  return { acks, replies, missing: sent.length - replies.length }
}

function describe(values: readonly number[]): string {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number) =>
    (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN).toFixed(1)
  return `median ${at(0.5)} ms, p99 ${at(0.99)} ms, max ${at(1)} ms (n ${sorted.length})`
}
