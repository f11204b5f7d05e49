import { createHash } from 'node:crypto'
import { handOverWrite, takeHandOver } from '../../adapters/db/hand-overs.ts'
import type { InboxItem } from '../../adapters/db/inbox.ts'
import type { UnitOfWork } from '../../adapters/db/unit-of-work.ts'
import { openNetworks } from '../../core/channel.ts'
import { days } from '../../core/time.ts'
import { idle, reply, type Step } from '../conversations/types.ts'
import type { House } from './house.ts'

const lastsMs = days(1)
/** Easily told apart when read aloud or copied by hand. */
const letters = 'ACDEFGHJKMNPQRTUVWXY3467'
const codeLength = 12

/** Of what a text calls for, what is done where others read along: never anything that tells of somebody or asks for it. */
const doneInPublic: ReadonlySet<string> = new Set(['raise_danger', 'opt_out', 'opt_in', 'choose_language'])

/**
 * A step of somebody who writes on an open network: danger, opting out and language are as everywhere; all else waits
 * until they go on by text, with a code that stands for what they wrote.
 */
export function stepInPublic(house: House, unit: UnitOfWork, item: InboxItem, read: Step): Step {
  const commands = read.commands.filter((command) => doneInPublic.has(command.do))
  const opts = commands.some((command) => command.do === 'opt_out' || command.do === 'opt_in')
  if (opts) return { state: idle, say: read.say, commands }
  const url = `${house.publicUrl ?? ''}/go/${newCode(house, unit, item)}`
  const danger = read.say.filter((say) => say.purpose === 'danger')
  return { state: idle, say: [...danger, reply((p) => p.handOver(url))], commands }
}

function newCode(house: House, unit: UnitOfWork, item: InboxItem): string {
  const bytes = createHash('sha256').update(house.newToken()).digest()
  const code = Array.from({ length: codeLength }, (_, i) => letters[bytes.readUInt16BE(2 * i) % letters.length]).join(
    '',
  )
  const until = new Date(unit.now.getTime() + lastsMs)
  unit.also(...handOverWrite({ code, authority: house.authority, inbox: item.id, until }))
  return code
}

const goOn = new RegExp(`^\\s*go\\s+([${letters}]{${codeLength}})\\s*$`, 'i')

/** The text to understand: what somebody wrote elsewhere, where this text is the code they were given for it. */
export async function textOf(unit: UnitOfWork, item: InboxItem): Promise<string> {
  const { text } = item.content
  const code = goOn.exec(text)?.[1]?.toUpperCase()
  if (code === undefined || openNetworks.has(item.channel)) return text
  const given = { authority: unit.authority, code, now: unit.now }
  return (await takeHandOver(unit.client, unit.vault, given)) ?? text
}
