import { describe, expect, it } from 'vitest'
import { choose } from '../../../core/dispatch/choose.ts'
import { learn, nothingLearnt } from '../../../core/dispatch/learning.ts'
import { mostAsksADay } from '../../../core/dispatch/order.ts'
import { type Candidate, type Proposal, startWave } from '../../../core/dispatch/wave.ts'
import { whyInWave } from '../../../core/dispatch/why.ts'
import { type KindId, kindIds, kinds } from '../../../core/kinds.ts'
import { encodeEntry } from '../../../core/ledger/entry.ts'
import { unavailable } from '../../../core/matching/eligible.ts'
import type { Need, WaveDecision, WaveReason } from '../../../core/needs/need.ts'
import { days, hours, minutes, plus } from '../../../core/time.ts'
import { fixtureOf } from '../../support/entry-fixtures.ts'
import { oneOf, randomFrom } from '../../support/random.ts'
import { World } from '../../support/world.ts'

const afternoon = '2026-11-22T14:00:00.000Z'
const night = '2026-11-22T23:30:00.000Z'

function worldWith(kind: KindId, wanted: number, people: number, now = afternoon): World {
  const world = new World(now)
  for (let i = 0; i < people; i++) world.meet(`p${i}`)
  world.report('n', kind, wanted)
  return world
}

const candidates = (world: World): Candidate[] =>
  [...world.people.values()].map((person, i) => ({ person, metres: 100 * i, offer: null }))

const propose = (world: World, of = candidates(world)): Proposal => ({
  considered: of.length,
  excluded: {},
  candidates: of,
  passedOver: [],
})

type Wave = WaveDecision & { endsAt: string; wave: number }

const decisionOf = (decided: ReturnType<typeof startWave>) =>
  decided.find(({ fact }) => fact.type === 'wave_started')?.fact.body as Wave

const start = (world: World, reason: WaveReason, need = world.need('n'), proposal = propose(world)) =>
  startWave(need, proposal, { reason, now: world.now, learnt: nothingLearnt() })

describe('a wave', () => {
  it.each(kindIds.filter((kind) => !kinds[kind].lifeSafety))(
    'asks a few of many, and looks again in time: %s',
    (kind) => {
      const decision = decisionOf(start(worldWith(kind, 1, 60), 'opened'))
      expect(decision.chosen.length).toBeGreaterThanOrEqual(1)
      expect(decision.chosen.length).toBeLessThanOrEqual(4)
      expect(decision).toMatchObject({ seats: 1, wave: 1, policy: 2 })
      expect(decision.endsAt > plus(afternoon, 30_000)).toBe(true)
      expect(decision.endsAt < plus(afternoon, minutes(kinds[kind].fill.withinMin))).toBe(true)
    },
  )

  it('asks fewer when its people are known to say yes more often', () => {
    const world = worldWith('flood_help', 1, 40)
    const [eager, idle] = [nothingLearnt(), nothingLearnt()]
    const usual = { kind: 'flood_help', pace: 'pressing', metres: 500, night: false } as const
    for (let i = 0; i < 60; i++) {
      learn(eager, { ...usual, person: `x${i}`, waitedS: 60, answer: i % 5 ? 'yes' : 'none' })
      learn(idle, { ...usual, person: `x${i}`, waitedS: 1_800, answer: i % 20 ? 'none' : 'yes' })
    }
    const asked = (learnt: typeof eager) =>
      decisionOf(startWave(world.need('n'), propose(world), { reason: 'opened', now: world.now, learnt })).chosen.length
    expect(asked(eager)).toBeLessThan(asked(idle))
  })

  it('takes the best first, passes over who cannot be asked, and counts them by reason', () => {
    const world = worldWith('flood_help', 1, 9)
    const [first, second] = candidates(world).slice(1) as [Candidate, Candidate]
    const away = { ...first, person: { ...first.person, away: { until: null } } }
    const gone = { ...second, person: { ...second.person, optedOut: { [second.person.addresses[0]!]: afternoon } } }
    const resident = candidates(world)[0]!
    const others = candidates(world).slice(3)
    const decision = decisionOf(
      start(world, 'opened', world.need('n'), propose(world, [resident, away, gone, ...others])),
    )
    expect(decision.chosen.map((c) => c.person)).toEqual(
      others.slice(0, decision.chosen.length).map((c) => c.person.id),
    )
    expect(decision.excluded).toEqual({ own_need: 1, away: 1, opted_out: 1 })
  })

  it('asks nobody twice, though an index and an offer both propose them', () => {
    const world = worldWith('flood_help', 1, 2)
    const twice = [...candidates(world).slice(1), ...candidates(world).slice(1)]
    expect(decisionOf(start(world, 'opened', world.need('n'), propose(world, twice))).chosen).toHaveLength(2)
    world.wave('n', ['p0', 'p1'], 'opened')
    world.pass(minutes(10))
    expect(start(world, 'time_passed')).toEqual([])
  })

  it('who says no is replaced at once', () => {
    const world = worldWith('flood_help', 1, 9)
    world.wave('n', ['p0', 'p1', 'p2'], 'opened')
    world.decline('n', 'p0')
    expect(decisionOf(start(world, 'declined')).chosen.length).toBeGreaterThanOrEqual(1)
  })

  it('waits while those asked may well answer, and calls nobody left only after they had time to', () => {
    const world = worldWith('flood_help', 1, 1)
    world.wave('n', ['p0'], 'opened')
    const endsAt = world.need('n').waveEndsAt!
    world.pass(30_000)
    const waits = start(world, 'time_passed').map(({ fact }) => fact)
    expect(waits).toEqual([{ type: 'wave_put_off', body: { until: endsAt, reason: 'enough_asked' } }])
    world.pass(Date.parse(endsAt) - Date.parse(world.now))
    expect(start(world, 'time_passed')).toEqual([])
  })

  it('leaves alone who was asked three times in a day and who has just said no, unless life is at risk', () => {
    const world = worldWith('shopping', 1, 3)
    for (let i = 0; i < mostAsksADay; i++) {
      world.report(`m${i}`, 'shopping', 1)
      world.wave(`m${i}`, ['p0'], 'opened')
    }
    world.report('m9', 'shopping', 1)
    world.wave('m9', ['p1'], 'opened')
    world.decline('m9', 'p1')
    const decision = decisionOf(start(world, 'opened'))
    expect(decision.chosen.map((c) => c.person)).toEqual(['p2'])
    expect(decision.excluded).toEqual({ own_need: 1, asked_enough: 1, resting: 1 })
    world.report('life', 'evacuation', 1)
    const life = decisionOf(start(world, 'opened', world.need('life')))
    expect(life.chosen.map((c) => c.person)).toEqual(['p0', 'p1', 'p2'])
    expect(life.decided!.candidates.map((c) => c.tired)).toEqual(['asked_enough', 'resting', null])
    world.pass(hours(2))
    expect(unavailable(world.need('n'), world.person('p1'), world.now)).toBeNull()
    world.pass(days(1))
    expect(unavailable(world.need('n'), world.person('p0'), world.now)).toBeNull()
  })

  it('where life is at risk goes on asking as fast as texts go out', () => {
    const world = worldWith('evacuation', 1, 80)
    const decision = decisionOf(start(world, 'opened'))
    expect(decision.chosen).toHaveLength(30)
    expect(decision.endsAt).toBe(plus(afternoon, 30_000))
  })

  it('whom a planner wants next comes first, whom they do not want not at all', () => {
    const world = worldWith('shopping', 1, 20)
    const need = { ...world.need('n'), next: ['p15'], never: ['p0'] }
    const decision = decisionOf(start(world, 'ranked', need))
    expect(decision.chosen[0]!.person).toBe('p15')
    expect(decision.excluded).toMatchObject({ planner_no: 1 })
  })

  it.each<[string, KindId, Need['urgency'], 'opened' | 'planner', boolean]>([
    ['a quiet kind waits for the morning', 'shopping', 'soon', 'opened', true],
    ['an urgent need of a quiet kind does not', 'shopping', 'urgent', 'opened', false],
    ['a pressing kind does not', 'flood_help', 'soon', 'opened', false],
    ['a planner decides otherwise', 'shopping', 'soon', 'planner', false],
  ])('at night %s', (_, kind, urgency, reason, waits) => {
    const world = worldWith(kind, 1, 5, night)
    const decided = start(world, reason, { ...world.need('n'), urgency })
    const put_off = { type: 'wave_put_off', body: { until: '2026-11-23T07:00:00.000Z', reason: 'quiet_hours' } }
    expect(decided.some(({ fact }) => fact.type === 'wave_started')).toBe(!waits)
    if (waits) expect(decided.map(({ fact }) => fact)).toEqual([put_off])
  })

  it('of any crowd asks only who can be asked, each under a letter of their own, and accounts for all it looked at', () => {
    for (let seed = 1; seed <= 100; seed++) {
      const random = randomFrom(seed)
      const world = worldWith(oneOf(random, kindIds), 1 + random(4), 1 + random(25))
      for (let i = 0; i < 6; i++) {
        world.pass(minutes(random(60)))
        const ids = [...world.people.keys()].filter(() => random(3) > 0)
        const before = world.need('n')
        const proposal = propose(
          world,
          candidates(world).filter((c) => ids.includes(c.person.id)),
        )
        const decided = start(world, oneOf(random, ['planner', 'time_passed', 'declined']), before, proposal)
        const decision = decisionOf(decided)
        if (decision) {
          for (const { person, letter } of decision.chosen) {
            expect(unavailable(before, world.person(person), world.now)).toBeNull()
            expect(world.person(person).items.map((item) => item.letter)).not.toContain(letter)
          }
          const passedOver = Object.values(decision.excluded).reduce((sum, n) => sum + n, 0)
          expect(decision.decided!.candidates.length + passedOver).toBe(decision.considered)
          const again = choose({ ...decision.decided!, seats: decision.seats })
          expect(again.chosen.map((c) => c.person)).toEqual(decision.chosen.map((c) => c.person))
        }
        world.apply(decided)
        const somebody = oneOf(random, [...world.people.keys()])
        world[oneOf(random, ['accept', 'decline'] as const)]('n', somebody, null)
      }
    }
  })

  it('fits into an entry, however many are looked at', () => {
    const id = (n: number) => `0192f3a4-5b6c-7d8e-8f90-${String(n).padStart(12, '0')}`
    const world = worldWith('evacuation', 5, 0)
    for (let i = 0; i < 120; i++) world.meet(id(i))
    world.wave('n', [...world.people.keys()].slice(1, 61), 'opened')
    const passedOver = Array.from({ length: 20 }, (_, i) => ({
      person: id(i),
      metres: 12_345,
      why: 'own_radius',
      by: 999,
    }))
    const of = candidates(world)
      .slice(61)
      .map((one) => ({ ...one, offer: id(9) }))
    const body = decisionOf(start(world, 'time_passed', world.need('n'), { ...propose(world, of), passedOver }))
    expect(body.decided!.candidates).toHaveLength(60)
    expect(encodeEntry({ ...fixtureOf('wave_started'), body }).length).toBeLessThan(50_000)
  })
})

describe('somebody who did it last week', () => {
  const weekly = (world: World, usual: string | null): Need => ({
    ...world.need('n'),
    kind: 'company',
    weekly: { standing: 's', wantedAt: plus(afternoon, days(1)), usual },
  })
  const world = worldWith('company', 1, 20)

  it('is asked alone, however far they live, and has two hours', () => {
    const decision = decisionOf(start(world, 'opened', weekly(world, 'p15')))
    expect(decision.chosen.map(({ person }) => person)).toEqual(['p15'])
    expect(decision.endsAt >= plus(afternoon, hours(2))).toBe(true)
    expect(decision.decided!.usual).toBe('p15')
    expect(choose({ ...decision.decided!, seats: 1 }).chosen.map(({ person }) => person)).toEqual(['p15'])
    expect(whyInWave({ ...decision, reason: 'opened' }, 'p15')).toContain('they do this every week')
  })

  it('is asked once: after that everybody is', () => {
    const again = { ...weekly(world, 'p15'), wave: 1 }
    expect(decisionOf(start(world, 'declined', again)).chosen[0]!.person).not.toBe('p15')
  })

  it('who cannot be asked holds up nobody', () => {
    expect(decisionOf(start(world, 'opened', weekly(world, 'gone'))).decided).not.toHaveProperty('usual')
  })

  it('cooks for others every week only in a kitchen that a planner has confirmed', () => {
    const need: Need = { ...weekly(world, null), kind: 'meal' }
    const cook = world.person('p1')
    expect(unavailable(need, cook, afternoon)).toBe('hygiene')
    expect(unavailable(need, { ...cook, hygieneUntil: afternoon }, afternoon)).toBe('hygiene')
    expect(unavailable(need, { ...cook, hygieneUntil: plus(afternoon, 1) }, afternoon)).toBe(null)
    const { weekly: _once, ...single } = need
    expect(unavailable(single, cook, afternoon)).toBe(null)
  })
})

describe('a cap', () => {
  it('keeps nobody from what they offered themselves, nor does a rest', () => {
    const world = worldWith('meal', 1, 2)
    const asks = [1, 2, 3].map((h) => ({ need: `other${h}`, at: plus(afternoon, -hours(h)) }))
    const cook = { ...world.person('p0'), asks, restsFrom: afternoon }
    expect(unavailable(world.need('n'), cook, afternoon)).toBe('asked_enough')
    expect(unavailable(world.need('n'), cook, afternoon, true)).toBe(null)
    const of = [{ person: cook, metres: 10, offer: 'pot' }]
    const decision = decisionOf(start(world, 'opened', world.need('n'), propose(world, of)))
    expect(decision.decided!.candidates[0]).toMatchObject({ offer: 'pot', tired: 'asked_enough' })
    expect(whyInWave({ ...decision, reason: 'opened' }, 'p0')).toContain('which does not count for what they offered')
  })
})
