import { describe, expect, it } from 'vitest'
import { findPlaces } from '../../../bots/understand/places.ts'

const seen = (text: string): string =>
  findPlaces(text)
    .map(({ source, point, radiusM, candidates, within }) =>
      point ? `${source} ${point.lat},${point.lon} ±${radiusM}` : [source, ...candidates, ...(within ?? [])].join(' '),
    )
    .join('; ')

describe('a link is read without asking anybody', () => {
  it.each([
    ['https://maps.google.com/?q=51.9912,-2.1598', 'map_link 51.9912,-2.1598 ±50'],
    ['https://maps.google.com/maps?q=loc:51.9912,-2.1598', 'map_link 51.9912,-2.1598 ±50'],
    ['https://www.google.com/maps/search/?api=1&query=51.9912%2C-2.1598', 'map_link 51.9912,-2.1598 ±50'],
    ['https://www.google.co.uk/maps/dir//51.9912,-2.1598/', 'map_link 51.9912,-2.1598 ±50'],
    ['https://www.google.com/maps/@51.9912,-2.1598,15z', 'map_link 51.9912,-2.1598 ±250'],
    [
      'https://www.google.com/maps/place/X/@52.0231,-2.1501,15z/data=!3m1!4b1!8m2!3d52.0245!4d-2.1488',
      'map_link 52.0245,-2.1488 ±50',
    ],
    ['https://www.google.com/maps?q=GL20+5BY', 'postcode GL20 5BY'],
    ['https://www.google.com/maps/place/GL20+5BY/@51.99,-2.15,17z', 'postcode GL20 5BY'],
    ['https://www.google.com/maps/search/Mill+Lane,+Hebden+Bridge', 'name Mill Lane Hebden Bridge'],
    ['https://maps.apple.com/?ll=51.9912,-2.1598&q=Dropped%20Pin', 'map_link 51.9912,-2.1598 ±50'],
    ['https://maps.apple.com/place?coordinate=51.9912,-2.1598&name=Home', 'map_link 51.9912,-2.1598 ±50'],
    ['http://maps.apple.com/?daddr=51.9912,-2.1598', 'map_link 51.9912,-2.1598 ±50'],
    ['https://www.openstreetmap.org/?mlat=51.9912&mlon=-2.1598#map=17/51.9/-2.1', 'map_link 51.9912,-2.1598 ±50'],
    ['https://www.openstreetmap.org/#map=17/51.9912/-2.1598', 'map_link 51.9912,-2.1598 ±250'],
    ['geo:51.9912,-2.1598', 'map_link 51.9912,-2.1598 ±50'],
    ['geo:51.9912,-2.1598;u=350', 'map_link 51.9912,-2.1598 ±350'],
    ['geo:0,0?q=51.9912,-2.1598(Mum)', 'map_link 51.9912,-2.1598 ±50'],
    ['https://plus.codes/9C3VXRRR+F3', 'plus_code 51.991187,-2.159813 ±50'],
    ['water rising https://maps.google.com/?q=51.9912,-2.1598, hurry', 'map_link 51.9912,-2.1598 ±50'],
  ])('%j', (text, expected) => expect(seen(text)).toBe(expected))
})

describe('a short link says nothing itself', () => {
  it.each([
    ['https://maps.app.goo.gl/Ab12Cd34'],
    ['maps.app.goo.gl/Ab12Cd34'],
    ['see https://goo.gl/maps/GL205BY.'],
    ['https://maps.apple/p/HX78AA'],
    ['https://waze.com/ul/hgcx1'],
  ])('%j', (text) => expect(seen(text)).toBe('short_link'))
})

it('leaves other links, and their letters, alone', () => {
  expect(seen('https://flood.example.org/news/2026')).toBe('')
})
