import { kinds } from '../../core/kinds.ts'
import type { Chance } from './chance.ts'
import type { Said } from './generate.ts'
import * as say from './sayings.ts'
import type { World } from './world.ts'
import { dress } from './writing.ts'

const nothing = (text: string): Said => ({ text, means: [], mustAsk: false })

/** Texts that answer none of our questions: thanks for a stand-down, a question, talk, a request of their own. */
export function noAnswer(chance: Chance, world: World): Said | null {
  const roll = chance.below(100)
  if (roll < 30) return thanksForNews(chance, world)
  if (roll < 60) return question(chance, world)
  if (roll < 90) return nothing(chance.one(say.chatter))
  return world.open.some((item) => item.state === 'accepted')
    ? nothing(chance.one(say.talk))
    : nothing('need sandbags here too, GL20 5BY')
}

/** Thanks after a text that asked for nothing. */
function thanksForNews(chance: Chance, world: World): Said | null {
  const [last] = world.thread
  if (!last || last.minutesAgo >= 30 || !['stand_down', 'reply', 'accepted'].includes(last.purpose)) return null
  return nothing(chance.in100(85) ? chance.one(say.thanks) : dress(chance, chance.one(say.thanks), false))
}

function question(chance: Chance, world: World): Said {
  if (chance.in100(60)) return nothing(dress(chance, chance.one(say.questions), false).replace(/ 👍$/, ''))
  const item = chance.one(world.open)
  const kind = item.kind ? kinds[item.kind].label : 'alarm'
  return nothing(chance.one(say.questionsAbout).replace('{A}', `${item.letter}1`).replace('{K}', kind))
}
