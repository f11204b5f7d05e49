import type { Readiness } from '../../adapters/http/health.ts'
import type { Channel } from '../../core/channel.ts'
import type { House } from '../turns/house.ts'

/**
 * Whether this process can do its work: the database answers, the volunteers are in memory, a channel is set up. `warned`
 * is what else should worry somebody.
 */
export async function readinessOf(
  house: House,
  channels: readonly Channel[],
  warned: () => readonly string[] = () => [],
): Promise<Readiness> {
  const database = await house.pool.query('SELECT 1').then(
    () => null,
    () => 'cannot be reached',
  )
  const checks = {
    database,
    volunteers: house.volunteers.isLoaded ? null : 'are being read',
    channels: channels.length > 0 ? null : 'none is set up',
  }
  const warnings = [...(database === null ? await dutyWarning(house) : []), ...warned()]
  return { ready: Object.values(checks).every((wrong) => wrong === null), checks, warnings }
}

async function dutyWarning({ pool, authority }: House): Promise<string[]> {
  const sql = `SELECT jsonb_array_length(state->'people') AS n FROM duty_lists WHERE id = $1`
  const { rows } = await pool.query<{ n: number }>(sql, [authority])
  return (rows[0]?.n ?? 0) > 0 ? [] : ['The duty list is empty: no alarm reaches anybody.']
}
