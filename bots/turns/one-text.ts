import type { Purpose } from '../../core/messages/message.ts'
import type { Phrases } from '../phrases/en.ts'

/** The order in which several things are said in one text: what weighs most first, a question last, where it is remembered. */
const order: readonly Purpose[] = ['danger', 'accepted', 'briefing', 'reply', 'news', 'relay', 'stand_down', 'question']
/** What comes first in it, as a number. */
export const leads = (purpose: Purpose): number => order.indexOf(purpose)

/** Several replies as one text: nothing twice, and 999 is named once, at the front or at the end. */
export function joined(p: Phrases, texts: readonly string[]): string {
  const all = [...new Set(texts)].join(' ')
  const parts = all.split(` ${p.call999()}`)
  if (parts.length === 1 || all.startsWith(p.danger())) return parts.join('')
  return `${parts.slice(0, -1).join('')} ${p.call999()}${parts.at(-1)}`
}
