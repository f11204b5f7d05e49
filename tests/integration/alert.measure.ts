import { readFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { expect, test } from 'vitest'
import { approveAlert, draftAlert } from '../../bots/turns/alerting.ts'
import { enterVolunteers } from '../../bots/turns/enter-volunteers.ts'
import { asActor } from '../../bots/turns/staff.ts'
import { openCluster, publicUrl } from '../support/cluster.ts'
import { volunteerRow } from '../support/town.ts'

const people = Number(process.env.ALERT_PEOPLE ?? 100_000)
const callbacks = process.env.ALERT_CALLBACKS !== '0'
const seconds = Number(process.env.ALERT_SECONDS ?? 60)

/** Prints how fast an alert is queued and handed over, in what memory, and how long replies take meanwhile. */
test(`an alert to ${people} people${callbacks ? ' with status callbacks' : ''}`, async () => {
  const cluster = await openCluster(callbacks ? { statuses: 'in_order' } : {})
  try {
    const { house } = cluster.muster
    for (let from = 0; from < people; from += 2_000) await enterVolunteers(house, rowsFrom(from), 'job/test')
    await cluster.owner.query('VACUUM ANALYZE')
    const node = await cluster.start()
    cluster.twilio.connect({ appUrl: node.url, publicUrl })
    await sleep(3_000)
    const idle = memory(node.pid)
    const id = await asActor(house, 'staff/00000000-0000-7000-8000-000000000000', async (turn) => {
      const texts = { en: 'Sandbags are at the depot on Mill Lane until six tonight.', cy: '' }
      const rule = { role: 'volunteers', skill: null, topic: null, purpose: 'alert', lifeSafety: false } as const
      const drafted = await draftAlert(turn, { ...rule, incident: house.standingIncident, texts, area: null })
      if (!drafted.ok) throw new Error(drafted.error)
      return drafted.value
    })
    const began = performance.now()
    await asActor(house, 'staff/00000000-0000-7000-8000-000000000000', (turn) => approveAlert(turn, id, people))
    const rows = async (sql: string) => Number((await cluster.owner.query(sql)).rows[0].n)
    const queued = () => rows(`SELECT count(*) AS n FROM outbox WHERE alert_id IS NOT NULL`)
    while ((await queued()) < people) await sleep(100)
    const queuedS = (performance.now() - began) / 1_000
    const sent = () => cluster.twilio.sent.length
    const [cpu, at, from] = [cpuS(node.pid), performance.now(), sent()]
    const asked: { from: string; at: number }[] = []
    for (let i = 0; i < seconds * 5 && sent() < people * 0.95; i++) {
      const caller = `+4475${String(10_000_000 + i)}`
      asked.push({ from: caller, at: Date.now() })
      void cluster.twilio.inbound(caller, 'hello', { appUrl: node.url, publicUrl })
      await sleep(200)
    }
    const [tookS, to] = [(performance.now() - at) / 1_000, sent()]
    const usedS = cpuS(node.pid) - cpu
    await sleep(3_000)
    const first = new Map(cluster.twilio.sent.map((text) => [text.to, text.at.getTime()]))
    const waits = asked.map((one) => (first.get(one.from) ?? Number.POSITIVE_INFINITY) - one.at).sort((a, b) => a - b)
    const receipts = await rows(`SELECT count(*) AS n FROM outbox WHERE receipt_at IS NOT NULL`)
    const waiting = await rows('SELECT count(*) AS n FROM delivery_reports')
    console.log(
      [
        `queued ${people} in ${queuedS.toFixed(1)} s`,
        `handed over ${((to - from) / tookS).toFixed(0)} a second for ${tookS.toFixed(0)} s (${((usedS / (to - from)) * 1e3).toFixed(2)} ms of CPU each)`,
        `receipts folded ${receipts}, waiting ${waiting}`,
        `replies meanwhile: median ${waits[Math.floor(waits.length / 2)]} ms, p99 ${waits[Math.floor(waits.length * 0.99)]} ms (n ${waits.length})`,
        `memory: ${idle} MB before, ${memory(node.pid)} MB after, most ${memory(node.pid, 'VmHWM')} MB`,
        `load ${loadavg()
          .map((n) => n.toFixed(1))
          .join(' ')}`,
        node.output().split('\n').slice(-4).join(' / '),
      ].join('\n'),
    )
    const twice = await rows(
      `SELECT count(*) AS n FROM (SELECT person_id FROM outbox WHERE alert_id IS NOT NULL GROUP BY 1 HAVING count(*) > 1) t`,
    )
    expect(twice).toBe(0)
  } finally {
    await cluster.close()
  }
}, 1_200_000)

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

const rowsFrom = (from: number) =>
  Array.from({ length: Math.min(2_000, people - from) }, (_, i) => {
    const n = from + i
    const at = { lat: 51.7 + (n % 400) * 0.001, lon: -2.4 + Math.floor(n / 400) * 0.001 }
    return volunteerRow({ name: `V${n}`, phone: `+4474${String(10_000_000 + n)}`, at })
  })

/** Megabytes of a process: what it holds, or held at most. */
const memory = (pid: number, what = 'VmRSS'): number =>
  Math.round(Number(new RegExp(`${what}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024)

/** Seconds of user and system time. */
function cpuS(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100
}
