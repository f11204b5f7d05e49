import { html } from 'hono/html'
import type { Point } from '../../../core/geo/point.ts'
import type { Land, Scene, ShownNeed, ShownVolunteer, Standing } from './scene.ts'

type Spot = readonly [x: number, y: number]

const width = 640
const margin = 34

export interface Chart {
  readonly height: number
  readonly place: (point: Point) => Spot
}

/** Fits the land into a picture `width` wide, north up. */
export function chartOf(land: Land): Chart {
  const [lats, lons] = [land.places.map((p) => p.lat), land.places.map((p) => p.lon)]
  const [north, south, west, east] = [Math.max(...lats), Math.min(...lats), Math.min(...lons), Math.max(...lons)]
  const squeeze = Math.cos((north * Math.PI) / 180)
  const scale = (width - 2 * margin) / ((east - west) * squeeze)
  return {
    height: Math.round((north - south) * scale + 2 * margin),
    place: ({ lat, lon }) => [
      Math.round(((lon - west) * squeeze * scale + margin) * 10) / 10,
      Math.round(((north - lat) * scale + margin) * 10) / 10,
    ],
  }
}

/** The town from above, with everybody in it. What it shows is in the lists beside it in words. */
export function townMap(land: Land, scene: Scene) {
  const chart = chartOf(land)
  return html`<svg class="map" viewBox="0 0 ${width} ${chart.height}" role="img" aria-label="Map of ${scene.town}: the river, the streets, the volunteers and the needs listed below">
    ${ground(land, chart)}
    <g>${scene.volunteers.map((volunteer) => journey(volunteer, chart))}</g>
    <g>${scene.needs.toReversed().map((need) => pin(need, chart))}</g>
    <g>${scene.volunteers.map((volunteer) =>
      dot(
        volunteer,
        chart,
        scene.asked.some((person) => person.id === volunteer.id),
      ),
    )}</g>
  </svg>`
}

function ground({ river, streets, places }: Land, { place }: Chart) {
  const houses = places.map((point) => `M${place(point).join(' ')}h0`).join('')
  const water = smooth(river.map(place))
  return html`<path class="bank" d="${water}"/><path class="river" d="${water}"/>
    ${streets.map(({ line }) => html`<path class="street" d="M${line.map((p) => place(p).join(' ')).join('L')}"/>`)}
    <path class="houses" d="${houses}"/>`
}

/** A curve through all points (Catmull-Rom, as cubic Béziers). */
function smooth(points: readonly Spot[]): string {
  const at = (i: number): Spot => points[Math.max(0, Math.min(points.length - 1, i))]!
  const near = (i: number, from: number, to: number): string =>
    [0, 1].map((k) => (at(i)[k]! + (at(to)[k]! - at(from)[k]!) / 6).toFixed(1)).join(' ')
  const pieces = points.slice(1).map((end, i) => `C${near(i, i - 1, i + 1)} ${near(i + 1, i + 2, i)} ${end.join(' ')}`)
  return `M${points[0]!.join(' ')}${pieces.join('')}`
}

function journey({ point, toward, standing }: ShownVolunteer, { place }: Chart) {
  if (!toward || standing === 'there') return ''
  return html`<path class="journey ${standing}" d="M${place(point).join(' ')}L${place(toward).join(' ')}"/>`
}

const marks: Readonly<Partial<Record<Standing | 'idle', string>>> = {
  asked: '?',
  yes: '✓',
  on_the_way: '✓',
  there: '✓',
  done: '✓',
  no: '×',
  stood_down: '–',
  reserve: '+',
}

/** Where the dot stands of somebody who is there: beside the pin, not on it. */
const besidePin = 24

function dot({ point, toward, standing, first }: ShownVolunteer, { place }: Chart, yours: boolean) {
  const there = standing === 'there' && toward !== null
  const [x, y] = place(there ? toward : point)
  return html`<g class="who ${standing}${yours ? ' yours' : ''}" transform="translate(${there ? x + besidePin : x} ${y})"><title>${first}</title><circle class="halo"/><circle class="face"/><text class="mark" y="4.5">${marks[standing]}</text><text class="name" y="24">${standing === 'idle' ? '' : first}</text></g>`
}

function pin({ point, number, state, yours }: ShownNeed, { place }: Chart) {
  const [x, y] = place(point)
  return html`<g class="pin ${state}${yours ? ' yours' : ''}" transform="translate(${x} ${y})"><path d="M0 0C-4-9-13-13-13-24A13 13 0 1 1 13-24C13-13 4-9 0 0Z"/><text y="-19.5">${number}</text></g>`
}
