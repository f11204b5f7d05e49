import { readOwnDataWish } from '../understand/own-data.ts'
import type { Context, State, Step } from './types.ts'

/** "What do you know about me" and "delete me": never a need, whatever the conversation was about. */
export function ownData(state: State, text: string, _: Context): Step | null {
  const wants = readOwnDataWish(text)
  return wants === null ? null : { state, say: [], commands: [{ do: 'own_data', wants }] }
}
