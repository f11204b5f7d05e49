import Flatbush from 'flatbush'
import { haversineM } from '../../../core/geo/distance.ts'
import { fitting } from '../brute-force.ts'
import type { System } from '../system.ts'

/** A tree of boxes as large as each goes: those that hold the need, measured. It cannot be changed once it is built. */
export const flatbush: System = {
  name: 'flatbush',
  fill(volunteers) {
    const index = new Flatbush(volunteers.length)
    for (const { lat, lon, radiusM } of volunteers) {
      const high = (radiusM * 1.001) / 111_194
      const wide = high / Math.cos(((Math.abs(lat) + high) * Math.PI) / 180)
      index.add(lon - wide, lat - high, lon + wide, lat + high)
    }
    index.finish()
    return {
      nearest(need, k) {
        const fits = fitting(need)
        const near = index.search(need.lon, need.lat, need.lon, need.lat).flatMap((i) => {
          const one = volunteers[i]!
          const metres = haversineM(need, one)
          return fits(one, metres) ? { id: one.id, metres } : []
        })
        return near
          .sort((a, b) => a.metres - b.metres)
          .slice(0, k)
          .map(({ id }) => id)
      },
    }
  },
}
