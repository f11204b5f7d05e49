import { earthM } from './distance.ts'
import type { Point } from './point.ts'

/** A place on the flat map, in map units of 6 mm: whole numbers from 0 below 2^31 on both axes, the middle at 2^30. */
export interface MapPoint {
  readonly east: number
  readonly north: number
}

/** Map units to the radius of the Earth. */
const scale = 2 ** 30
const rad = Math.PI / 180
const middle = { lat: 54.5 * rad, lon: -3 * rad }
const [sinMiddle, cosMiddle] = [Math.sin(middle.lat), Math.cos(middle.lat)]

/**
 * Presses a place straight down on the plane that touches the Earth in the middle of the United Kingdom (an orthographic
 * map). Pressing down can bring two places nearer together and never further apart, so **the distance on the map never
 * exceeds the distance on the ground**, anywhere in the world: what is too far on the map is too far. Within the United
 * Kingdom it falls short by 0.8 % at most.
 */
export function toMap(lat: number, lon: number): MapPoint {
  const [sin, cos] = [Math.sin(lat * rad), Math.cos(lat * rad)]
  const turn = lon * rad - middle.lon
  return {
    east: units(cos * Math.sin(turn)),
    north: units(cosMiddle * sin - sinMiddle * cos * Math.cos(turn)),
  }
}

const units = (radii: number): number => Math.min(2 * scale - 1, Math.max(0, Math.round((radii + 1) * scale)))

/** Rounding to whole units, at both ends and on both axes, moves two places together by no more. */
const rounding = 3

/** The square of the furthest apart, in map units, that two places can be which are within `metres` on the ground. */
export function reachOnMap(metres: number): number {
  if (metres >= Math.PI * earthM) return Number.POSITIVE_INFINITY
  return (2 * Math.sin(metres / (2 * earthM)) * scale + rounding) ** 2
}

/** How far somebody goes, in 8 bits: 0 is nowhere, then steps of 5 % from 50 m to 11,000 km, the last is everywhere. */
const stepsM = Float64Array.from({ length: 256 }, (_, code) =>
  code === 255 ? Number.POSITIVE_INFINITY : 50 * 1.05 ** (code - 1),
)

/** For each code the square of how far apart two places on the map can be which are within its distance. */
export const reachOfCode = stepsM.map((metres, code) => (code === 0 ? -1 : reachOnMap(metres)))

/** The code of the next step from `metres` up. */
export function reachCode(metres: number): number {
  const code = Math.min(255, Math.max(1, 1 + Math.floor(Math.log(metres / 50) / Math.log(1.05))))
  return stepsM[code]! < metres ? code + 1 : code
}

/** So many cuts of the map in four tell ranks apart. */
export const levelsRanked = 15

/** More places than anybody has volunteers. */
const mostRanked = 2 ** 23

/**
 * The rank of each place, from 0, in an order in which neighbours on the map stand together: cell by cell of 390 m, along
 * a Z. At most 8 million places.
 */
export function ranksOnMap(places: readonly Point[]): Uint32Array {
  if (places.length > mostRanked) throw new Error(`map: ${places.length} places are more than can be ranked`)
  const keys = Float64Array.from(places, ({ lat, lon }, i) => {
    const { east, north } = toMap(lat, lon)
    return (spread(east >>> 16) | (spread(north >>> 16) << 1)) * mostRanked + i
  })
  const ranks = new Uint32Array(places.length)
  for (const [rank, key] of keys.sort().entries()) ranks[key % mostRanked] = rank
  return ranks
}

/** Puts a nought before each of 15 bits. */
function spread(bits: number): number {
  const eights = (bits | (bits << 8)) & 0x00ff00ff
  const fours = (eights | (eights << 4)) & 0x0f0f0f0f
  const twos = (fours | (fours << 2)) & 0x33333333
  return (twos | (twos << 1)) & 0x55555555
}
