import type { Chance } from './chance.ts'
import type { Item, Meaning, Said } from './generate.ts'
import * as say from './sayings.ts'
import type { World } from './world.ts'
import { dictateCode, dress, slip, writeCode } from './writing.ts'

interface Coded {
  readonly code: string
  readonly means: Meaning
  readonly digit: number
}

/** Somebody who answers as our texts ask for it, or nearly. */
export function byCode(chance: Chance, world: World): Said | null {
  const items = [...world.open, ...(chance.in100(12) ? world.closed : [])]
  const item = chance.one(items)
  const roll = chance.below(100)
  if (roll < 52) return one(chance, world, item)
  if (roll < 72 && world.open.length > 1) return several(chance, world)
  if (roll < 80) return dictated(chance, item)
  if (roll < 90) return withWords(chance, world, item)
  return mistyped(chance, world, item)
}

const digits: Readonly<Record<string, readonly (readonly [number, Meaning['answer']])[]>> = {
  invitation: [[1, 'yes'], [1, 'yes'], [2, 'no']],
  done_check: [[1, 'yes'], [2, 'no']],
  alarm: [[1, 'yes']],
  assignment: [[3, 'on_the_way'], [4, 'arrived'], [5, 'done'], [6, 'drop']],
} // biome-ignore format: a table

function coded(chance: Chance, item: Item): Coded {
  const [digit, answer] = chance.one(digits['closedAt' in item ? 'invitation' : item.purpose]!)
  return { code: writeCode(chance, item.letter, digit), means: { letter: item.letter, answer }, digit }
}

function one(chance: Chance, world: World, item: Item): Said {
  const { code, means } = coded(chance, item)
  if (means.answer !== 'yes' || item.purpose !== 'invitation' || chance.in100(60))
    return { text: dress(chance, code.trim(), world.phoneWasOff), means: [means], mustAsk: false }
  return conditional(chance, code.trim(), means)
}

function conditional(chance: Chance, code: string, means: Meaning): Said {
  if (chance.in100(50)) {
    const minutes = chance.one([10, 15, 20, 30, 45, 60, 90])
    return {
      text: `${code} ${chance.one([`${minutes}`, `${minutes} mins`, `in ${minutes} min`, `${minutes}m`])}`,
      means: [{ ...means, minutes }],
      mustAsk: false,
    }
  }
  const text = `${code}${chance.one([' ', ', ', '. '])}${chance.one(say.conditions)}`
  return { text: chance.in100(10) ? slip(chance, text) : text, means: [{ ...means, condition: true }], mustAsk: false }
}

function several(chance: Chance, world: World): Said {
  const items = [...world.open]
    .sort(() => chance.below(3) - 1)
    .slice(0, chance.between(2, Math.min(3, world.open.length)))
  const all = items.map((item) => coded(chance, item))
  const text = all.map(({ code }) => code.trim()).join(chance.one([' ', ', ', ' and ', '. ', ' & ', '\n', '; ', ' / ']))
  return { text: dress(chance, text, world.phoneWasOff), means: all.map(({ means }) => means), mustAsk: false }
}

function dictated(chance: Chance, item: Item): Said {
  const { means, digit } = coded(chance, item)
  const text = dictateCode(chance, item.letter, digit)
  return { text, means: [means], mustAsk: saying.test(text) }
}

/** "U two", "see to", "a for": also said for itself, or cut off; nobody could tell. */
const saying = /^(?:u|you) (?:two|to|for|four)$|^(?:a|eh|c|see|n|r|y|t|tea|k|kay) (?:to|for)$/

/** A code and the same again in words, or a word that goes against it. */
function withWords(chance: Chance, world: World, item: Item): Said {
  const { code, means } = coded(chance, item)
  const own = {
    yes: say.yeses,
    no: say.noes,
    on_the_way: say.setOff,
    arrived: say.arrivals,
    done: say.finishes,
    drop: say.gaveUp,
    read: ['ok'],
  }
  const against = chance.in100(12) && (means.answer === 'yes' || means.answer === 'no')
  const words = chance.one(
    against
      ? means.answer === 'yes'
        ? ['no', "no can't", "can't sorry"]
        : ['yes', 'yes please', 'happy to']
      : own[means.answer],
  )
  const text = chance.in100(50)
    ? `${code.trim()}${chance.one([' ', ', ', '. '])}${words}`
    : `${words}${chance.one([' ', ', ', '. '])}${code.trim()}`
  return { text: dress(chance, text, world.phoneWasOff), means: against ? [] : [means], mustAsk: against }
}

/** A code that came out wrong. Slips that make another code of ours are left out: nobody could see those. */
function mistyped(chance: Chance, world: World, item: Item): Said | null {
  const { means, digit } = coded(chance, item)
  const used = [...world.open, ...world.closed].map((one) => one.letter)
  const { letter } = item
  const free = [...'BLOSZACDEFGH'].filter((one) => !used.includes(one))
  const kind = chance.below(6)
  if (kind === 0) return { text: `${letter}${letter}${digit}`, means: [means], mustAsk: true }
  if (kind === 1) return { text: `${letter}${digit}${digit}`, means: [means], mustAsk: true }
  if (kind === 2) return { text: `${digit}${letter}`, means: [means], mustAsk: false }
  if (kind === 3) return { text: `${chance.one(free)}${digit}`, means: [], mustAsk: true }
  if (kind === 4) return { text: `${letter}${chance.one([8, 9, 0])}`, means: [], mustAsk: true }
  return {
    text: `${letter}${digit}${chance.one(['x', 'xx', 'thanks', ' plz', ',,', '..'])}`,
    means: [means],
    mustAsk: false,
  }
}
