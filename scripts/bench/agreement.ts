import { haversineM } from '../../core/geo/distance.ts'
import type { Findable, Wanted } from '../../core/geo/findable.ts'
import { bruteForce, fitting } from './brute-force.ts'

/** Formulas for distance differ by so much: those who stand so near a limit may be in or out. */
const differ = (metres: number): number => metres * 0.005 + 1

/** What measuring everybody finds. */
export interface Expected {
  /** Exactly. */
  readonly ids: readonly string[]
  /** Everybody who may be among them by another formula, and how far away they are. */
  readonly near: ReadonlyMap<string, number>
  /** Those who must be, whatever the formula. */
  readonly certain: readonly string[]
}

export function expectedFor(volunteers: readonly Findable[], need: Wanted, k: number): Expected {
  const exact = bruteForce(volunteers, need, k)
  const fits = fitting(need)
  const able = volunteers.flatMap((one) => {
    const metres = haversineM(need, one)
    return fits(one, Math.max(0, metres - differ(metres)))
      ? [{ id: one.id, metres, sure: fits(one, metres + differ(metres)) }]
      : []
  })
  const byMetres = able.sort((a, b) => a.metres - b.metres)
  const sureOnes = byMetres.filter(({ sure }) => sure)
  const [last, firstOut] = [
    sureOnes[k - 1]?.metres ?? Number.POSITIVE_INFINITY,
    byMetres[k]?.metres ?? Number.POSITIVE_INFINITY,
  ]
  return {
    ids: exact.map(({ id }) => id),
    near: new Map(byMetres.filter(({ metres }) => metres <= last + differ(last)).map(({ id, metres }) => [id, metres])),
    certain: sureOnes.filter(({ metres }) => metres < firstOut - differ(firstOut)).map(({ id }) => id),
  }
}

/** True when an answer is that; where it need not be exact, when it may be by another formula, in an order that may be. */
export function agreesWith({ ids, near, certain }: Expected, found: readonly string[], exactly: boolean): boolean {
  if (exactly) return found.length === ids.length && found.every((id, i) => id === ids[i])
  const metres = found.map((id) => near.get(id) ?? Number.NaN)
  const inOrder = metres.every((one, i) => i === 0 || one >= metres[i - 1]! - differ(one))
  return (
    new Set(found).size === found.length &&
    !metres.some(Number.isNaN) &&
    inOrder &&
    certain.every((id) => found.includes(id))
  )
}
