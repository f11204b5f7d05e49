import { noLongerPressable, noteNothingToPress, type Pressable } from '../../adapters/db/pressable.ts'
import { type Channel, sendFailures } from '../../core/channel.ts'
import { phrasesIn } from '../phrases/phrases.ts'
import type { House } from '../turns/house.ts'
import { wordsAfter } from '../turns/pressed.ts'
import { recallMessage } from './recall.ts'

const atOnce = 20

/**
 * Takes the buttons from messages that are answered or over, where the channel can, and says so under the text: nobody
 * presses yes to what is taken. What cannot be edited is left as it is; a late press is answered all the same.
 */
export async function editAnswered(house: House, channels: readonly Channel[]): Promise<void> {
  const able = channels.filter((channel) => channel.edit !== undefined)
  if (able.length === 0) return
  const names = able.map((channel) => channel.name)
  const resting = new Set<string>()
  for (const message of await noLongerPressable(house.pool, names, atOnce)) {
    const channel = able.find(({ name }) => name === message.channel)
    if (!channel || resting.has(message.channel)) continue
    if (await isEdited(house, channel, message)) await noteNothingToPress(house.pool, message.id)
    else resting.add(message.channel)
  }
}

/** False: it is worth trying again later. An erased text is not written again. */
async function isEdited(house: House, channel: Channel, { id, providerId, language, ...became }: Pressable) {
  const message = await recallMessage(house, id)
  if (!message) return true
  const text = `${message.text}\n${wordsAfter(became)(phrasesIn(language.slice(0, 2)))}`
  const edited = await channel.edit!({ externalId: providerId }, { ...message, text, choices: [] })
  return edited.ok || !sendFailures[edited.error.reason].retry
}
