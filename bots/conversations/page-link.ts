import { bare } from '../understand/fold.ts'
import type { Context, State, Step } from './types.ts'

const wantsLink = /^(?:(?:send |get )?(?:me )?(?:a |my |the )?(?:new )?link(?: please)?|dolen(?: newydd)?)$/
const endsLinks = /^(?:stop|end) (?:my |the |all )?links?$/

/** LINK and STOP LINKS: the private link to a page of one's own. Neither is STOP. */
export function pageLink(state: State, text: string, _: Context): Step | null {
  const words = bare(text)
  if (wantsLink.test(words)) return { state, say: [], commands: [{ do: 'send_link' }] }
  return endsLinks.test(words) ? { state, say: [], commands: [{ do: 'end_links' }] } : null
}
