import { describe, expect, it } from 'vitest'
import { type Candidate, startWave, waveSize } from '../../../core/dispatch/wave.ts'
import { type KindId, kindIds, kinds } from '../../../core/kinds.ts'
import { unavailable } from '../../../core/matching/eligible.ts'
import type { Need, WaveDecision } from '../../../core/needs/need.ts'
import { minutes, plus } from '../../../core/time.ts'
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

const propose = (world: World, of = candidates(world)) => ({ considered: of.length, excluded: {}, candidates: of })

const decisionOf = (decided: ReturnType<typeof startWave>) =>
  decided.find(({ fact }) => fact.type === 'wave_started')?.fact.body as WaveDecision & { endsAt: string; wave: number }

describe('a wave', () => {
  it.each(kindIds)('asks so many for each free seat as the kind says, and waits as long: %s', (kind) => {
    const { perPerson, pauseS } = kinds[kind].wave
    const world = worldWith(kind, 2, 30)
    const decision = decisionOf(startWave(world.need('n'), propose(world), 'opened', world.now))
    expect(decision.chosen).toHaveLength(2 * perPerson)
    expect(decision).toMatchObject({ seats: 2, wave: 1, policy: 1, endsAt: plus(afternoon, pauseS * 1000) })
  })

  it('takes the best first, passes over who cannot be asked, and counts them by reason', () => {
    const world = worldWith('flood_help', 1, 9)
    const [first, second] = candidates(world).slice(1) as [Candidate, Candidate]
    const away = { ...first, person: { ...first.person, away: { until: null } } }
    const gone = { ...second, person: { ...second.person, optedOut: { [second.person.addresses[0]!]: afternoon } } }
    const resident = candidates(world)[0]!
    const others = candidates(world).slice(3)
    const proposal = propose(world, [resident, away, gone, ...others])
    const decision = decisionOf(startWave(world.need('n'), proposal, 'opened', world.now))
    expect(decision.chosen.map((c) => c.person)).toEqual(others.slice(0, 3).map((c) => c.person.id))
    expect(decision.excluded).toEqual({ own_need: 1, away: 1, opted_out: 1 })
  })

  it('asks nobody twice, though an index and an offer both propose them', () => {
    const world = worldWith('flood_help', 1, 2)
    const twice = [...candidates(world).slice(1), ...candidates(world).slice(1)]
    const decision = decisionOf(startWave(world.need('n'), propose(world, twice), 'opened', world.now))
    expect(decision.chosen).toHaveLength(2)
    world.wave('n', ['p0', 'p1'], 'opened')
    expect(startWave(world.need('n'), propose(world), 'time_passed', world.now)).toEqual([])
  })

  it('after a no asks one more for each seat, and nobody while enough have not answered', () => {
    const world = worldWith('flood_help', 1, 9)
    world.wave('n', ['p0', 'p1', 'p2'], 'opened')
    expect(waveSize(world.need('n'), 'declined')).toBe(0)
    world.decline('n', 'p0')
    expect(waveSize(world.need('n'), 'declined')).toBe(1)
    expect(waveSize(world.need('n'), 'time_passed')).toBe(3)
  })

  it.each<[string, KindId, Need['urgency'], 'opened' | 'planner', boolean]>([
    ['a quiet kind waits for the morning', 'shopping', 'soon', 'opened', true],
    ['an urgent need of a quiet kind does not', 'shopping', 'urgent', 'opened', false],
    ['a pressing kind does not', 'flood_help', 'soon', 'opened', false],
    ['a planner decides otherwise', 'shopping', 'soon', 'planner', false],
  ])('at night %s', (_, kind, urgency, reason, waits) => {
    const world = worldWith(kind, 1, 5, night)
    const decided = startWave({ ...world.need('n'), urgency }, propose(world), reason, night)
    const put_off = { type: 'wave_put_off', body: { until: '2026-11-23T07:00:00.000Z', reason: 'quiet_hours' } }
    expect(decided.some(({ fact }) => fact.type === 'wave_started')).toBe(!waits)
    if (waits) expect(decided.map(({ fact }) => fact)).toEqual([put_off])
  })

  it('of any crowd asks only who can be asked, each under a letter of their own, and accounts for all it looked at', () => {
    for (let seed = 1; seed <= 150; seed++) {
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
        const decided = startWave(before, proposal, 'planner', world.now)
        const decision = decisionOf(decided)
        if (decision) {
          expect(decision.chosen.length).toBeLessThanOrEqual(waveSize(before, 'planner'))
          for (const { person, letter } of decision.chosen) {
            expect(unavailable(before, world.person(person), world.now)).toBeNull()
            expect(world.person(person).items.map((item) => item.letter)).not.toContain(letter)
          }
          const passedOver = Object.values(decision.excluded).reduce((sum, n) => sum + n, 0)
          expect(decision.chosen.length + passedOver).toBeLessThanOrEqual(decision.considered)
        }
        world.apply(decided)
        const somebody = oneOf(random, [...world.people.keys()])
        world[oneOf(random, ['accept', 'decline'] as const)]('n', somebody, null)
      }
    }
  })
})
