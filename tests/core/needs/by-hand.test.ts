import { describe, expect, it } from 'vitest'
import { assignByHand } from '../../../core/needs/by-hand.ts'
import type { Need } from '../../../core/needs/need.ts'
import type { Person, Volunteer } from '../../../core/people/person.ts'
import { plus } from '../../../core/time.ts'
import { World } from '../../support/world.ts'

const now = '2026-11-22T14:00:00.000Z'
const volunteer: Volunteer = {
  ...{ profile: 'sealed', skills: ['company'], vetting: 'basic', vettingExpires: plus(now, 1) },
  ...{ vehicle: 'car', unconfirmed: false, introduced: true },
}

function assign(of: Partial<Need>, as: Partial<Person>, how: { suits?: boolean; override?: boolean } = {}) {
  const world = new World(now)
  world.meet('sam')
  world.report('n', 'company', 1)
  const need: Need = { ...world.need('n'), vetting: 'basic', ...of }
  const person: Person = { ...world.person('sam'), volunteer, ...as }
  const given = assignByHand(need, person, null, { now, reasonRef: 'r', suits: true, override: false, ...how })
  return given.ok ? given.value[0]!.fact.body : given.error
}

const sam = { person: 'sam', reasonRef: 'r' }

describe('somebody assigned by hand', () => {
  it.each<[string, Partial<Need>, Partial<Person>, unknown, unknown]>([
    ['who fits', {}, {}, sam, sam],
    ['whose check is too low', { vetting: 'enhanced' }, {}, 'vetting', { ...sam, overridden: 'vetting' }],
    [
      'whose check has run out',
      {},
      { volunteer: { ...volunteer, vettingExpires: now } },
      'vetting_expired',
      { ...sam, overridden: 'vetting_expired' },
    ],
    [
      'whom nobody approved',
      { vetting: 'none' },
      { volunteer: { ...volunteer, unconfirmed: true } },
      'unconfirmed',
      { ...sam, overridden: 'unconfirmed' },
    ],
    ['without a van', { vehicle: 'van' }, {}, 'vehicle', { ...sam, overridden: 'vehicle' }],
    ['who is no volunteer', {}, { volunteer: null }, 'vetting', { ...sam, overridden: 'vetting' }],
    ['who is never to meet who asks', {}, { blocked: ['resident'] }, 'blocked', 'blocked'],
  ])('%s', (_, of, as, plainly, meant) => {
    expect(assign(of, as)).toEqual(plainly)
    expect(assign(of, as, { override: true })).toEqual(meant)
  })

  it('whose food is not known to be safe there is never sent, whatever the planner says', () => {
    expect(assign({}, {}, { suits: false, override: true })).toBe('unsuitable')
  })
})
