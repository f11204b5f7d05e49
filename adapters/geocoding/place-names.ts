import { haversineM } from '../../core/geo/distance.ts'
import type { Found } from '../../core/geo/geocoder.ts'
import type { Point } from '../../core/geo/point.ts'
import { type Db, rows } from '../db/client.ts'
import { foldName } from './fold-name.ts'
import { nearestPostcode } from './nearest-postcode.ts'

interface Named extends Point {
  readonly folded: string
  readonly name: string
  readonly kind: 'settlement' | 'street' | 'other'
  readonly town: string
  readonly district: string
  readonly county: string
  readonly outward: string
  readonly radius_m: number
}

const most = 20
/** Pieces of one street, and a village with a second entry, lie no farther apart. */
const sameM = 1_500

/**
 * Every place of the first of `names` in the table, in or near the first of `within` that the table knows. Settlements
 * come before what is called after them; pieces of one street are one place that reaches over all of them.
 */
export async function findNamed(db: Db, names: readonly string[], within: readonly string[]): Promise<Found[]> {
  const wanted = foldedOnce(names)
  const towns = foldedOnce(within)
  const known = await namesIn(db, [...wanted, ...towns])
  const name = wanted.find((one) => known.some(({ folded }) => folded === one))
  if (name === undefined) return []
  const all = known.filter(({ folded }) => folded === name)
  const there = inTown(
    all,
    towns.filter((town) => town !== name),
    known,
  )
  const settlements = there.filter(({ kind }) => kind === 'settlement')
  return labelled(db, joinPieces(settlements.length > 0 ? settlements : there).slice(0, most))
}

const foldedOnce = (names: readonly string[]): string[] =>
  [...new Set(names.map(foldName))].filter((name) => name !== '')

const namesIn = (db: Db, folded: readonly string[]): Promise<Named[]> =>
  rows<Named>(
    db,
    `SELECT folded, name, kind, town, district, county, outward, lat, lon, radius_m FROM place_names
      WHERE folded = ANY($1) ORDER BY id`,
    [folded],
  )

/** Those in the first of `towns` that is one: by what the table says they lie in, else by how near they are. */
function inTown(all: readonly Named[], towns: readonly string[], known: readonly Named[]): readonly Named[] {
  for (const town of towns) {
    const said = all.filter((one) =>
      [one.town, one.district, one.county, one.outward].some((in_) => foldName(in_) === town),
    )
    if (said.length > 0) return said
    const settlements = known.filter(({ folded, kind }) => folded === town && kind === 'settlement')
    if (settlements.length > 0)
      return all.filter((one) => settlements.some((s) => haversineM(one, s) <= s.radius_m + sameM))
  }
  return all
}

interface Piece {
  readonly of: Named
  readonly point: Point
  readonly radiusM: number
}

function joinPieces(all: readonly Named[]): Piece[] {
  const pieces: Piece[] = []
  for (const one of all) {
    const at = pieces.findIndex(({ of, point }) => of.town === one.town && haversineM(point, one) <= sameM)
    if (at < 0) pieces.push({ of: one, point: { lat: one.lat, lon: one.lon }, radiusM: one.radius_m })
    else pieces[at] = over(pieces[at]!, one)
  }
  return pieces
}

/** One circle over a piece and another, about the middle between them. */
function over(piece: Piece, one: Named): Piece {
  const apart = haversineM(piece.point, one)
  const point = { lat: (piece.point.lat + one.lat) / 2, lon: (piece.point.lon + one.lon) / 2 }
  return { of: piece.of, point, radiusM: Math.round(apart / 2 + Math.max(piece.radiusM, one.radius_m)) }
}

async function labelled(db: Db, pieces: readonly Piece[]): Promise<Found[]> {
  const labels = pieces.map(({ of }) => labelOf(of, pieces.length > 1))
  return Promise.all(
    pieces.map(async ({ point, radiusM }, i) => {
      const label =
        labels.filter((other) => other === labels[i]).length > 1 ? await nearTo(db, labels[i]!, point) : labels[i]!
      return { label, point, radiusM, source: 'name' as const }
    }),
  )
}

/** 'Mill Lane, Hebden Bridge'; a village is named with its county when there are several. */
function labelOf({ name, kind, town, district, county }: Named, several: boolean): string {
  const wider = kind === 'settlement' ? county || district : town || district || county
  return wider === '' || wider === name || (kind === 'settlement' && !several) ? name : `${name}, ${wider}`
}

async function nearTo(db: Db, label: string, point: Point): Promise<string> {
  const nearest = await nearestPostcode(db, point)
  return nearest ? `${label} (near ${nearest.postcode})` : label
}
