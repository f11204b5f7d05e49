import { baselines } from './attribution/baselines.ts'
import { chanceFrom } from './attribution/chance.ts'
import { type Played, play } from './attribution/generate.ts'
import { type Scored, scorePolicy, scoreUs, type Verdict } from './attribution/score.ts'

// `npm run eval:attribution -- [HOW MANY] [SEED …]`: which question does an answer belong to, played with made-up people.

const [count = '20000', ...seeds] = process.argv.slice(2)
const perSeed = Number(count)

interface Tally {
  readonly right: number
  readonly wrong: number
  readonly asked_back: number
  readonly passed_over: number
}

const empty: Tally = { right: 0, wrong: 0, asked_back: 0, passed_over: 0 }
const add = (tally: Tally, verdict: Verdict): Tally => ({ ...tally, [verdict]: tally[verdict] + 1 })

function row(name: string, tally: Tally, all: number): string {
  const share = (n: number) => `${((100 * n) / all).toFixed(2)} %`.padStart(10)
  return `${name.padEnd(28)}${share(tally.right)}${share(tally.wrong)}${share(tally.asked_back)}${share(tally.passed_over)}`
}

const describe = ({ text, means, mustAsk, world }: Played): string =>
  JSON.stringify({
    text,
    means,
    mustAsk,
    open: world.open.map(({ letter, kind, state }) => `${letter} ${kind} ${state}`),
  })

function evaluate(seed: number): boolean {
  const chance = chanceFrom(seed)
  let us = empty
  const others = new Map(baselines.map(([name]) => [name, empty]))
  const needless: Played[] = []
  let clear = 0
  const started = performance.now()
  let spentMs = 0
  for (let i = 0; i < perSeed; i++) {
    const played = play(chance)
    const before = performance.now()
    const scored: Scored = scoreUs(played)
    spentMs += performance.now() - before
    us = add(us, scored.verdict)
    if (scored.needless) needless.push(played)
    if (!played.mustAsk) clear += 1
    if (scored.verdict === 'wrong') console.log(`wrong: ${describe(played)}`)
    for (const [name, policy] of baselines) others.set(name, add(others.get(name)!, scorePolicy(policy, played)))
  }
  console.log(`\nseed ${seed}: ${perSeed} situations, ${clear} of them clear to a careful dispatcher`)
  console.log(`${''.padEnd(28)}${['right', 'wrong', 'asked', 'passed'].map((head) => head.padStart(10)).join('')}`)
  console.log(row('Muster', us, perSeed))
  for (const [name, tally] of others) console.log(row(name, tally, perSeed))
  const share = (100 * needless.length) / clear
  console.log(
    `Asked or passed over where a careful dispatcher would know: ${needless.length} of ${clear}, ${share.toFixed(2)} %`,
  )
  console.log(
    `${Math.round(perSeed / (spentMs / 1000))} texts a second; ${Math.round(performance.now() - started)} ms in all`,
  )
  if (process.env.SHOW === '1') for (const played of needless.slice(0, 60)) console.log(`needless: ${describe(played)}`)
  return us.wrong === 0 && share < 5
}

const results = (seeds.length > 0 ? seeds : ['1']).map((seed) => evaluate(Number(seed)))
process.exitCode = results.every(Boolean) ? 0 : 1
