import { describe, expect, it } from 'vitest'
import { kindIds, kinds } from '../../../core/kinds.ts'
import { type Profile, unavailable, unfit } from '../../../core/matching/eligible.ts'
import type { Exclusion } from '../../../core/matching/exclusion.ts'
import type { Need } from '../../../core/needs/need.ts'
import type { Person, Volunteer } from '../../../core/people/person.ts'
import { days, minutes, plus } from '../../../core/time.ts'
import { World } from '../../support/world.ts'

const now = '2026-11-22T14:00:00.000Z'

function somebody(): { need: Need; person: Person } {
  const world = new World(now)
  world.meet('sam')
  world.report('n', 'flood_help', 1)
  return { need: world.need('n'), person: world.person('sam') }
}

const { need, person } = somebody()

const volunteer: Volunteer = {
  ...{ profile: 'sealed', skills: ['flood_help'], vetting: 'basic', vettingExpires: plus(now, days(1)) },
  ...{ vehicle: 'car', unconfirmed: false, introduced: true },
}

const profile: Profile = {
  ...{ name: 'Sam', lat: 52, lon: -2, radiusM: 5_000, hours: [], languages: [], otherSkills: [] },
}

describe('who does not fit, and why', () => {
  it.each<[string, Partial<Need>, Partial<Volunteer>, Partial<Profile>, number, Exclusion | null]>([
    ['somebody who fits', {}, {}, {}, 4_999, null],
    ['without the skill', {}, { skills: ['shopping'] }, {}, 0, 'skill'],
    ['with another skill besides', {}, { skills: ['shopping', 'flood_help'] }, {}, 0, null],
    ['vetted too little', { vetting: 'enhanced' }, {}, {}, 0, 'vetting'],
    ['vetted as asked', { vetting: 'basic' }, {}, {}, 0, null],
    ['vetted more than asked', { vetting: 'basic' }, { vetting: 'enhanced' }, {}, 0, null],
    ['vetted until now', { vetting: 'basic' }, { vettingExpires: now }, {}, 0, 'vetting_expired'],
    ['vetted until a moment from now', { vetting: 'basic' }, { vettingExpires: plus(now, 1) }, {}, 0, null],
    ['vetted without an end', { vetting: 'basic' }, { vettingExpires: null }, {}, 0, null],
    ['vetting run out, where none is asked', {}, { vettingExpires: now }, {}, 0, null],
    ['without a car', { vehicle: 'car' }, { vehicle: 'cycle' }, {}, 0, 'vehicle'],
    ['with a van for a car', { vehicle: 'car' }, { vehicle: 'van' }, {}, 0, null],
    ['with a car for a van', { vehicle: 'van' }, {}, {}, 0, 'vehicle'],
    ['unconfirmed, in the open air', {}, { unconfirmed: true }, {}, 0, null],
    ['unconfirmed, where vetting is asked', { vetting: 'basic' }, { unconfirmed: true }, {}, 0, 'unconfirmed'],
    [
      'unconfirmed, where somebody is vulnerable',
      { requirements: ['confirmed_only'] },
      { unconfirmed: true },
      {},
      0,
      'unconfirmed',
    ],
    ['at the edge of their own radius', {}, {}, {}, 5_000, null],
    ['a metre beyond', {}, {}, {}, 5_001, 'own_radius'],
    ['at the edge of the kind’s radius', {}, {}, { radiusM: 99_000 }, kinds.flood_help.radiusM, null],
    ['a metre beyond the kind’s', {}, {}, { radiusM: 99_000 }, kinds.flood_help.radiusM + 1, 'kind_radius'],
    ['outside their hours', {}, {}, { hours: [{ weekdays: [1], from: 0, to: 1440 }] }, 0, 'hours'],
    ['inside them', {}, {}, { hours: [{ weekdays: [7], from: 840, to: 841 }] }, 0, null],
  ])('%s', (_, of, as, where, metres, why) => {
    expect(unfit({ ...need, ...of }, { ...volunteer, ...as }, { ...profile, ...where }, metres, now)).toBe(why)
  })

  it.each(kindIds.filter((kind) => !kinds[kind].openAir))('an unconfirmed volunteer is not asked for %s', (kind) => {
    const unconfirmed = {
      ...volunteer,
      skills: [kind],
      unconfirmed: true,
      vehicle: '4x4',
      vetting: 'enhanced',
    } as const
    expect(unfit({ ...need, kind }, unconfirmed, profile, 0, now)).toBe('unconfirmed')
  })
})

describe('who cannot be asked just now, and why', () => {
  const promised = (from: number, to: number) => ({
    commitments: [{ need: 'other', from: plus(now, minutes(from)), to: plus(now, minutes(to)) }],
  })
  const menu = (ago: number) => ({
    items: [{ letter: 'A', purpose: 'menu' as const, about: 'sam', kind: null, since: plus(now, minutes(-ago)) }],
  })
  const { arriveInMin, lastsMin } = kinds.flood_help
  const endMs = minutes(arriveInMin + lastsMin)
  const asked = { person: 'sam', letter: 'A', wave: 1, metres: 0, offer: null, at: now, condition: null, inMin: null }

  it.each<[string, Partial<Need>, Partial<Person>, Exclusion | null]>([
    ['somebody who can', {}, {}, null],
    ['the one who asks for help', { reporter: 'sam' }, {}, 'own_need'],
    ['who is never to meet who asks', {}, { blocked: [need.reporter] }, 'blocked'],
    ['who is never to meet somebody else', {}, { blocked: ['other'] }, null],
    ['who said STOP', {}, { optedOut: { 'address-sam': now } }, 'opted_out'],
    ['who said STOP at one of two addresses', {}, { addresses: ['one', 'two'], optedOut: { two: now } }, null],
    ['who has no address', {}, { addresses: [] }, 'opted_out'],
    ['who is away', {}, { away: { until: null } }, 'away'],
    ['who is away until later', {}, { away: { until: plus(now, 1) } }, 'away'],
    ['who was away until now', {}, { away: { until: now } }, null],
    ['who is away from now on', {}, { away: { from: now, until: null } }, 'away'],
    ['who goes away before this would end', {}, { away: { from: plus(now, endMs - 1), until: null } }, 'away'],
    ['who goes away when this would end', {}, { away: { from: plus(now, endMs), until: null } }, null],
    ['who was away for a day', {}, { away: { from: plus(now, -1), until: now } }, null],
    ['who was asked', { invitations: [{ ...asked, state: 'asked' }] }, {}, 'asked_before'],
    ['who declined', { invitations: [{ ...asked, state: 'declined' }] }, {}, 'asked_before'],
    ['who is in the middle of a menu', {}, menu(29), 'in_menu'],
    ['whose menu has been lying about', {}, menu(30), null],
    ['who is promised elsewhere now', {}, promised(-10, 10), 'overlap'],
    ['who is promised until now', {}, promised(-60, 0), null],
    ['who is promised before this would end', {}, promised(arriveInMin + lastsMin - 1, 600), 'overlap'],
    ['who is promised when this would end', {}, promised(arriveInMin + lastsMin, 600), null],
  ])('%s', (_, of, as, why) => {
    expect(unavailable({ ...need, ...of }, { ...person, ...as }, now)).toBe(why)
  })
})
