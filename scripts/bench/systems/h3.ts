import { gridDisk, latLngToCell } from 'h3-js'
import { haversineM } from '../../../core/geo/distance.ts'
import type { Wanted } from '../../../core/geo/findable.ts'
import type { Point } from '../../../core/geo/point.ts'
import { fitting } from '../brute-force.ts'
import { furthestM, type System } from '../system.ts'

/** Cells of some 36 km²: of the resolutions tried (5 to 8) the one that is fastest here. */
const resolution = 6
/** Around a cell, so much further is certainly covered by each ring more; an edge is 3.2 km at least. */
const ringM = 1.5 * 3_000

/** Hexagons in a Map, looked at ring by ring until the last ring can hold nobody nearer. */
export const h3: System = {
  name: 'h3-js',
  fill(volunteers) {
    const places: Point[] = volunteers.map(({ lat, lon }) => ({ lat, lon }))
    const there = volunteers.map(({ available }) => available)
    const cells = new Map<string, Set<number>>()
    const cellOf = (i: number) => latLngToCell(places[i]!.lat, places[i]!.lon, resolution)
    const enter = (i: number) => {
      const cell = cells.get(cellOf(i))
      if (cell) cell.add(i)
      else cells.set(cellOf(i), new Set([i]))
    }
    for (let i = 0; i < volunteers.length; i++) enter(i)

    const inCells = (names: readonly string[], need: Wanted) => {
      const fits = fitting(need)
      return names.flatMap((name) =>
        [...(cells.get(name) ?? [])].flatMap((i) => {
          const metres = haversineM(need, places[i]!)
          return there[i] && fits({ ...volunteers[i]!, ...places[i]!, available: true }, metres) ? { i, metres } : []
        }),
      )
    }
    return {
      nearest(need, k) {
        const home = latLngToCell(need.lat, need.lon, resolution)
        let near: { i: number; metres: number }[] = []
        for (let ring = 0, before = 0; ; ring += 2) {
          const disk = gridDisk(home, ring)
          near = [...near, ...inCells(disk.slice(before), need)].sort((a, b) => a.metres - b.metres).slice(0, k)
          before = disk.length
          const covered = ring * ringM
          if (covered > furthestM || (near.length === k && near[k - 1]!.metres <= covered)) break
        }
        return near.map(({ i }) => volunteers[i]!.id)
      },
      toggle(i, available) {
        there[i] = available
      },
      move(i, to) {
        cells.get(cellOf(i))?.delete(i)
        places[i] = to
        enter(i)
      },
    }
  },
}
