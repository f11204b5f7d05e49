// `npm run bench:assign` times the assignment of needs to people who compete for them: seeded, the median of seven runs.
import { assign, nobody, type Wanting } from '../../core/dispatch/assign.ts'
import { chanceOf } from '../simulation/chances.ts'

/** Each need with the twelve nearest of its own neighbourhood, of needs and people spread as evenly as chance has it. */
function problem(needs: number, people: number): Wanting[] {
  const sideCells = Math.ceil(Math.sqrt(people / 20))
  const cells = Array.from({ length: sideCells * sideCells }, (): number[] => [])
  const at = (salt: number, i: number) => ({ x: chanceOf(1, salt, i) * sideCells, y: chanceOf(2, salt, i) * sideCells })
  const homes = Array.from({ length: people }, (_, i) => at(3, i))
  for (const [i, { x, y }] of homes.entries()) cells[Math.floor(y) * sideCells + Math.floor(x)]!.push(i)
  return Array.from({ length: needs }, (_, i) => {
    const { x, y } = at(4, i)
    const near = around(Math.floor(x), Math.floor(y), sideCells).flatMap((cell) => cells[cell]!)
    const options = near.map((person) => ({
      person,
      cost: Math.round(1_000 * Math.hypot(homes[person]!.x - x, homes[person]!.y - y)),
    }))
    return { priority: i % 3, options: options.sort((a, b) => a.cost - b.cost).slice(0, 12) }
  })
}

function around(x: number, y: number, side: number): number[] {
  const near = [-1, 0, 1].flatMap((dx) => [-1, 0, 1].map((dy) => [x + dx, y + dy] as const))
  return near.filter(([i, j]) => i >= 0 && j >= 0 && i < side && j < side).map(([i, j]) => j * side + i)
}

for (const [needs, people] of [
  [1_000, 5_000],
  [10_000, 50_000],
  [5_000, 5_000],
] as const) {
  const wanting = problem(needs, people)
  const times = Array.from({ length: 7 }, () => {
    const began = performance.now()
    assign(wanting, people)
    return performance.now() - began
  }).sort((a, b) => a - b)
  const served = assign(wanting, people).filter((person) => person !== nobody).length
  console.log(
    `${needs} needs, ${people} people: ${times[3]!.toFixed(1)} ms (slowest ${times[6]!.toFixed(1)} ms), ${served} served`,
  )
}
