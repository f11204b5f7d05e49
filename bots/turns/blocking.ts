import { running } from '../../core/needs/need.ts'
import type { Command } from '../conversations/types.ts'
import { phrasesIn } from '../phrases/phrases.ts'
import { nameOf } from './announce.ts'
import { blockPair } from './pairs.ts'
import type { Turn } from './turn.ts'

type Block = Extract<Command, { do: 'block' }>

/**
 * Nothing more passes between the sender and the other side, and they are never matched again. A report is put before a
 * planner with who, when and the words that were passed on. The other learns no more than that messages no longer pass.
 */
export async function block(turn: Turn, command: Block): Promise<void> {
  const need = await turn.lockedNeed(command.need)
  const { person: me } = turn.sender!
  const now = running(need).filter(({ state }) => state !== 'briefing')
  const expected = command.others.filter((one) => one === need.reporter || now.some(({ person }) => person === one))
  const meant = await called(turn, expected.length > 0 ? expected : command.others, command.name)
  const [other] = meant
  if (other === undefined) return turn.reply({ purpose: 'reply', text: (p) => p.blockNobody() })
  if (meant.length > 1) return turn.reply({ purpose: 'reply', text: (p) => p.blockWho() })
  const by = need.reporter === me ? 'resident' : 'volunteer'
  const done = await blockPair(turn, { a: me, b: other }, { by, reason: command.report ? command.text : null })
  const cause = turn.lastOf('pair_blocked')?.id
  if (command.report) await turn.putBeforeStaff('reported', other)
  turn.reply({ purpose: 'reply', text: (p) => (command.report ? p.reported() : p.blocked()) })
  if (done.ok && cause) await turn.tell(other, { purpose: 'news', text: (p) => p.relayEnded(), cause, need: need.id })
}

/** Those of them who have the first name that was given; all where none was. */
async function called(turn: Turn, others: readonly string[], name: string | null): Promise<string[]> {
  if (name === null) return [...others]
  const found: string[] = []
  for (const one of others) {
    const known = await nameOf(turn, one)
    if (known(phrasesIn('en')).toLowerCase() === name.toLowerCase()) found.push(one)
  }
  return found
}
