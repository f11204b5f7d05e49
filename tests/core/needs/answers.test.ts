import { describe, expect, it } from 'vitest'
import type { KindId } from '../../../core/kinds.ts'
import { type Need, running, seated, seatsFree } from '../../../core/needs/need.ts'
import { letterAlphabet } from '../../../core/people/letters.ts'
import type { Person } from '../../../core/people/person.ts'
import { days, minutes } from '../../../core/time.ts'
import { oneOf, randomFrom } from '../../support/random.ts'
import { World } from '../../support/world.ts'

const startsAt = '2026-11-22T14:00:00.000Z'
const people = ['p1', 'p2', 'p3', 'p4', 'p5', 'p6']
const needs: readonly [id: string, kind: KindId, wanted: number][] = [
  ['n1', 'flood_help', 1],
  ['n2', 'flood_help', 3],
  ['n3', 'evacuation', 2],
]

function opened(): World {
  const world = new World(startsAt)
  for (const id of people) world.meet(id)
  for (const need of needs) world.report(...need)
  return world
}

/** One thing that might happen next; returns what it was. */
function happen(world: World, random: (n: number) => number): string {
  const id = oneOf(random, [...world.needs.keys()].slice(-4))
  const person = oneOf(random, people)
  const events: readonly [string, number, () => unknown][] = [
    ['time passes', 4, () => world.pass(minutes(random(90)))],
    ['days pass', 1, () => world.pass(days(random(4)))],
    ['another need', 1, () => world.report(`n${world.needs.size + 1}`, 'flood_help', 1 + random(3))],
    ['a wave', 4, () => world.wave(id, people, 'time_passed')],
    ['a yes', 10, () => world.accept(id, person, oneOf(random, [null, null, 5, 60, 400]))],
    ['a no', 3, () => world.decline(id, person)],
    ['a briefing read', 3, () => world.acknowledge(id, person)],
    ['a report', 6, () => world.tell(id, person, oneOf(random, ['on_the_way', 'arrived', 'done'] as const))],
    ['somebody drops out', 3, () => world.drop(id, person)],
    ['silence', 2, () => world.overdue(id, person)],
    ['assigned by hand', 1, () => world.assign(id, person)],
    ['not done after all', 1, () => world.dispute(id)],
    ['closed', random(12) === 0 ? 1 : 0, () => world.close(id)],
  ]
  const [name, , run] = oneOf(
    random,
    events.flatMap((event) => Array<typeof event>(event[1]).fill(event)),
  )
  return `${name} (${id}, ${person}): ${run()}`
}

/** What must hold whatever happened. */
function broken(world: World): string[] {
  return [
    ...[...world.needs.values()].flatMap(brokenNeed),
    ...people.flatMap((id) => brokenPerson(world, world.person(id))),
  ]
}

function brokenNeed(need: Need): string[] {
  const once = new Set(need.assignments.map((a) => a.person)).size === need.assignments.length
  return [
    ...(seated(need).length > need.wanted ? [`${need.id} has ${seated(need).length} of ${need.wanted}`] : []),
    ...(once ? [] : [`${need.id} has somebody twice`]),
    ...(need.status === 'filled' && seatsFree(need) > 0 ? [`${need.id} is filled with a free seat`] : []),
    ...(need.status === 'open' && seatsFree(need) === 0 ? [`${need.id} is open without a free seat`] : []),
  ]
}

function brokenPerson(world: World, person: Person): string[] {
  const { id, items, commitments } = person
  const letters = items.map((item) => item.letter)
  const jobs = [...world.needs.values()].filter((n) => n.status !== 'closed' && running(n).some((a) => a.person === id))
  const promised = commitments.map((c) => c.need).toSorted()
  const overlapping = commitments.some((a, i) => commitments.slice(i + 1).some((b) => a.from < b.to && b.from < a.to))
  const odd = letters.filter((letter) => [...letter].some((l) => !letterAlphabet.includes(l)))
  return [
    ...(overlapping ? [`${id} is double-booked`] : []),
    ...(promised.join() ===
    jobs
      .map((n) => n.id)
      .toSorted()
      .join()
      ? []
      : [`${id} promised ${promised}`]),
    ...(new Set(letters).size === letters.length ? [] : [`${id} has a letter twice: ${letters}`]),
    ...(odd.length === 0 ? [] : [`${id} has the letter ${odd}`]),
    ...items.flatMap((item) =>
      stands(world.need(item.about), id, item) ? [] : [`${id}: ${item.letter} is about nothing`],
    ),
  ]
}

/** Whether an open letter is about something that is still open, and the only one about it. */
function stands(need: Need, person: string, { letter, purpose }: { letter: string; purpose: string }): boolean {
  if (purpose === 'assignment') return running(need).some((a) => a.person === person && a.letter === letter)
  const invitation = need.invitations.find((i) => i.person === person)
  return invitation?.letter === letter && ['asked', 'standby'].includes(invitation.state)
}

describe('whatever people answer, in whatever order', () => {
  it('no need is over-filled, nobody is double-booked, no letter stands for two things', () => {
    for (let seed = 1; seed <= 200; seed++) {
      const random = randomFrom(seed)
      const world = opened()
      const story: string[] = []
      for (let step = 0; step < 500; step++) {
        story.push(happen(world, random))
        const wrong = broken(world)
        if (wrong.length > 0) expect.fail(`seed ${seed}: ${wrong.join('; ')}\n${story.slice(-12).join('\n')}`)
      }
    }
  })

  it('seats do get taken and work does get done, so that this means something', () => {
    const count = { filled: 0, done: 0, standby: 0, refused: 0 }
    for (let seed = 1; seed <= 100; seed++) {
      const world = opened()
      const random = randomFrom(seed)
      for (let step = 0; step < 150; step++) {
        if (happen(world, random).endsWith('double_booked')) count.refused++
        for (const { status, invitations } of world.needs.values()) {
          if (status === 'filled') count.filled++
          if (status === 'done') count.done++
          if (invitations.some((i) => i.state === 'standby')) count.standby++
        }
      }
    }
    for (const n of Object.values(count)) expect(n).toBeGreaterThan(50)
  })
})

describe('one need, one after the other', () => {
  const asked = (wanted: number): World => {
    const world = opened()
    world.report('n', 'flood_help', wanted)
    world.wave('n', people, 'opened')
    return world
  }
  const invited = (world: World) => world.need('n').invitations.map((i) => i.person)

  it('the first yes takes the seat, the next is kept in reserve, everybody else is stood down', () => {
    const world = asked(1)
    const [first, second, third] = invited(world) as [string, string, string]
    expect(world.accept('n', first, null)).toBe('ok')
    expect(world.need('n').status).toBe('filled')
    expect(world.need('n').invitations.find((i) => i.person === third)?.state).toBe('stood_down')
    expect(world.accept('n', second, null)).toBe('ok')
    expect(world.need('n').invitations.find((i) => i.person === second)?.state).toBe('standby')
    expect(seated(world.need('n'))).toHaveLength(1)
  })

  it('the reserve takes the seat of somebody who drops out', () => {
    const world = asked(1)
    const [first, second] = invited(world) as [string, string]
    world.accept('n', first, null)
    world.accept('n', second, null)
    expect(world.drop('n', first)).toBe('ok')
    expect(running(world.need('n')).map((a) => a.person)).toEqual([second])
    expect(world.person(first).commitments).toEqual([])
  })

  it.each([
    ['twice', (w: World, p: string) => [w.accept('n', p, null), w.accept('n', p, null)], ['ok', 'already_yours']],
    ['unasked', (w: World) => [w.accept('n', 'resident', null)], ['not_asked']],
    ['after it was closed', (w: World, p: string) => [w.close('n'), w.accept('n', p, null)], [undefined, 'over']],
    ['no and then yes', (w: World, p: string) => [w.decline('n', p), w.accept('n', p, null)], ['ok', 'ok']],
    ['yes and then no', (w: World, p: string) => [w.accept('n', p, null), w.decline('n', p)], ['ok', 'not_asked']],
  ])('a yes %s', (_, play, said) => {
    const world = asked(2)
    expect(play(world, invited(world)[0]!)).toEqual(said)
  })

  it('time promised to one need cannot be promised to another, until it is done', () => {
    const world = asked(1)
    const [first] = invited(world) as [string]
    world.accept('n', first, null)
    world.report('m', 'flood_help', 1)
    world.wave('m', people, 'opened')
    expect(world.need('m').invitations.map((i) => i.person)).not.toContain(first)
    expect(world.assign('m', first)).toBe('double_booked')
    for (const report of ['on_the_way', 'arrived', 'done'] as const) world.tell('n', first, report)
    expect(world.assign('m', first)).toBe('ok')
  })
})
