import { lostRace, transaction } from '../../adapters/db/client.ts'
import type { House } from './house.ts'
import { Turn } from './turn.ts'

const maxAttempts = 5

/** On whose behalf somebody in the console acts: `person/ID` for a caller. */
export interface ForWhom {
  readonly onBehalfOf?: string
}

/** One turn of somebody in the console, in one transaction, run again when another got there first. */
export const asStaff = <T>(
  house: House,
  account: string,
  work: (turn: Turn) => Promise<T>,
  forWhom: ForWhom = {},
): Promise<T> => asActor(house, `staff/${account}`, work, forWhom)

/** The same for anybody: `staff/ACCOUNT`, or `person/ID` who is on a page of their own. */
export async function asActor<T>(
  house: House,
  actor: string,
  work: (turn: Turn) => Promise<T>,
  { onBehalfOf }: ForWhom = {},
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await transaction(house.pool, async (client) => {
        const unit = house.openUnit(client)
        const by = { actor, cause: null, sender: null, ...(onBehalfOf ? { onBehalfOf } : {}) }
        const value = await work(new Turn(house, unit, by))
        await unit.flush()
        return value
      })
    } catch (error) {
      if (!lostRace(error) || attempt === maxAttempts) throw error
    }
  }
}
