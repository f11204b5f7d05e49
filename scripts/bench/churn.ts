import { EligibleIndex } from '../../core/geo/eligible-index.ts'
import { inThousands } from '../progress.ts'
import { Chance } from './chance.ts'
import { homes, makeVolunteers } from './world.ts'

/** Lets people toggle, move, go and come, and prints what the index holds after each tenth. */
export function churn(count: number, seed: number, changes: number): void {
  const volunteers = makeVolunteers(count, seed)
  const chance = new Chance(seed)
  const home = homes(seed)
  const index = new EligibleIndex()
  index.load(volunteers)
  for (let done = 0; done <= changes; done++) {
    if (done % Math.ceil(changes / 10) === 0) report(index, done)
    const one = volunteers[chance.below(count)]!
    const what = chance.below(100)
    if (what < 70) index.toggle(one.id, what % 2 === 0)
    else if (what < 95) index.move(one.id, home())
    else {
      index.remove(one.id)
      index.put(one)
    }
  }
}

function report(index: EligibleIndex, done: number): void {
  const { nodes, leaves } = index.parts
  const megabytes = Math.round(process.memoryUsage().arrayBuffers / 1e6)
  console.log(
    `${inThousands(done)} changes: ${inThousands(nodes)} nodes, ${inThousands(leaves)} leaves, ${megabytes} MB of arrays`,
  )
}
