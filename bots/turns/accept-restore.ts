import { fail, ok, type Result } from '../../core/result.ts'
import type { House } from './house.ts'
import { asStaff } from './staff.ts'

export interface Acceptance {
  /** The account of whoever answers for it. */
  readonly by: string
  readonly reason: string
  /** The ledger as it stands, and the head that it does not continue; roots in hexadecimal. */
  readonly size: number
  readonly root: string
  readonly abandonedSize: number
  readonly abandonedRoot: string
}

/** Writes down that a named person lets the log go on from what the database holds now. */
export const acceptRestore = (house: House, acceptance: Acceptance): Promise<Result<null, 'gone'>> =>
  asStaff(house, acceptance.by, async (turn) => {
    const { by, reason, ...heads } = acceptance
    if (!(await turn.unit.load('account', by))?.open) return fail('gone')
    const reasonRef = await turn.unit.seal(reason, [by])
    const stream = `ledger/${house.authority}`
    await turn.decide([{ stream, fact: { type: 'restore_accepted', body: { ...heads, reasonRef } } }])
    return ok(null)
  })
