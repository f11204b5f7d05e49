import { transaction } from '../../adapters/db/client.ts'
import type { AlarmReason } from '../../core/alerts/alarm.ts'
import { raiseAlarm } from './alarms.ts'
import type { House } from './house.ts'
import { Turn } from './turn.ts'

/** Wakes the duty officer about something that is about no need and nobody; `actor` is the job that saw it. */
export function alarmFromJob(house: House, actor: `job/${string}`, reason: AlarmReason): Promise<void> {
  return transaction(house.pool, async (client) => {
    const unit = house.openUnit(client)
    await raiseAlarm(new Turn(house, unit, { actor, cause: null, sender: null }), { reason, need: null, person: null })
    await unit.flush()
  })
}
