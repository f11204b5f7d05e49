import type { Point } from '../../core/geo/point.ts'
import { seeded } from './seeded.ts'

/** Metres east and north of the market square. */
type Spot = readonly [east: number, north: number]

export interface Street {
  readonly name: string
  readonly sector: string
  readonly line: readonly Spot[]
}

export interface TownPlace {
  readonly postcode: string
  readonly street: string
  readonly at: Point
}

const square: Point = { lat: 51.99, lon: -2.16 }
const metresPerDegLat = 111_195
const metresPerDegLon = metresPerDegLat * Math.cos((square.lat * Math.PI) / 180)

export const pointAt = ([east, north]: Spot): Point => ({
  lat: Number((square.lat + north / metresPerDegLat).toFixed(6)),
  lon: Number((square.lon + east / metresPerDegLon).toFixed(6)),
})

/** The Wick, from where it comes into the picture to where it leaves. */
const riverLine: readonly Spot[] = [
  [-1500, 760],
  [-950, 560],
  [-520, 500],
  [-210, 380],
  [-70, 150],
  [-120, -110],
  [-380, -330],
  [-470, -640],
  [-380, -1000],
]

const street = (name: string, sector: string, ...line: readonly Spot[]): Street => ({ name, sector, line })

/** No postcode district is called GL99. */
const streetLines: readonly Street[] = [
  street('Mill Lane', 'GL99 1', [-10, 40], [60, 420]),
  street('High Street', 'GL99 1', [70, -330], [110, 480]),
  street('Church Walk', 'GL99 1', [100, 130], [430, 190]),
  street('Quay Street', 'GL99 1', [20, -10], [400, -70]),
  street('Tannery Row', 'GL99 1', [80, -220], [420, -260]),
  street('Northgate', 'GL99 2', [110, 480], [190, 930]),
  street('Orchard Road', 'GL99 2', [130, 600], [650, 680]),
  street('Chapel Hill', 'GL99 2', [160, 790], [-480, 850]),
  street('Abbey Close', 'GL99 2', [120, 560], [-300, 590]),
  street('London Road', 'GL99 3', [430, 190], [1320, 330]),
  street('Eastfield Avenue', 'GL99 3', [560, 210], [640, -300]),
  street('Hawthorn Drive', 'GL99 3', [900, 260], [990, -240]),
  street('School Lane', 'GL99 3', [630, -250], [1250, -330]),
  street('Larch Rise', 'GL99 3', [760, 240], [860, 640]),
  street('Bridge Street', 'GL99 4', [60, -40], [-720, 30]),
  street('Ferry Road', 'GL99 4', [-330, 0], [-660, -430]),
  street('Weir Lane', 'GL99 4', [-520, 20], [-600, 360]),
  street('Poplar Way', 'GL99 4', [-720, 30], [-1250, -170]),
  street('Station Road', 'GL99 4', [-720, 30], [-1020, 410]),
]

const perSector = 52
/** The letters a postcode may end in. */
const letters = 'ABDEFGHJLNPQRSTUWXYZ'

/** The postcodes of a sector, shared out along its streets. */
function placesOf(sector: string): TownPlace[] {
  const streets = streetLines.filter((s) => s.sector === sector)
  return Array.from({ length: perSector }, (_, i) => {
    const { name, line } = streets[i % streets.length]!
    const along = (Math.floor(i / streets.length) + 0.5) / Math.ceil(perSector / streets.length)
    const unit = `${letters[Math.floor(i / letters.length)]}${letters[i % letters.length]}`
    return { postcode: `${sector}${unit}`, street: name, at: pointAt(besideTheRoad(line, along, sector + unit)) }
  })
}

function besideTheRoad([from, to]: readonly Spot[], along: number, key: string): Spot {
  const chance = seeded(key)
  const aside = () => (chance() - 0.5) * 50
  return [from![0] + (to![0] - from![0]) * along + aside(), from![1] + (to![1] - from![1]) * along + aside()]
}

export interface Town {
  readonly name: string
  /** About 200 postcodes that do not exist. */
  readonly places: readonly TownPlace[]
  readonly river: readonly Point[]
  readonly streets: readonly { readonly name: string; readonly line: readonly Point[] }[]
  /** The one real postcode: where the resident whose phone the visitor holds lives. */
  readonly home: TownPlace
}

/** A small town that does not exist, on a river. */
export const wickbourne: Town = {
  name: 'Wickbourne',
  places: [...new Set(streetLines.map((s) => s.sector))].flatMap(placesOf),
  river: riverLine.map(pointAt),
  streets: streetLines.map(({ name, line }) => ({ name, line: line.map(pointAt) })),
  home: { postcode: 'GL20 5BY', street: 'Mill Lane', at: { lat: 51.9912, lon: -2.1598 } },
}
