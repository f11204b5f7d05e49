import { haversineM } from '../../core/geo/distance.ts'
import type { Findable, Wanted } from '../../core/geo/findable.ts'
import type { Point } from '../../core/geo/point.ts'
import { isInside } from '../../core/geo/polygon.ts'
import { vehicles, vettingLevels } from '../../core/kinds.ts'
import { heldBy } from '../../core/matching/hold.ts'
import { isOpen } from '../../core/matching/hours.ts'
import { wallClockAt } from '../../core/time.ts'

/** The rules in plain words, for one need: true for a volunteer who may be asked, so far away. */
export function fitting(wanted: Wanted): (volunteer: Findable, metres: number) => boolean {
  const { skills, vetting, vehicle, unconfirmedToo, fromMs, except, keptClear, withinM } = wanted
  const clock = wallClockAt(fromMs)
  const asksVetting = vetting !== 'none'
  return (one, metres) =>
    one.reachable &&
    one.available &&
    metres <= one.radiusM &&
    metres <= withinM &&
    skills.every((skill) => one.skills.includes(skill)) &&
    vettingLevels.indexOf(one.vetting) >= vettingLevels.indexOf(vetting) &&
    !(asksVetting && one.vettingExpiresMs <= fromMs) &&
    vehicles.indexOf(one.vehicle) >= vehicles.indexOf(vehicle) &&
    !(one.unconfirmed && (asksVetting || !unconfirmedToo)) &&
    isOpen(one.hours, clock) &&
    !except.has(one.id) &&
    heldBy(one.holds, wanted) === null &&
    !keptClear.some((area) => isInside(area, one.lat, one.lon))
}

/** Measures everybody: what every index is held against. */
export function bruteForce(
  volunteers: readonly Findable[],
  wanted: Wanted,
  k: number,
): { id: string; metres: number }[] {
  const fits = fitting(wanted)
  const near = volunteers.flatMap((one) => {
    const metres = haversineM(wanted as Point, one)
    return fits(one, metres) ? { id: one.id, metres } : []
  })
  return near.sort((a, b) => a.metres - b.metres || (a.id < b.id ? -1 : 1)).slice(0, k)
}
