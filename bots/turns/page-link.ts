import { webPages } from '../../adapters/channels/web-pages.ts'
import { sayTime } from '../phrases/phrases.ts'
import { endLink, sendLink } from './own-data.ts'
import type { Turn } from './turn.ts'

/** A new private link to the sender's page. On the page itself it would end the link it is read through: a button does it there. */
export async function pageLink(turn: Turn): Promise<void> {
  const { person, channel } = turn.sender!
  if (channel === webPages) return turn.reply({ purpose: 'reply', text: (p) => p.pageHere() })
  const link = turn.house.pages ? await sendLink(turn, person, 'my') : null
  turn.reply({
    purpose: 'reply',
    text: (p) => p.pageLink(link && { url: link.url, until: sayTime(link.until, turn.now, p) }),
  })
}

/** Ends the sender's links, if there are any. */
export async function endLinks(turn: Turn): Promise<void> {
  await endLink(turn, turn.sender!.person)
  turn.reply({ purpose: 'reply', text: (p) => p.linksEnded() })
}
