import { haversineM } from '../../core/geo/distance.ts'
import type { Point } from '../../core/geo/point.ts'
import type { KindId, Vehicle, Vetting } from '../../core/kinds.ts'
import { seeded } from './seeded.ts'
import { type TownPlace, wickbourne } from './town.ts'

/** How somebody answers when asked: `wordy` in plain words, `careless` with a typing error, `asleep` not at all. */
export type Temper = 'keen' | 'steady' | 'wordy' | 'careless' | 'busy' | 'asleep'

export interface Volunteer {
  readonly name: string
  /** One of the numbers that Ofcom keeps for drama. */
  readonly phone: string
  readonly at: Point
  readonly postcode: string
  readonly temper: Temper
  readonly skills: readonly KindId[]
  readonly vetting: Vetting
  readonly vehicle: Vehicle
}

export interface Resident {
  readonly name: string
  readonly phone: string
  /** What they answer when asked for name and house. */
  readonly contact: string
  /** What they text first. */
  readonly asks: string
}

const drama = (n: number): string => `+447700900${String(n).padStart(3, '0')}`

/** The number Muster has on these phones. */
export const musterNumber = drama(999)
export const dutyOfficer = { name: 'Hannah Reyes', phone: drama(900) } as const

const water: readonly KindId[] = ['flood_help', 'clean_up', 'power', 'asset']
const wheels: readonly KindId[] = ['flood_help', 'evacuation', 'lift', 'prescription', 'shopping']
const doorstep: readonly KindId[] = ['welfare_check', 'company', 'shopping', 'prescription', 'power']
const kitchen: readonly KindId[] = ['meal', 'shopping', 'pet_care', 'flood_help']
const spade: readonly KindId[] = ['snow_ice', 'flood_help', 'clean_up', 'asset', 'pet_care']

/** Addresses spread over the town, each as far as can be from those chosen before; the nearest to the visitor's home first. */
function spread(count: number): TownPlace[] {
  const chosen: TownPlace[] = []
  for (const taken = [wickbourne.home]; chosen.length < count; taken.push(chosen.at(-1)!)) {
    const room = ({ at }: TownPlace) => Math.min(...taken.map((other) => haversineM(at, other.at)))
    chosen.push(wickbourne.places.reduce((best, place) => (room(place) > room(best) ? place : best)))
  }
  const fromHome = ({ at }: TownPlace) => haversineM(at, wickbourne.home.at)
  return chosen.toSorted((a, b) => fromHome(a) - fromHome(b))
}

type Row = readonly [name: string, temper: Temper, skills: readonly KindId[], vetting: Vetting, vehicle: Vehicle]

const rows: readonly Row[] = [
  ['Sam Okafor', 'steady', water, 'basic', 'van'],
  ['Priya Raman', 'keen', wheels, 'standard', 'car'],
  ['Tomasz Zieliński', 'keen', spade, 'basic', '4x4'],
  ['Aisha Malik', 'steady', doorstep, 'enhanced', 'car'],
  ['Gethin Prosser', 'keen', water, 'none', 'van'],
  ['Mei Tan', 'wordy', kitchen, 'basic', 'cycle'],
  ['Kwame Mensah', 'keen', wheels, 'standard', 'car'],
  ['Rosa Delgado', 'steady', doorstep, 'standard', 'none'],
  ['Declan Byrne', 'busy', water, 'basic', 'car'],
  ['Fatima Noor', 'keen', doorstep, 'enhanced', 'car'],
  ['Olu Adeyemi', 'careless', spade, 'basic', 'van'],
  ['Ingrid Larsen', 'keen', wheels, 'basic', '4x4'],
  ['Harpreet Gill', 'steady', kitchen, 'standard', 'car'],
  ['Leila Haddad', 'keen', doorstep, 'standard', 'none'],
  ['Jack Tolley', 'asleep', water, 'none', 'none'],
  ['Zofia Nowak', 'keen', water, 'basic', 'car'],
  ['Winston Clarke', 'wordy', wheels, 'enhanced', 'car'],
  ['Noor Rahman', 'keen', kitchen, 'basic', 'cycle'],
  ['Eleri Vaughan', 'steady', doorstep, 'enhanced', 'car'],
  ['Diego Castro', 'keen', spade, 'none', 'van'],
  ['Anwen Pugh', 'busy', wheels, 'standard', 'car'],
  ['Yusuf Demir', 'keen', water, 'basic', 'van'],
  ['Margaret Ellison', 'steady', doorstep, 'enhanced', 'car'],
  ['Dmytro Koval', 'keen', water, 'basic', '4x4'],
  ['Chloe Barnes', 'careless', kitchen, 'none', 'none'],
  ['Hamza Sheikh', 'keen', wheels, 'standard', 'car'],
  ['Bronwen Rees', 'steady', doorstep, 'standard', 'none'],
  ['Tariq Aziz', 'keen', spade, 'basic', 'car'],
  ['Siobhan Kelly', 'wordy', kitchen, 'standard', 'car'],
  ['Kofi Boateng', 'keen', water, 'basic', 'van'],
  ['Linh Pham', 'asleep', doorstep, 'basic', 'none'],
  ['George Attwood', 'keen', wheels, 'basic', 'car'],
  ['Amara Eze', 'steady', doorstep, 'enhanced', 'car'],
  ['Pavel Dvořák', 'keen', spade, 'none', '4x4'],
  ['Nisha Patel', 'steady', kitchen, 'standard', 'car'],
  ['Callum Reid', 'keen', water, 'basic', 'van'],
  ['Ruth Goldberg', 'wordy', doorstep, 'enhanced', 'car'],
  ['Emeka Obi', 'keen', wheels, 'standard', 'car'],
  ['Sunita Thapa', 'busy', kitchen, 'basic', 'none'],
  ['Owen Parry', 'keen', water, 'basic', 'van'],
]

const addresses = spread(rows.length)

export const volunteers: readonly Volunteer[] = rows.map(([name, temper, skills, vetting, vehicle], i) => {
  const { at, postcode } = addresses[i]!
  return { name, temper, skills, vetting, vehicle, phone: drama(i + 1), at: nextDoor(at, name), postcode }
})

function nextDoor({ lat, lon }: Point, key: string): Point {
  const chance = seeded(key)
  const aside = (): number => (chance() - 0.5) * 0.0006
  return { lat: Number((lat + aside()).toFixed(6)), lon: Number((lon + aside()).toFixed(6)) }
}

/** Whose phone the visitor holds from the start. */
export const visitor: Resident = {
  name: 'Rose Hale',
  phone: drama(500),
  contact: 'Rose Hale, 3 Mill Lane',
  asks: "Flood water coming in, need sandbags, GL20 5BY, mum can't walk",
}

const on = (street: string, n: number): TownPlace => wickbourne.places.filter((p) => p.street === street)[n]!

function neighbour(n: number, name: string, house: number, at: TownPlace, asks: string): Resident {
  return { name, phone: drama(200 + n), contact: `${name}, ${house} ${at.street}`, asks: `${asks} ${at.postcode}` }
}

/** Other people of the town with something the matter, in the order in which they text. */
export const neighbours: readonly Resident[] = [
  neighbour(
    0,
    'Joan Pask',
    14,
    on('London Road', 8),
    'No electricity here and it is getting cold, could someone help?',
  ),
  neighbour(
    1,
    'Dev Sharma',
    7,
    on('Chapel Hill', 9),
    "Please can someone check on my dad, he isn't answering the phone.",
  ),
  neighbour(2, 'Ana Costa', 22, on('Poplar Way', 6), 'The stream is up to our step, we need sandbags please.'),
  neighbour(3, 'Bill Tranter', 3, on('Hawthorn Drive', 5), 'Urgent please: tablets to collect from the chemist.'),
  neighbour(
    4,
    'Grace Lim',
    31,
    on('Orchard Road', 8),
    'Lights are out in the whole street, has anybody a torch to spare us please?',
  ),
  neighbour(5, 'Piotr Wójcik', 9, on('Ferry Road', 7), 'Garage flooded, need a pump please.'),
  neighbour(
    6,
    'Hilda Moss',
    2,
    on('School Lane', 9),
    'My neighbour has not been seen today, could someone knock on her door please?',
  ),
  neighbour(7, 'Ravi Menon', 18, on('Station Road', 7), 'Flooded lane, need help carrying sandbags to number 18.'),
]
