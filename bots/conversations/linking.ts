import { readLinkWish } from '../understand/linking.ts'
import type { Context, State, Step } from './types.ts'

/** Two phones or accounts of one person, a new number, a code of ours, NOT ME: never a need, whatever the conversation was about. */
export function linking(state: State, text: string, _: Context): Step | null {
  const wish = readLinkWish(text)
  if (wish === null) return null
  if (wish.wish === 'code') return { state, say: [], commands: [{ do: 'use_code', code: wish.code }] }
  if (wish.wish === 'not_me') return { state, say: [], commands: [{ do: 'not_me' }] }
  return { state, say: [], commands: [{ do: 'link_address', wants: wish.wish, number: wish.number }] }
}
