import { expect, it } from 'vitest'
import { findPlaces } from '../../../bots/understand/places.ts'
import { whereNeeded } from '../../../bots/understand/roles.ts'

const needed = (text: string): string =>
  whereNeeded(
    text,
    findPlaces(text).filter(({ form }) => form !== 'answer'),
  )
    .map(({ said }) => said)
    .join('; ')

it.each([
  ["I'm in Leeds but mum at GL20 5BY is flooded", 'GL20 5BY'],
  ["I'm in Leeds, mum lives at GL20 5BY", 'GL20 5BY'],
  ['My mum lives at GL20 5BY, I am at HX7 8AA', 'GL20 5BY'],
  ['GL20 5BY is where my mum lives, I am in Leeds', 'GL20 5BY'],
  ['my dad is stuck at GL20 5BY. im at HX7 8AA', 'GL20 5BY'],
  ['texting from HX7 8AA for my nan in GL20 5BY', 'GL20 5BY'],
  ['we are at work in HX7 8AA, our house GL20 5BY is flooding', 'GL20 5BY'],
  ["I'm in Hebden Bridge HX7 8AA but my brother at GL20 5BY needs help", 'GL20 5BY'],
  ["I'm in Leeds but mum is flooded", ''],
  ["I'm at GL20 5BY, water coming in", 'GL20 5BY'],
  ['I live at GL20 5BY but my neighbour needs help too', 'GL20 5BY'],
  ["I'm at GL20 5BY and need a lift to HX7 8AA", 'GL20 5BY'],
  ['can someone take me from GL20 5BY to HX7 8AA', 'GL20 5BY'],
  ['please send somebody to GL20 5BY', 'GL20 5BY'],
  ['sandbags for GL20 5BY and HX7 8AA', 'GL20 5BY; HX7 8AA'],
])('%j needs help at %j', (text, expected) => expect(needed(text)).toBe(expected))
