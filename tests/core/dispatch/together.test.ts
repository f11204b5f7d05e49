import { describe, expect, it } from 'vitest'
import { inOrder } from '../../../core/dispatch/choose.ts'
import type { Considered } from '../../../core/dispatch/decided-from.ts'
import { nothingLearnt } from '../../../core/dispatch/learning.ts'
import type { Manner } from '../../../core/dispatch/order.ts'
import { type Proposed, type Sharing, shareOut, startWaves } from '../../../core/dispatch/together.ts'
import type { Candidate } from '../../../core/dispatch/wave.ts'
import type { KindId } from '../../../core/kinds.ts'
import { encodeEntry } from '../../../core/ledger/entry.ts'
import type { WaveDecision } from '../../../core/needs/need.ts'
import { fixtureOf } from '../../support/entry-fixtures.ts'
import { oneOf, randomFrom } from '../../support/random.ts'
import { World } from '../../support/world.ts'

const now = '2026-11-22T14:00:00.000Z'

const considered = (person: string, metres: number): Considered => ({
  ...{ person, metres, offer: null, ownPpm: 1_000_000, factorPpm: 1_000_000 },
  ...{ askedDay: 0, askedWeek: 0, idleDays: 0, tired: null },
})

const sharing = (need: string, metres: Readonly<Record<string, number>>, more: Partial<Sharing> = {}): Sharing => ({
  ...{ need, seats: 1, wants: 1, manner: 'urgent', wantedNext: [] },
  candidates: Object.entries(metres).map(([person, far]) => considered(person, far)),
  ...more,
})

const kept = (needs: readonly Sharing[]) =>
  Object.fromEntries([...shareOut(needs)].map(([need, all]) => [need, all.map(({ person }) => person)]))

describe('people whom several needs want', () => {
  it('go where together they travel the least, not to who comes first', () => {
    const needs = [sharing('a', { ann: 100, bob: 200 }), sharing('b', { ann: 150, bob: 2_000 })]
    expect(kept(needs)).toEqual({ a: ['ann'], b: ['bob'] })
  })

  it('go where life is at risk before they go anywhere else, however far', () => {
    const needs = [sharing('a', { ann: 10 }), sharing('b', { ann: 5_000 }, { manner: 'life' })]
    expect(kept(needs)).toEqual({ a: ['ann'], b: [] })
  })

  it('fill each need’s seats before anybody is asked beside them', () => {
    const near = { ann: 10, bob: 20, cat: 30 }
    const needs = [sharing('a', near, { wants: 3 }), sharing('b', { ann: 500, bob: 510, cat: 520 })]
    const { a, b } = kept(needs)
    expect(a).toHaveLength(1)
    expect(b).toHaveLength(2)
  })

  it('are left to a planner’s own choice', () => {
    const needs = [sharing('a', { ann: 10 }), sharing('b', { ann: 5_000 }, { wantedNext: ['ann'] })]
    expect(kept(needs)).toEqual({ a: ['ann'], b: [] })
  })

  it('are asked for several where one pot feeds several tables', () => {
    const pot = [{ ...considered('ann', 10), offer: 'pot' }]
    expect(kept([sharing('a', {}, { candidates: pot }), sharing('b', {}, { candidates: pot })])).toEqual({
      a: [],
      b: [],
    })
  })
})

function asking(seed: number): { world: World; proposed: Proposed[] } {
  const random = randomFrom(seed)
  const world = new World(now)
  const people = Array.from({ length: 4 + random(20) }, (_, i) => `p${i}`)
  for (const id of people) world.meet(id)
  const proposed = Array.from({ length: 2 + random(4) }, (_, i) => {
    const kind = oneOf(random, ['flood_help', 'evacuation', 'power', 'shopping'] satisfies KindId[])
    world.report(`n${i}`, kind, 1 + random(2))
    const candidates = people.map(
      (id): Candidate => ({
        ...{ person: world.person(id), metres: random(4_000), offer: null },
        ...(random(9) === 0 ? { offer: `offer-${id}` } : {}),
      }),
    )
    const proposal = { considered: people.length, excluded: {}, candidates, passedOver: [] }
    return { need: world.need(`n${i}`), proposal, reason: 'opened' as const }
  })
  return { world, proposed }
}

const wavesOf = (proposed: readonly Proposed[]) =>
  startWaves(proposed, { now, learnt: nothingLearnt(), plan: 'plan' }).flatMap((decided, i) => {
    const wave = decided.find(({ fact }) => fact.type === 'wave_started')
    return wave ? [{ need: proposed[i]!.need.id, wave: wave.fact.body as WaveDecision }] : []
  })

describe('waves planned together', () => {
  it.each(Array.from({ length: 200 }, (_, i) => i))(
    'ask nobody twice, and come out again from their entries: %i',
    (seed) => {
      const { proposed } = asking(seed)
      const waves = wavesOf(proposed).map(({ need, wave }) => {
        const stored = encodeEntry({ ...fixtureOf('wave_started', 2), body: wave })
        return { need, wave: (JSON.parse(String(stored)) as { body: WaveDecision }).body }
      })
      const asked = waves.flatMap(({ wave }) =>
        wave.chosen.filter(({ offer }) => offer === null).map((one) => one.person),
      )
      expect(new Set(asked).size).toBe(asked.length)
      const planned = waves.filter(({ wave }) => wave.decided!.together)
      const again = shareOut(
        planned.map(({ need, wave: { seats, decided } }) => ({
          ...{ need, seats, wants: decided!.together!.wants, manner: decided!.manner as Manner },
          ...{ candidates: inOrder(decided!), wantedNext: decided!.wantedNext },
        })),
      )
      for (const { need, wave } of planned) {
        expect(wave.decided!.together!.needs).toEqual(planned.map((one) => one.need))
        expect(wave.decided!.kept).toEqual(again.get(need))
      }
    },
  )

  it.each(['beside others', 'alone'])('give a cook a letter of its own for every table: %s', (how) => {
    const { world, proposed } = asking(1)
    const cook: Candidate = { person: world.person('p0'), metres: 10, offer: 'pot' }
    const rival: Candidate = { person: world.person('p1'), metres: 10, offer: null }
    const proposal = {
      considered: 2,
      excluded: {},
      candidates: how === 'alone' ? [cook] : [cook, rival],
      passedOver: [],
    }
    const waves = wavesOf(proposed.map((one) => ({ ...one, proposal })))
    const letters = waves.flatMap(({ wave }) => wave.chosen.flatMap((one) => (one.person === 'p0' ? one.letter : [])))
    expect(letters.length).toBeGreaterThan(1)
    expect(new Set(letters).size).toBe(letters.length)
  })

  it('say nothing of a plan where nobody is wanted twice', () => {
    const { proposed } = asking(2)
    const apart = proposed.map((one, i) => {
      const candidates = one.proposal.candidates.filter((_, c) => c % proposed.length === i)
      return { ...one, proposal: { ...one.proposal, candidates } }
    })
    for (const { wave } of wavesOf(apart)) expect(wave.decided).not.toHaveProperty('together')
  })
})
