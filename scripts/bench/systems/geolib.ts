import { getDistance, orderByDistance } from 'geolib'
import type { Findable } from '../../../core/geo/findable.ts'
import { fitting } from '../brute-force.ts'
import type { System } from '../system.ts'

/** Who fits, then in order of distance, as its documentation shows it. */
export const geolib: System = {
  name: 'geolib',
  fill: (volunteers) => ({
    nearest(need, k) {
      const fits = fitting(need)
      const able = volunteers.filter((one) => fits(one, 0))
      const near = able.filter((one) => getDistance(need, one) <= one.radiusM)
      const inOrder = orderByDistance(need, near) as Findable[]
      return inOrder.slice(0, k).map(({ id }) => id)
    },
  }),
}
