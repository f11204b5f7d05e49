import type { BoardNeed } from '../../adapters/db/demo-board.ts'
import type { AskedPerson, Scene, Standing } from '../../adapters/web/demo/scene.ts'
import { firstName } from '../turns/details.ts'
import { visitor } from './people.ts'
import { askedFor, type Census, listed } from './standing.ts'

type Story = Pick<Scene, 'headline' | 'stage'>

const me = firstName(visitor.name)

/** What has happened to the resident's need so far, in a sentence or two. */
export function tellStory(mine: BoardNeed | undefined, census: Census): Story {
  if (!mine) return { stage: 0, headline: `You are ${me}. Water is coming in. Press Send.` }
  const { need, details } = mine
  const people = askedFor(need, census)
  const worker = people.findLast((p) => stageOf[p.standing] !== undefined)
  if (need.status === 'closed') return ended(mine, worker)
  if (need.status === 'done')
    return {
      stage: 5,
      headline: `${worker?.first ?? 'Your neighbour'} says it is done. Is it, ${me}? Answer on your phone.`,
    }
  if (worker) return { stage: stageOf[worker.standing]!, headline: arriving(worker, people, details.doorstepWord) }
  return { stage: people.length === 0 ? 1 : 2, headline: asking(people) }
}

const stageOf: Readonly<Partial<Record<Standing, number>>> = { yes: 3, on_the_way: 4, there: 5, done: 5 }

function ended({ need }: BoardNeed, worker: AskedPerson | undefined): Story {
  const again = 'Send another text to begin again.'
  if (need.outcome !== 'done') return { stage: 0, headline: `That is closed, and everybody has been told. ${again}` }
  const thanks = worker ? `Done, thanks to ${worker.first}` : 'Done'
  return { stage: 6, headline: `${thanks}. ${again}` }
}

function asking(people: readonly AskedPerson[]): string {
  const waiting = people.filter((p) => p.standing === 'asked').map((p) => p.first)
  if (waiting.length === 0) return 'Muster is looking for the nearest people who can help.'
  const [first] = waiting
  return `${listed.format(waiting)} ${waiting.length === 1 ? 'is' : 'are'} nearest: asked just now. Answer for ${first}, or wait.`
}

function arriving(worker: AskedPerson, people: readonly AskedPerson[], word: string): string {
  const others = people.filter((p) => p.standing === 'stood_down').map((p) => p.first)
  const rest =
    others.length > 0
      ? ` ${listed.format(others)} ${others.length === 1 ? 'was' : 'were'} told at once: not needed.`
      : ''
  if (worker.standing === 'yes') return `${worker.first} said yes.${rest}`
  if (worker.standing === 'on_the_way') return `${worker.first} is on the way. Only ${worker.first} has the address.`
  return `${worker.first} is at the door, and knows the word: ${word}.`
}
