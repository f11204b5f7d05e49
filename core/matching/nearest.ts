import { haversineM } from '../geo/distance.ts'
import type { Point } from '../geo/point.ts'

export interface Placed extends Point {
  readonly id: string
}

export interface Near<T> {
  readonly item: T
  /** Great circle, whole metres, rounded to nearest. */
  readonly metres: number
}

const cellDeg = 0.05
const metresPerDegLat = 111_195
/** The shortest a degree of longitude gets in the United Kingdom (61 N). */
const metresPerDegLon = 53_900

/**
 * Everything that has a place, by grid cell, for "who is near": exact, ties by id.
 *
 * Items may be put again (moved, changed) and removed at any time. Positions are WGS 84.
 */
export class NearestIndex<T extends Placed> {
  readonly #cells = new Map<string, Map<string, T>>()
  readonly #items = new Map<string, T>()

  get size(): number {
    return this.#items.size
  }

  get(id: string): T | undefined {
    return this.#items.get(id)
  }

  put(item: T): void {
    this.remove(item.id)
    this.#items.set(item.id, item)
    const key = cellOf(item)
    const cell = this.#cells.get(key)
    if (cell) cell.set(item.id, item)
    else this.#cells.set(key, new Map([[item.id, item]]))
  }

  remove(id: string): void {
    const item = this.#items.get(id)
    if (!item) return
    this.#items.delete(id)
    const cell = this.#cells.get(cellOf(item))
    cell?.delete(id)
    if (cell?.size === 0) this.#cells.delete(cellOf(item))
  }

  /** All within `radiusM` of `point`, nearest first. */
  within(point: Point, radiusM: number): Near<T>[] {
    const found: Near<T>[] = []
    for (const item of this.#around(point, radiusM)) {
      const metres = Math.round(haversineM(point, item))
      if (metres <= radiusM) found.push({ item, metres })
    }
    return found.sort((a, b) => a.metres - b.metres || (a.item.id < b.item.id ? -1 : 1))
  }

  *#around(point: Point, radiusM: number): Generator<T> {
    const rows = Math.ceil(radiusM / metresPerDegLat / cellDeg)
    const columns = Math.ceil(radiusM / metresPerDegLon / cellDeg)
    const [row, column] = [Math.floor(point.lat / cellDeg), Math.floor(point.lon / cellDeg)]
    for (let r = row - rows; r <= row + rows; r++)
      for (let c = column - columns; c <= column + columns; c++) yield* this.#cells.get(`${r}/${c}`)?.values() ?? []
  }
}

const cellOf = ({ lat, lon }: Point): string => `${Math.floor(lat / cellDeg)}/${Math.floor(lon / cellDeg)}`
