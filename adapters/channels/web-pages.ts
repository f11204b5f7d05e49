import type { Channel, Door } from '../../core/channel.ts'
import { ok } from '../../core/result.ts'
import type { ChannelSettings, ChannelSurroundings } from './live.ts'

/** What the channel is called in inbox and outbox. */
export const webPages = 'web'

/**
 * Pages of people's own. A message is there for its reader as soon as it is in the database, so that sending does
 * nothing; what people write comes in through the pages (adapters/web/my), not through a provider.
 */
export const webChannel = (): Channel => ({
  name: webPages,
  can: { choices: true, maxLength: 10_000, perSecond: 1_000 },
  send: async (_, { messageId }) => ok({ externalId: externalIdOf(messageId) }),
  find: async ({ messageId }) => ({ outcome: 'sent', externalId: externalIdOf(messageId) }),
})

const externalIdOf = (messageId: string): string => `page-${messageId}`

/** Throws one sentence when the setting is neither on nor away. */
export async function openWebPages(settings: ChannelSettings, _: ChannelSurroundings): Promise<Door> {
  if (settings.WEB_PAGES !== '1') throw new Error('WEB_PAGES must be 1, or unset.')
  return { channel: webChannel(), paths: [] }
}
