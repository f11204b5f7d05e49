import { html } from 'hono/html'
import { metresPerMile } from '../../../core/geo/distance.ts'
import type { Point } from '../../../core/geo/point.ts'
import type { Urgency } from '../../../core/kinds.ts'
import type { Html } from './parts.ts'
import { plural } from './words.ts'

/** Open needs of one rough area. */
export interface Spot {
  readonly label: string
  readonly at: Point
  readonly count: number
  readonly urgency: Urgency
}

export interface Land {
  readonly south: number
  readonly north: number
  readonly west: number
  readonly east: number
}

const width = 720
const height = 400
const leastSpanDeg = 0.022
const metresPerDegLat = 111_195

/** The land to draw for these spots: as wide as the picture, with some room around, never less than a mile or two. */
export function landOf(spots: readonly Spot[]): Land {
  const [lats, lons] = [spots.map((s) => s.at.lat), spots.map((s) => s.at.lon)]
  const middle = { lat: (Math.max(...lats) + Math.min(...lats)) / 2, lon: (Math.max(...lons) + Math.min(...lons)) / 2 }
  const squeeze = Math.cos((middle.lat * Math.PI) / 180)
  const tall = Math.max(leastSpanDeg, (Math.max(...lats) - Math.min(...lats)) * 1.4)
  const wide = ((Math.max(...lons) - Math.min(...lons)) * 1.4 * squeeze * height) / width
  const half = Math.max(tall, wide) / 2
  const across = (half * width) / height / squeeze
  const { lat, lon } = middle
  return { south: lat - half, north: lat + half, west: lon - across, east: lon + across }
}

/** The same as the table of needs, from above. Each circle is a rough area, never a house. */
export function needsMap(spots: readonly Spot[], homes: readonly Point[]): Html {
  const land = landOf(spots)
  const place = ({ lat, lon }: Point): [number, number] => [
    Math.round(((lon - land.west) / (land.east - land.west)) * width),
    Math.round(((land.north - lat) / (land.north - land.south)) * height),
  ]
  const dots = homes.map((home) => `M${place(home).join(' ')}h0`).join('')
  const all = spots.reduce((n, spot) => n + spot.count, 0)
  return html`<figure>
    <svg class="map" viewBox="0 0 ${width} ${height}" role="img" aria-label="Map of ${plural(all, 'open need')} in ${plural(spots.length, 'area')}; the table holds the same">
      <path class="land" d="${dots}"/>
      ${spots.map((spot) => circle(spot, place(spot.at)))}
      ${scale(land)}
    </svg>
    <figcaption>Each circle stands in the middle of a postcode sector, never at a house; the number is how many needs are open there. Small dots are where people live. North is up.</figcaption>
  </figure>`
}

function circle({ label, count, urgency }: Spot, [x, y]: [number, number]): Html {
  const r = Math.min(34, 13 + 3 * Math.sqrt(count))
  return html`<g class="spot ${urgency}"><circle cx="${x}" cy="${y}" r="${r.toFixed(1)}"/><text x="${x}" y="${y + 5}">${count}</text><text class="label" x="${x}" y="${(y + r + 16).toFixed(1)}">${label}</text></g>`
}

/** A mile, or as many as fit well. */
function scale({ north, south }: Land): Html {
  const pxPerMile = (metresPerMile * height) / ((north - south) * metresPerDegLat)
  const miles = [1, 2, 5, 10, 20, 50, 100, 200].find((n) => n * pxPerMile > 60) ?? 500
  const length = Math.round(miles * pxPerMile)
  return html`<g class="scale"><path d="M16 ${height - 14}h${length}"/><text x="16" y="${height - 22}">${plural(miles, 'mile')}</text></g>`
}
