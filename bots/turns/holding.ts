import type { Decided } from '../../core/needs/decision.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import type { Turn } from './turn.ts'

/** What a legal hold can stand on: nothing of it is erased, asked for or by age, until the hold is lifted. */
export type Holdable = 'person' | 'need' | 'incident'

/** Places a hold, or lifts it; `gone` when it is so already. The reason is kept under the key of who gives it. */
export async function setHold(
  turn: Turn,
  { what, id, held }: { readonly what: Holdable; readonly id: string; readonly held: boolean },
  { reason, account }: { readonly reason: string; readonly account: string },
): Promise<Result<null, 'gone'>> {
  const state = await turn.unit.load(what, id)
  if (!state || state.erased || (state.hold !== undefined) === held) return fail('gone')
  const reasonRef = await turn.unit.seal(reason, [account])
  const fact = { type: `${what}_hold_${held ? 'placed' : 'lifted'}`, body: { reasonRef } }
  await turn.decide([{ stream: `${what}/${id}`, fact } satisfies Decided])
  return ok(null)
}
