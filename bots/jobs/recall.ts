import * as outbox from '../../adapters/db/outbox.ts'
import type { Message } from '../../core/channel.ts'
import type { House } from '../turns/house.ts'

/** A message that was queued, as its channel was handed it; undefined when it never was, or was erased. */
export async function recallMessage({ pool, vault }: House, id: string): Promise<Message | undefined> {
  const message = await outbox.attempted(pool, id)
  if (!message) return undefined
  const text = (await vault.openAll<string>(pool, [message.textId])).get(message.textId)
  return text === undefined ? undefined : outbox.asMessage(message, text)
}
