import type { Point } from '../geo/point.ts'
import type { Diet } from '../offers/suits.ts'

/** What is sealed under a need's key: everything that tells where and who. */
export interface NeedDetails {
  readonly place: {
    readonly label: string
    readonly point: Point
    readonly radiusM: number
    readonly source: string
    readonly said: string
  }
  /** All that is said of the place before somebody accepts. */
  readonly area: { readonly label: string; readonly centre: Point } | null
  /** What was asked for, in the resident's words. */
  readonly words: string
  readonly vulnerable: readonly string[]
  /** Name and house as the resident gave them. */
  readonly contact: string | null
  /** What was said since: access, changes. */
  readonly notes: readonly string[]
  readonly doorstepWord: string
  /** What must not be in food for them; absent while nobody has said. */
  readonly diet?: Diet
  /** Who rang, where that is somebody else than the person to be helped. */
  readonly calledInBy?: string | null
}
