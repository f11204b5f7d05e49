export type Urgency = 'life' | 'urgent' | 'soon' | 'routine'
export type Vetting = 'none' | 'basic' | 'standard' | 'enhanced'
export type Vehicle = 'none' | 'cycle' | 'car' | 'van' | '4x4'

/** Rising order: somebody with a later level may do what an earlier one allows. */
export const vettingLevels: readonly Vetting[] = ['none', 'basic', 'standard', 'enhanced']

/** What a vehicle can stand in for: rising order of load. A cycle is not a car. */
export const vehicles: readonly Vehicle[] = ['none', 'cycle', 'car', 'van', '4x4']

/**
 * One sort of help. Everything the engine does differently for it stands here; a new sort is a new row.
 *
 * Seats shall be taken `fill.withinMin` minutes after asking begins with a chance of `fill.targetPpm` in a million; how
 * soon people answer is learnt apart for what is `pressing` and what is `ordinary`.
 * `quiet` kinds ask nobody between 22:00 and 07:00 unless the need is urgent. `openAir` kinds are done without entering
 * a home, so an unconfirmed volunteer may do them. `briefing` is read and acknowledged before an address is given.
 */
export interface Kind {
  readonly label: string
  readonly task: string
  readonly words: readonly string[]
  readonly urgency: Urgency
  readonly wanted: number
  readonly vetting: Vetting
  readonly vehicle: Vehicle
  readonly radiusM: number
  readonly arriveInMin: number
  readonly lastsMin: number
  readonly fill: { readonly withinMin: number; readonly targetPpm: number }
  readonly answered: 'pressing' | 'ordinary'
  readonly quiet: boolean
  readonly openAir: boolean
  readonly lifeSafety: boolean
  readonly portions: boolean
  /** Whoever does it every week needs a kitchen that a planner has confirmed. */
  readonly hygiene: boolean
  readonly briefing: string | null
}

const ordinary = {
  wanted: 1,
  vetting: 'none',
  vehicle: 'none',
  radiusM: 8_000,
  arriveInMin: 120,
  lastsMin: 60,
  fill: { withinMin: 45, targetPpm: 950_000 },
  answered: 'ordinary',
  quiet: true,
  openAir: false,
  lifeSafety: false,
  portions: false,
  hygiene: false,
  briefing: null,
} as const

const pressing = {
  ...ordinary,
  arriveInMin: 45,
  lastsMin: 120,
  fill: { withinMin: 10, targetPpm: 950_000 },
  answered: 'pressing',
  quiet: false,
} as const

const rows = {
  flood_help: {
    ...pressing,
    label: 'flood help',
    task: 'sandbags, lifting things up. Keep out of moving water',
    words: [
      'flood',
      'floods',
      'flooding',
      'flooded',
      'sandbag',
      'sandbags',
      'sand bags',
      'water coming in',
      'water is coming in',
      'water rising',
      'water getting in',
      'under water',
      'underwater',
      'pump',
      'burst its banks',
    ],
    urgency: 'urgent',
    arriveInMin: 30,
    openAir: true,
  },
  evacuation: {
    ...pressing,
    label: 'help to get out',
    task: 'help somebody leave home safely',
    words: [
      'evacuate',
      'evacuation',
      'evacuated',
      'get us out',
      'get me out',
      'get her out',
      'get him out',
      'get out of the house',
      'need to leave',
      'leave my home',
    ],
    urgency: 'urgent',
    vehicle: 'car',
    lifeSafety: true,
    briefing: 'Do not drive through flood water. If it looks unsafe stay away, tell us and call 999',
  },
  shopping: {
    ...ordinary,
    label: 'shopping',
    task: 'fetch some shopping',
    words: [
      'shopping',
      'groceries',
      'food shop',
      'milk and bread',
      'bread and milk',
      'from the shop',
      'from the shops',
      'supermarket',
      'run out of food',
      'no food',
      'need food',
      'baby milk',
      'nappies',
      'milk',
      'bread',
      'eggs',
      'toiletries',
      'toilet roll',
    ],
    urgency: 'soon',
  },
  prescription: {
    ...ordinary,
    label: 'a prescription pick-up',
    task: 'collect a prescription, hand it over unopened',
    words: [
      'prescription',
      'prescriptions',
      'medicine',
      'medicines',
      'medication',
      'tablets',
      'pharmacy',
      'chemist',
      'insulin',
      'inhaler',
      'pills',
      'painkillers',
      'antibiotics',
      'paracetamol',
    ],
    urgency: 'soon',
    arriveInMin: 180,
  },
  meal: {
    ...ordinary,
    label: 'a cooked meal',
    task: 'bring a cooked meal',
    words: [
      'meal',
      'meals',
      'hot meal',
      'dinner',
      'dinners',
      'lunch',
      'lasagne',
      'soup',
      'stew',
      'curry',
      'casserole',
      'hot food',
      'portion',
      'portions',
      'cooked',
      'sandwiches',
      'pie',
      'supper',
      'breakfast',
    ],
    urgency: 'soon',
    portions: true,
    hygiene: true,
    radiusM: 5_000,
  },
  lift: {
    ...ordinary,
    label: 'a lift',
    task: 'give a lift by car',
    words: [
      'lift to',
      'a lift',
      'need a ride',
      'drive me',
      'drive her',
      'drive him',
      'take me to',
      'transport to',
      'hospital appointment',
      'physio',
      'dialysis',
      'chemo',
      'get to hospital',
      'get to the doctor',
    ],
    urgency: 'soon',
    vehicle: 'car',
    radiusM: 12_000,
  },
  welfare_check: {
    ...pressing,
    label: 'a welfare check',
    task: 'knock, see that all is well, tell us',
    words: [
      'check on',
      'welfare check',
      'look in on',
      "haven't heard from",
      'not heard from',
      'not answering',
      'knock on',
      'see if she is ok',
      'see if he is ok',
      'make sure she',
      'make sure he',
      "isn't answering",
    ],
    urgency: 'urgent',
    arriveInMin: 60,
    vetting: 'basic',
    briefing:
      'Knock and talk at the door, do not go in alone. If somebody is hurt or does not answer call 999 and tell us',
  },
  snow_ice: {
    ...ordinary,
    label: 'snow or ice clearing',
    task: 'clear and grit a path',
    words: ['snow', 'ice', 'icy', 'grit', 'gritting', 'clear my path', 'clear the path', 'snowed in', 'black ice'],
    urgency: 'soon',
    openAir: true,
  },
  power: {
    ...pressing,
    label: 'help in a power cut',
    task: 'bring a torch, power bank or something hot',
    words: [
      'power cut',
      'no power',
      'no electricity',
      'electric is off',
      'electricity is off',
      'power is out',
      'power out',
      'blackout',
      'generator',
      'no heating',
      'lights are out',
      'lights out',
    ],
    urgency: 'urgent',
    openAir: true,
  },
  clean_up: {
    ...ordinary,
    label: 'help cleaning up',
    task: 'help clean up: mud, wet carpets, rubbish',
    words: [
      'clean up',
      'cleanup',
      'cleaning up',
      'clear up',
      'mud',
      'wet carpet',
      'carpets out',
      'rubbish',
      'skip',
      'debris',
      'fallen tree',
    ],
    urgency: 'routine',
    wanted: 2,
    lastsMin: 180,
    fill: { withinMin: 180, targetPpm: 950_000 },
  },
  pet_care: {
    ...ordinary,
    label: 'pet care',
    task: 'walk or look after a pet',
    words: [
      'dog',
      'dogs',
      'cat',
      'cats',
      'pet',
      'pets',
      'dog walk',
      'dog walking',
      'walk my dog',
      'rabbit',
      'horse',
      'horses',
    ],
    urgency: 'routine',
  },
  company: {
    ...ordinary,
    label: 'company',
    task: 'call in for a chat',
    words: [
      'lonely',
      'company',
      'someone to talk to',
      'somebody to talk to',
      'a chat',
      'befriend',
      'befriending',
      'on my own all',
    ],
    urgency: 'routine',
    vetting: 'basic',
    briefing:
      'Keep to the doorstep or a public place on a first visit. Take no money or gifts. Tell us if anything worries you',
  },
  asset: {
    ...ordinary,
    label: 'a drain or grit bin check',
    task: 'look, clear it if safe from the pavement, tell us',
    words: [
      'blocked drain',
      'drain',
      'drains',
      'gully',
      'gullies',
      'grit bin',
      'culvert',
      'manhole',
      'defibrillator',
      'storm drain',
    ],
    urgency: 'routine',
    openAir: true,
    fill: { withinMin: 240, targetPpm: 900_000 },
  },
  other: {
    ...ordinary,
    label: 'help',
    task: 'help as the planner has arranged with you',
    words: [],
    urgency: 'soon',
  },
} as const satisfies Record<string, Kind>

export type KindId = keyof typeof rows

/** The table of kinds, by id. */
export const kinds: Readonly<Record<KindId, Kind>> = rows

export const kindIds = Object.keys(rows) as readonly KindId[]

export const isKindId = (value: unknown): value is KindId => typeof value === 'string' && Object.hasOwn(rows, value)
