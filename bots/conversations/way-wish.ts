import { readWayWish } from '../understand/way-wish.ts'
import type { Context, State, Step } from './types.ts'

/** "Text me, don't ring": how somebody is reached from now on. It is no opting out, and no answer to anything. */
export function wayWish(state: State, text: string, _: Context): Step | null {
  const said = readWayWish(text)
  return said === null ? null : { state, say: [], commands: [{ do: 'choose_way', ...said }] }
}
