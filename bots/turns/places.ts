import type { Pin } from '../../core/channel.ts'
import { haversineM } from '../../core/geo/distance.ts'
import type { Found } from '../../core/geo/geocoder.ts'
import type { Point } from '../../core/geo/point.ts'
import type { Mentioned, State } from '../conversations/types.ts'
import { findPlaces, type PlaceMention } from '../understand/places.ts'
import { completePlusCode } from '../understand/plus-codes.ts'
import { whereNeeded } from '../understand/roles.ts'
import type { House } from './house.ts'

/**
 * A text as an answer to the question about a place that is open: a town belongs to the street we asked about, a street
 * to the town.
 */
export function inAnswerTo(state: State, text: string): string {
  if (state.at !== 'asking_place' || state.about === null) return text
  return state.draft.place ? `${text}, ${state.about}` : `${state.about}, ${text}`
}

/**
 * The places a text mentions where help may be needed, each with what the tables know of it. What may be a name and is
 * none is left out; so is what only repeats a more exact place ("Mill Lane, HX7 8AA").
 */
export async function mentionsIn(house: House, text: string, pin: Pin | null = null): Promise<Mentioned[]> {
  const mentions = [...(pin ? [pinned(pin)] : []), ...whereNeeded(text, findPlaces(text))]
  const outwards = mentions.flatMap(({ source, candidates }) => (source === 'outward' ? candidates : []))
  const looked = await Promise.all(
    mentions.map(async (mention) => ({ mention, found: await lookUp(house, mention, outwards) })),
  )
  const completed = await Promise.all(looked.map((one) => complete(house, one, looked)))
  return sharpest(completed.filter(isPlace)).map(({ mention, found }) => {
    const { said, source, form } = mention
    return { said, source, guess: form === 'answer', found: found.map((place) => ({ ...place, said })) }
  })
}

/** A finger on a small map is not exact. */
const pinRadiusM = 50

const pinned = ({ lat, lon, label }: Pin): PlaceMention => ({
  source: 'pin',
  said: label ?? 'pin',
  role: 'there',
  candidates: [],
  exact: true,
  point: { lat, lon },
  radiusM: pinRadiusM,
  start: 0,
  end: 0,
})

interface Looked {
  readonly mention: PlaceMention
  readonly found: readonly Found[]
}

async function lookUp(house: House, mention: PlaceMention, outwards: readonly string[]): Promise<readonly Found[]> {
  const { geocoder } = house
  const { source, candidates, within = [] } = mention
  if (mention.point) return [await positioned(house, mention, mention.point)]
  if (source === 'name') return besides(mention, await geocoder.named(candidates, [...within, ...outwards]))
  if (source !== 'postcode' && source !== 'outward') return []
  const found = await Promise.all(candidates.map((code) => geocoder[source](code)))
  return found.filter((place) => place !== undefined)
}

/** A position, with its lost minus sign where only that is near anything. */
async function positioned({ geocoder }: House, mention: PlaceMention, point: Point): Promise<Found> {
  const { orElse, radiusM = 100 } = mention
  const near = await geocoder.nearest(point)
  const nearOther = near === undefined && orElse ? await geocoder.nearest(orElse) : undefined
  const at = nearOther === undefined ? point : orElse!
  return {
    label: nearTo(inWords(mention, at), near ?? nearOther),
    point: at,
    radiusM,
    source: mention.source as Found['source'],
  }
}

const nearTo = (words: string, postcode: string | undefined): string =>
  postcode === undefined ? words : `${words}, near ${postcode}`

const six = (degrees: number): number => Math.round(degrees * 1e6) / 1e6

/** As it was said where a map would take it, otherwise as a position. */
const inWords = ({ source, said }: PlaceMention, { lat, lon }: Point): string =>
  source === 'grid' || (source === 'plus_code' && said.length < 20) ? said.toUpperCase() : `${six(lat)}, ${six(lon)}`

const besides = ({ beside }: PlaceMention, found: readonly Found[]): readonly Found[] =>
  beside ? found.map((place) => ({ ...place, label: `${place.label}, ${beside}` })) : found

/** A short plus code is completed by the town it was said with, or else by another place of the text. */
async function complete({ geocoder }: House, one: Looked, all: readonly Looked[]): Promise<Looked> {
  const { mention, found } = one
  const [code] = mention.candidates
  if (mention.source !== 'plus_code' || found.length > 0 || code === undefined) return one
  const towns = await geocoder.named(mention.within ?? [], [])
  const near = towns.length > 0 ? towns : all.flatMap((other) => (other === one ? [] : other.found))
  const spots = near.map(({ point }) => completePlusCode(code, point))
  const labels = await Promise.all(spots.map(async ({ point }) => nearTo(code, await geocoder.nearest(point))))
  const places = spots.map((spot, i) => ({ ...spot, label: labels[i]!, source: 'plus_code' as const }))
  return { mention, found: places.filter((_, i) => labels.indexOf(labels[i]!) === i) }
}

/** What looks like a name or an outward code counts when there is one; a street or a postcode is asked about. */
const isPlace = ({ mention, found }: Looked): boolean =>
  found.length > 0 || (mention.source !== 'outward' && (mention.source !== 'name' || mention.form === 'street'))

const vague = ({ mention }: Looked): boolean => mention.source === 'name' || mention.source === 'outward'

/** Without names beside something exact, and without a town beside a street in it. */
function sharpest(all: readonly Looked[]): readonly Looked[] {
  if (all.some((one) => !vague(one) && one.found.length > 0)) return all.filter((one) => !vague(one))
  return all.filter((one) => !all.some((other) => other !== one && liesIn(other.found, one.found)))
}

const liesIn = (inner: readonly Found[], outer: readonly Found[]): boolean =>
  inner.length > 0 &&
  outer.length > 0 &&
  inner.every((a) => outer.some((b) => b.radiusM > a.radiusM && haversineM(a.point, b.point) <= b.radiusM + a.radiusM))
