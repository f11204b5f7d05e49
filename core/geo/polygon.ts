import type { Point } from './point.ts'

/** An area with straight sides and the box around it. */
export interface Polygon {
  /** Each closed by itself, the last corner need not repeat the first; a ring inside another is a hole. */
  readonly rings: readonly (readonly Point[])[]
  readonly south: number
  readonly north: number
  readonly west: number
  readonly east: number
}

/** Takes the rings of an area, WGS 84. Sides are straight in latitude and longitude, and none crosses the 180th meridian. */
export function polygonOf(rings: readonly (readonly Point[])[]): Polygon {
  const box = { south: 90, north: -90, west: 180, east: -180 }
  for (const { lat, lon } of rings.flat()) {
    box.south = Math.min(box.south, lat)
    box.north = Math.max(box.north, lat)
    box.west = Math.min(box.west, lon)
    box.east = Math.max(box.east, lon)
  }
  return { rings, ...box }
}

/** True inside; on the southern and western sides too, so that areas that share a side never both hold a point. */
export function isInside({ rings, south, north, west, east }: Polygon, lat: number, lon: number): boolean {
  if (lat < south || lat > north || lon < west || lon > east) return false
  let inside = false
  for (const ring of rings) if (crossings(ring, lat, lon) % 2 === 1) inside = !inside
  return inside
}

/** How many sides a walk from the point due east goes over. */
function crossings(ring: readonly Point[], lat: number, lon: number): number {
  let count = 0
  let from = ring.at(-1)
  for (const to of ring) {
    if (from!.lat > lat !== to.lat > lat && lon < lonAt(from!, to, lat)) count++
    from = to
  }
  return count
}

const lonAt = (a: Point, b: Point, lat: number): number => a.lon + ((lat - a.lat) / (b.lat - a.lat)) * (b.lon - a.lon)
