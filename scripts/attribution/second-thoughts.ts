import type { Chance } from './chance.ts'
import type { Said } from './generate.ts'
import * as say from './sayings.ts'
import type { World } from './world.ts'

/** Somebody who takes back what they wrote, in the same text or in the one before. */
export function correction(chance: Chance, world: World): Said | null {
  const asked = world.open.filter((item) => item.purpose === 'invitation')
  const [a, b] = asked
  const jobs = world.open.filter((item) => item.state === 'accepted')
  if (chance.in100(25) && jobs.length === 1) return ofBefore(chance, world)
  if (!a) return null
  const marker = chance.one([
    ' sorry I meant ',
    ', no wait ',
    ' oops ',
    '. Sorry, I meant ',
    ' - sorry meant ',
    '... no, wait, ',
    ' scrap that ',
    ' correction: ',
    ' I mean ',
  ])
  const [first, second] = chance.one([
    [1, 2],
    [2, 1],
  ] as const)
  const answer = second === 1 ? 'yes' : 'no'
  if (!b || chance.in100(50)) {
    const again = chance.in100(50) ? `${a.letter}${second}` : answer
    return { text: `${a.letter}${first}${marker}${again}`, means: [{ letter: a.letter, answer }], mustAsk: false }
  }
  const text = chance.one([
    `${a.letter}1${marker}${b.letter}1`,
    `not ${a.letter}, ${b.letter}`,
    `${a.letter}1 wrong one, ${b.letter}1`,
    `${a.letter}1 sorry wrong letter ${b.letter}1`,
  ])
  const no = text.startsWith('not') ? [{ letter: a.letter, answer: 'no' as const }] : []
  return { text, means: [...no, { letter: b.letter, answer: 'yes' }], mustAsk: false }
}

function ofBefore(chance: Chance, world: World): Said | null {
  const job = world.open.find((item) => item.state === 'accepted')!
  const other = world.open.find((item) => item.purpose === 'invitation')
  const fresh = Date.parse(world.situation.now) - Date.parse(job.askedAt) < 25 * 60_000
  const declined = world.closed.some((item) => item.answered)
  if (!fresh || declined) return null
  const dropped = { letter: job.letter, answer: 'drop' as const }
  if (!other || chance.in100(50))
    return {
      text: chance.one(['sorry I meant no', 'Sorry, I meant no', 'oops I meant no', 'I meant no']),
      means: [dropped],
      mustAsk: false,
    }
  const text = chance
    .one(['wrong one, {}1', 'Sorry wrong letter, {}1', 'sorry I meant {}1', 'oops wrong one, {}1'])
    .replace('{}', other.letter)
  return { text, means: [dropped, { letter: other.letter, answer: 'yes' }], mustAsk: false }
}

/** Somebody who has not made up their mind, or says two things: to be asked, never acted on. */
export function undecided(chance: Chance, world: World): Said | null {
  const asked = world.open.filter((item) => item.purpose === 'invitation')
  const [a, b] = asked
  if (!a) return null
  const two = b
    ? [
        `${a.letter}1 or ${b.letter}1`,
        `${a.letter}1 or ${b.letter}1, whichever is nearer`,
        `either ${a.letter} or ${b.letter}`,
      ]
    : []
  const text = chance.one([
    ...say.maybes,
    `${a.letter}1?`,
    'yes?',
    `${a.letter}1 maybe`,
    `maybe ${a.letter}`,
    `${a.letter}1 ${a.letter}2`,
    'YNKX'.includes(a.letter) ? 'hmm' : a.letter,
    'yes no',
    'yes but I am away',
    "yes but I can't",
    'not me but my wife can do ' + a.letter + '1',
    'busy until 6',
    "can't until 7",
    `${a.letter}1 - is that today?`,
    ...two,
  ])
  return { text, means: [], mustAsk: true }
}
