import { EligibleIndex } from '../../../core/geo/eligible-index.ts'
import type { System } from '../system.ts'

/** The index of this project. */
export const muster: System = {
  name: 'muster',
  fill(volunteers) {
    const index = new EligibleIndex()
    index.load(volunteers)
    return {
      nearest: (need, k) => index.nearest(need, k).map(({ id }) => id),
      toggle: (volunteer, available) => index.toggle(volunteers[volunteer]!.id, available),
      move: (volunteer, to) => index.move(volunteers[volunteer]!.id, to),
    }
  },
}
