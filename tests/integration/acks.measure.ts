import { expect, test } from 'vitest'
import { rows } from '../../adapters/db/client.ts'
import { enterVolunteers } from '../../bots/turns/enter-volunteers.ts'
import { asActor } from '../../bots/turns/staff.ts'
import { type Cluster, openCluster } from '../support/cluster.ts'
import { discordStandIn } from '../support/discord-stand-in.ts'
import { slackStandIn } from '../support/slack-stand-in.ts'
import { volunteerRow } from '../support/town.ts'

const perSecond = Number(process.env.ACKS_PER_SECOND ?? 100)
const seconds = Number(process.env.ACKS_SECONDS ?? 20)
const queued = Number(process.env.ACKS_QUEUED ?? 10_000)
/** Whether one process answers and another works, or one does both. */
const isSplit = process.env.ACKS_SPLIT === '1'
const chatsWaitMs = 3_000

/**
 * Not a test of correctness: prints how long Slack and Discord wait for an acknowledgement while so many messages are
 * queued and being sent. Presses, texts and planners' commands in turn. `npm run measure:load` runs it.
 */
test(`${perSecond} interactions a second for ${seconds} seconds while ${queued} messages queue`, async () => {
  const cluster = await openCluster({ numbers: ['+447700900000'] })
  const users = Array.from({ length: 200 }, (_, i) => `U0${String(1_000 + i)}`)
  const slack = await slackStandIn({ members: users, groups: { S0PLAN: users } })
  const discord = await discordStandIn({ users: users.map((_, i) => String(2_000 + i)) })
  try {
    await enterVolunteers(cluster.muster.house, volunteers(), 'job/test')
    await durable(cluster)
    await queue(cluster)
    const settings = {
      TWILIO_PER_SECOND: '50',
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_SIGNING_SECRET: slack.signingSecret,
      SLACK_ROLES: 'S0PLAN=planner',
      SLACK_API_BASE: slack.baseUrl,
      DISCORD_BOT_TOKEN: discord.botToken,
      DISCORD_PUBLIC_KEY: discord.publicKey,
      DISCORD_ROLES: '555=planner',
      DISCORD_API_BASE: discord.baseUrl,
    }
    const node = await cluster.start({ ...settings, ROLE: isSplit ? 'web' : 'all' })
    if (isSplit) await cluster.start({ ...settings, ROLE: 'worker' })
    slack.connect(`${node.url}/webhooks/slack`)
    discord.connect(`${node.url}/webhooks/discord`)
    const kinds = [
      (i: number) => slack.press(users[i % 200]!, 'A1'),
      (i: number) => discord.press(String(2_000 + (i % 200)), 'A1'),
      (i: number) => slack.write(users[i % 200]!, 'what is happening'),
      (i: number) => discord.interact(discordStatus(i)),
      (i: number) => slack.post(slackStatus(users[i % 200]!), { as: 'command' }),
    ]
    await run(kinds, 20, 2)
    const began = await stillQueued(cluster)
    const latencies = await run(kinds, perSecond, seconds)
    const sorted = latencies.toSorted((a, b) => a - b)
    const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!.toFixed(1)
    console.log(
      `acknowledged: median ${at(0.5)} ms, p99 ${at(0.99)} ms, max ${at(1)} ms (n ${sorted.length}); ` +
        `queued ${began} when it began, ${await stillQueued(cluster)} when it ended`,
    )
    expect(Math.max(...sorted)).toBeLessThan(chatsWaitMs)
    expect(await stillQueued(cluster)).toBeGreaterThan(0)
  } finally {
    await slack.close()
    await discord.close()
    await cluster.close()
  }
}, 300_000)

type Kind = (i: number) => Promise<{ readonly status: number }>

async function run(kinds: readonly Kind[], rate: number, forSeconds: number): Promise<number[]> {
  const began = performance.now()
  const acks: Promise<number>[] = []
  for (let i = 0; i < rate * forSeconds; i++) {
    const due = began + (i * 1000) / rate
    if (performance.now() < due) await new Promise((resolve) => setTimeout(resolve, due - performance.now()))
    acks.push(timed(() => kinds[i % kinds.length]!(i)))
  }
  return Promise.all(acks)
}

async function timed(ask: () => Promise<{ readonly status: number }>): Promise<number> {
  const began = performance.now()
  const { status } = await ask()
  expect(status).toBeLessThan(300)
  return performance.now() - began
}

const volunteers = () =>
  Array.from({ length: 500 }, (_, i) =>
    volunteerRow({
      name: `V${i}`,
      phone: `+4477009${String(10_000 + i).slice(1)}0`,
      at: { lat: 51.9 + (i % 30) * 0.006, lon: -2.25 + Math.floor(i / 30) * 0.006 },
    }),
  )

/** The tests' server does not wait for the disk; here it does, as in use. */
async function durable({ owner }: Cluster): Promise<void> {
  const [database] = await rows<{ name: string }>(owner, 'SELECT current_database() AS name')
  await owner.query(`ALTER DATABASE ${database!.name} SET synchronous_commit = on`)
}

/** What people are told of many things at once: due now, nobody's press waits for it. */
async function queue({ muster }: Cluster): Promise<void> {
  const { pool } = muster.house
  const people = await rows<{ id: string }>(pool, `SELECT id FROM people WHERE state->>'volunteer' IS NOT NULL`)
  const causes = await rows<{ id: string }>(pool, 'SELECT id FROM entries ORDER BY id LIMIT $1', [
    Math.ceil(queued / people.length),
  ])
  const text = () => 'The river falls. Nobody is needed at the bridge just now, thank you for waiting.'
  for (const { id: cause } of causes)
    await asActor(muster.house, 'job/test', async (turn) => {
      for (const { id } of people) await turn.tell(id, { purpose: 'news', text, cause, need: null })
    })
}

async function stillQueued({ owner }: Cluster): Promise<number> {
  const [row] = await rows<{ n: number }>(owner, `SELECT count(*)::int AS n FROM outbox WHERE state = 'queued'`)
  return row!.n
}

const discordStatus = (i: number) => ({
  application_id: '1',
  id: String(7_000_000 + i),
  token: `token-${i}`,
  type: 2,
  guild_id: '8',
  channel_id: '88',
  member: { roles: ['555'], user: { id: String(2_000 + (i % 200)) } },
  data: { name: 'muster', options: [{ type: 1, name: 'status', options: [] }] },
})

const slackStatus = (user: string) => ({
  command: '/muster',
  text: 'status',
  trigger_id: '13.37',
  user_id: user,
  team_id: 'T0MUSTER',
  channel_id: 'C0OPS',
})
