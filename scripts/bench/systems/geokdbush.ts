import { around } from 'geokdbush'
import KDBush from 'kdbush'
import { haversineM } from '../../../core/geo/distance.ts'
import { fitting } from '../brute-force.ts'
import { furthestM, type System } from '../system.ts'

/** A tree of points, walked outwards with a predicate. It cannot be changed once it is built. */
export const geokdbush: System = {
  name: 'geokdbush',
  fill(volunteers) {
    const index = new KDBush(volunteers.length)
    for (const { lat, lon } of volunteers) index.add(lon, lat)
    index.finish()
    return {
      nearest(need, k) {
        const fits = fitting(need)
        const may = (i: number) => fits(volunteers[i]!, haversineM(need, volunteers[i]!))
        return around(index, need.lon, need.lat, k, furthestM / 1000, may).map((i) => volunteers[i as number]!.id)
      },
    }
  },
}
