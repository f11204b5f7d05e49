import type { Chance } from './chance.ts'
import type { Item, Said } from './generate.ts'
import { isOnlyTopic, isTalking, possible, type Sort, sense } from './judge.ts'
import * as say from './sayings.ts'
import type { World } from './world.ts'
import { dress, slip } from './writing.ts'

const wordsFor: Readonly<Record<Sort, readonly string[]>> = {
  yes: say.yeses,
  no: say.noes,
  cant: [...say.cants, ...say.reasons],
  drop: say.gaveUp,
  on_the_way: say.setOff,
  arrived: say.arrivals,
  done: say.finishes,
}
const toItem: Readonly<Record<string, readonly Sort[]>> = {
  invitation: ['yes', 'yes', 'yes', 'no', 'no', 'cant', 'on_the_way'],
  assignment: ['on_the_way', 'arrived', 'done', 'drop', 'cant'],
  done_check: ['yes', 'no', 'done'],
  alarm: ['yes'],
}

/** Somebody who names what they mean by its kind or its letter, in words. */
export function answersInWords(chance: Chance, world: World): Said | null {
  if (world.open.length > 1 && chance.in100(30)) return ofSeveral(chance, world)
  const item = chance.one(chance.in100(12) && world.closed.length > 0 ? world.closed : world.open)
  const sort = chance.one(toItem['closedAt' in item ? 'invitation' : item.purpose]!)
  const answer = sense(item, sort)
  if (answer === null || item.kind === null) return null
  const dated =
    'closedAt' in item && !possible(world, sort).includes(item) && world.open.some((other) => other.kind === item.kind)
  if (dated) return null
  const named = chance.in100(65) ? namedByKind(chance, item, sort, world) : namedByLetter(chance, item, sort)
  const depends = answer === 'yes' && item.purpose === 'invitation' && chance.in100(15)
  const text = depends ? `${named.text} ${chance.one(say.conditions)}` : dress(chance, named.text, world.phoneWasOff)
  return {
    text: chance.in100(5) ? slip(chance, text) : text,
    means: [{ letter: item.letter, answer, ...(depends ? { condition: true } : {}) }],
    mustAsk: named.mustAsk,
  }
}

const frames: Readonly<Partial<Record<Sort, readonly string[]>>> = {
  yes: ['yes to the {}', 'Yes to {}', '{} yes', 'the {} one yes', 'can do the {}', "I'll do the {}", 'happy to do the {}', 'yes for the {}', 'I can do {}', 'Yes, the {}', 'yes {}', 'count me in for the {}', 'The {} - yes', 'yes please to the {} one', 'yep {} is fine', "I'm free for the {}", 'put me down for the {}', 'ok to the {}', '{}: yes', 'yes I can do the {}'],
  no: ['no to the {}', 'No to {}', '{} no', 'the {} one no', 'not the {} sorry', 'no sorry not the {}', 'No, the {}', '{}: no', 'the {} - no', 'nope to the {}'],
  cant: ["can't do the {}", 'sorry cant do the {}', "I can't do {}", 'unable to do the {} sorry', 'Sorry, cannot do the {} one'],
  drop: ["can't do the {} after all", "sorry can't do the {} any more", 'have to drop out of the {}'],
  on_the_way: ['on my way to the {}', 'setting off to the {} one', 'omw to {}', 'on the way for the {}'],
  arrived: ['arrived at the {}', "I'm here for the {}", 'here for the {} now'],
  done: ['done the {}', '{} done', 'finished the {}', 'the {} is done', '{} all done', 'the {} one is finished', '{} sorted'],
} // biome-ignore format: a table

const framed = (chance: Chance, sort: Sort, name: string): string => chance.one(frames[sort]!).replace('{}', name)

function namedByKind(chance: Chance, item: Item, sort: Sort, world: World) {
  const name = chance.one(say.nicknames[item.kind!])
  return { text: framed(chance, sort, name), mustAsk: hasDouble(item, sort, world) }
}

const hasDouble = (item: Item, sort: Sort, world: World): boolean =>
  [...world.open, ...world.closed]
    .filter((other) => other.letter !== item.letter && other.kind === item.kind)
    .some((other) => couldMean(other, sort, world))

/** A second thing of the same kind that the same words would fit: a plain no may also give up a job. */
function couldMean(other: Item, sort: Sort, world: World): boolean {
  if ('closedAt' in other) return !other.answered && possible(world, sort).includes(other)
  return sense(other, sort) !== null || (sort === 'no' && other.state === 'accepted')
}

const namedByLetter = (chance: Chance, { letter }: Item, sort: Sort) => ({
  text: framed(chance, sort, letter).replaceAll(/\bthe (?=[A-Z]\b)/gi, ''),
  mustAsk: false,
})

/** "yes A no C", "yes to the shopping, no to the flood", "both", "neither". */
function ofSeveral(chance: Chance, world: World): Said | null {
  const asked = world.open.filter((item) => item.purpose === 'invitation')
  if (asked.length < 2) return null
  const roll = chance.below(100)
  if (roll < 35 && asked.length === world.open.length) return ofAll(chance, asked)
  const [a, b] = [...asked].sort(() => chance.below(3) - 1)
  const [sortA, sortB] = [chance.one(['yes', 'no'] as const), chance.one(['yes', 'no'] as const)]
  const byKind = chance.in100(50)
  const name = (item: Item) => (byKind ? chance.one(say.nicknames[item.kind!]) : item.letter)
  const clash = byKind && (hasDouble(a!, sortA, world) || hasDouble(b!, sortB, world))
  const the = byKind ? 'the ' : ''
  const [x, y] = [name(a!), name(b!)]
  const text = chance.one([
    `${sortA} to ${the}${x}, ${sortB} to ${the}${y}`,
    `${sortA} ${x} ${sortB} ${y}`,
    `${x} ${sortA} ${y} ${sortB}`,
    `${the}${x} ${sortA} but ${the}${y} ${sortB}`,
    `${sortA} to ${x} and ${sortB} to ${y}`,
    `${x}: ${sortA}\n${y}: ${sortB}`,
    ...(sortA === 'yes' && sortB === 'no'
      ? [
          `yes to ${the}${x} but not ${the}${y}`,
          `not ${the}${y}, ${x}`,
          `can do ${the}${x}, can't do ${the}${y}`,
          `${x} yes, not ${y} sorry`,
        ]
      : []),
    ...(sortA === 'yes' && sortB === 'yes'
      ? [`yes to ${x} and ${y}`, `${x} and ${y} yes`, `can do ${the}${x} and ${the}${y}`]
      : []),
  ])
  return {
    text,
    means: [
      { letter: a!.letter, answer: sortA },
      { letter: b!.letter, answer: sortB },
    ],
    mustAsk: clash,
  }
}

function ofAll(chance: Chance, asked: readonly Item[]): Said {
  const two = asked.length === 2
  const yes = two
    ? ['yes to both', 'both yes', 'can do both', 'Yes both please', "I'll do both", 'both fine']
    : ['yes to all', 'all of them yes', `yes to all ${asked.length === 3 ? 'three' : 'of them'}`]
  const no = two
    ? ['no to both', 'neither sorry', "can't do both"]
    : ['no to all', 'none sorry', 'no to all of them', 'none of them']
  const vague = [
    'either',
    'yes to one of them',
    'yes to either',
    'whichever is nearest',
    'yes to the last one',
    'the first one yes',
    'I can do one of those',
  ]
  const roll = chance.below(10)
  if (roll < 3) return { text: chance.one(vague), means: [], mustAsk: true }
  const [answer, text] = roll < 7 ? (['yes', chance.one(yes)] as const) : (['no', chance.one(no)] as const)
  return { text, means: asked.map(({ letter }) => ({ letter, answer })), mustAsk: /^can't do both/.test(text) }
}

const bareDigits: Readonly<Partial<Record<Sort, string>>> = {
  yes: '1',
  no: '2',
  on_the_way: '3',
  arrived: '4',
  done: '5',
  drop: '6',
}

/** Somebody who says it in a word and names nothing. What they have in mind is what came up last, mostly. */
export function bareAnswer(chance: Chance, world: World): Said | null {
  const weak = chance.in100(12)
  const sort: Sort = weak ? 'yes' : chance.one(toItem[chance.one(world.open).purpose]!)
  const inMind = possible(world, sort)
  const [first, ...rest] = inMind.toSorted((a, b) => (a.askedAt > b.askedAt ? -1 : 1))
  if (!first) return null
  const item = rest.length > 0 && chance.in100(25) ? chance.one(rest) : first
  const short = (sort === 'yes' || sort === 'no' || sort === 'cant') && item.state !== 'accepted'
  const talking = short && isTalking(world, item.purpose === 'invitation' ? undefined : item.askedAt)
  const questions = world.thread.filter(
    (text) =>
      text.minutesAgo < 30 && text.letter !== item.letter && ['question', 'alarm', 'invitation'].includes(text.purpose),
  )
  const clear =
    inMind.length === 1 &&
    !('closedAt' in item && (world.open.length > 0 || !isFresh(item, world))) &&
    !talking &&
    (item.state === 'accepted' || questions.length === 0)
  const answer = sense(item, sort)!
  if (weak)
    return {
      text: chance.one(say.weakYeses),
      means: clear ? [{ letter: item.letter, answer }] : [],
      mustAsk: !(clear && 'state' in item && isOnlyTopic(world, item)),
    }
  return inOwnWords(chance, world, item, sort, clear)
}

const isFresh = (item: Item, world: World): boolean =>
  world.thread.some((text) => text.letter === item.letter && text.minutesAgo < 30)

function inOwnWords(chance: Chance, world: World, item: Item, sort: Sort, clear: boolean): Said {
  const answer = sense(item, sort)!
  const means = { letter: item.letter, answer }
  const digit = bareDigits[sort]
  const fitsDigit = digit !== undefined && (item.state === 'accepted' ? Number(digit) > 2 : Number(digit) < 3)
  if (fitsDigit && chance.in100(12))
    return {
      text: chance.one([digit, `${digit}.`, ` ${digit}`, ...(digit === '1' ? ['one', 'won'] : [])]),
      means: [means],
      mustAsk: Number(digit) > 2 ? world.open.filter((one) => one.state === 'accepted').length > 1 : !clear,
    }
  const words =
    chance.in100(8) && (sort === 'yes' || sort === 'no')
      ? chance.one(sort === 'yes' ? misspeltYes : misspeltNo)
      : chance.one(wordsFor[sort])
  if (sort === 'yes' && item.purpose === 'invitation' && chance.in100(22)) return dependent(chance, words, means, clear)
  if (sort === 'on_the_way' && chance.in100(25)) {
    const minutes = chance.one([5, 10, 15, 20, 25])
    return {
      text: chance.one([
        `there in ${minutes}`,
        `be there in ${minutes} mins`,
        `${minutes} mins away`,
        `${words}, there in ${minutes}`,
      ]),
      means: [{ ...means, minutes }],
      mustAsk: !clear,
    }
  }
  const text = dress(chance, words, world.phoneWasOff)
  return { text: chance.in100(5) ? slip(chance, text) : text, means: [means], mustAsk: !clear }
}

const misspeltYes = [
  'yse',
  'yess',
  'yesss',
  'yea',
  'yeh',
  'ye',
  'yh',
  'ys',
  'Y',
  'yas',
  'yers',
  'tes',
  'uyes',
  'Yed',
] as const
const misspeltNo = ['noo', 'nooo', 'nop', 'n', 'N', 'nno', 'naw', 'np sorry no'] as const

function dependent(chance: Chance, words: string, means: Said['means'][number], clear: boolean): Said {
  if (chance.in100(40)) {
    const [text, minutes] = chance.one(say.inMinutes)
    return {
      text: `${chance.one(['yes', 'Yes', 'yep', 'yes can do', 'Yeah'])} ${text}`,
      means: [{ ...means, minutes }],
      mustAsk: !clear,
    }
  }
  const text = chance.in100(15)
    ? chance.one(['only after 6', 'after 7', 'Only after 5.30', 'from 6pm'])
    : `${words}${chance.one([' ', ', ', ' '])}${chance.one(say.conditions)}`
  return { text, means: [{ ...means, condition: true }], mustAsk: !clear }
}
