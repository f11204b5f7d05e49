// What is personal is put into every field there is, a need is played to its end, and then it is looked for everywhere
// but in the texts themselves.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { filesBelow, findIn, tablesOf } from '../support/haystack.ts'
import { type LiveMuster, startLive } from '../support/live.ts'
import { playConsole } from './console-play.ts'

const [ada, sam, priya, kit, cook] = ['0421', '0422', '0423', '0424', '0425'].map((end) => `+447700900${end.slice(1)}`)
const numbers = ['7700900421', '7700900422', '7700900423', '7700900424', '7700900425']
const postcode = 'GL20 5BY'

/** Every one stands for somebody's words; none is a word of ours. */
const words = {
  volunteer: 'Samquetzal',
  surname: 'Halewombat',
  second: 'Priyanumbat',
  email: 'ocelot@example.org',
  externalId: 'ID-axolotl-7',
  ownPostcode: 'ZE9 9QX',
  latitude: '51.99317',
  skill: 'jugglinglemur',
  language: 'Tapirese',
  source: 'quokkafair',
  mother: 'mumkakapo',
  request: 'pangolinflood',
  resident: 'Adacapybara',
  house: '3 Binturong Row',
  detail: 'backdoorfossa',
  condition: 'okapi',
  toResident: 'gatedugong',
  toVolunteer: 'dognarwhal',
  joiner: 'Kitaardvark',
  cook: 'Cookserval',
  dish: 'tamandualasagne',
  nonsense: 'zyzzogeton',
  bad: 'badrowmarmoset',
} as const

const typed = {
  callerPhone: '07700 900 426',
  dutyPhone: '+44 (0)7700 900427',
  callerName: 'Callerdhole Voss',
  subjectName: 'Subjectgharial Voss',
  house: '9 Hoatzin Court',
  words: 'the cellar has a mudskipper in it',
  notes: 'key under the olmstone',
  dutyName: 'Dutytarsier Marsh',
  staffName: 'Staffaxis Bell',
  login: 'loginpotoroo',
  reason: 'because of the reasonsaiga',
  search: 'samquetz',
  password: 'four wallaby pianos snore',
} as const

const typedWords = ['Callerdhole', 'Subjectgharial', 'Hoatzin', 'mudskipper', 'olmstone', 'Dutytarsier', 'Staffaxis']

const canaries = [
  ...[...Object.values(words), ...numbers, ...typedWords, typed.login, typed.search, typed.password],
  ...['reasonsaiga', '7700900426', '7700 900 426', '7700900427'],
]

let live: LiveMuster
let addresses: string[]
let dir: string

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'muster-canaries-'))
  live = await startLive()
  await enterPlaces()
  await enterVolunteers()
  await play()
  addresses = await playConsole(live, typed)
  for (const done of ['duty_added', 'entered', 'asked', 'closed']) expect(addresses.join('\n')).toContain(`did=${done}`)
  await live.sequenced()
}, 90_000)

afterAll(async () => {
  await live.close()
  rmSync(dir, { recursive: true, force: true })
})

async function enterPlaces(): Promise<void> {
  const [outward, sector] = ['GL20', 'GL20 5']
  await live.owner.query('INSERT INTO places VALUES ($1, $2, $3, 51.9912, -2.1598, 10)', [postcode, sector, outward])
  await live.owner.query('INSERT INTO place_sectors VALUES ($1, $2, 60, 51.9912, -2.1598)', [sector, outward])
}

async function enterVolunteers(): Promise<void> {
  const file = join(dir, 'volunteers.csv')
  const { volunteer, surname, ownPostcode, latitude, skill, language, externalId, email, source, second, bad } = words
  const rows = [
    'name,phone,postcode,lat,lon,radius_km,skills,vetting,vehicle,languages,hours,id,email,source',
    `${volunteer} ${surname},${sam},${ownPostcode},${latitude},-2.1571,5,flood_help;${skill},,,${language},,${externalId},${email},${source}`,
    `${second} ${surname},0${priya!.slice(3)},,51.9951,-2.1501,5,flood_help,,,,,,,`,
    `${bad},07700 900 42X,${postcode},,,,flood_help,,,,,,,`,
    `${bad},${ada},${postcode},,,,flood_help,${bad},,,,,,`,
    `"${bad},${ada},${postcode},,,,flood_help,,,,,,,`,
  ]
  writeFileSync(file, rows.join('\r\n'))
  expect(await live.run('scripts/import-volunteers.ts', file)).toBe(0)
  expect(live.printed()).toContain('2 added')
  await live.sequenced()
}

async function play(): Promise<void> {
  await live.text(
    ada!,
    `Flood water coming in ${words.request}, need sandbags, ${postcode}, ${words.mother} can't walk`,
  )
  await live.heard(ada!, /What name and house/)
  const { 1: asked } = await live.heard(sam!, /Reply (\w+)1 yes/)
  await live.heard(priya!, /Reply (\w+)1 yes/)
  await live.text(ada!, `${words.resident}, ${words.house}`)
  await live.heard(ada!, /Only the person who comes will see that/)
  await live.text(ada!, `also ${words.detail} is open, use that`)
  await live.text(priya!, `no but if ${words.condition} is free tomorrow`)
  await live.text(sam!, `${asked}1`)
  await live.heard(sam!, new RegExp(`${words.resident}.*${words.house}`))
  await live.heard(ada!, new RegExp(words.volunteer))
  await live.text(sam!, `I will be at the ${words.toResident}`)
  await live.heard(ada!, new RegExp(words.toResident))
  await live.text(ada!, `mind the ${words.toVolunteer}`)
  await live.heard(sam!, new RegExp(words.toVolunteer))
  for (const digit of [3, 4, 5]) await live.text(sam!, `${asked}${digit}`)
  const { 1: check } = await live.heard(ada!, /Reply (\w+)1 if so/)
  await live.text(ada!, `${check}1`)
  await live.heard(ada!, /We have closed it/)
  await playOthers()
}

async function playOthers(): Promise<void> {
  await live.text(kit!, 'JOIN')
  await live.heard(kit!, /first name/)
  await live.text(kit!, `I'm ${words.joiner}`)
  await live.heard(kit!, new RegExp(words.joiner))
  await live.text(kit!, postcode)
  const { 1: menu } = await live.heard(kit!, /18 or over\? Reply (\w+)1/)
  await live.text(kit!, `${menu}1`)
  await live.heard(kit!, /What could you do/)
  await live.text(kit!, `${menu}1 3 9`)
  await live.heard(kit!, /How many miles/)
  await live.text(kit!, '2')
  await live.heard(kit!, /You are in/)
  await live.text(cook!, `I've 4 portions of ${words.dish} going spare at ${postcode} until 8`)
  await live.heard(cook!, /What of these is in it/)
  await live.text(cook!, 'beef, milk, gluten')
  await live.heard(cook!, /first name/)
  await live.text(cook!, words.cook)
  await live.text(cook!, `${words.nonsense} ${words.nonsense}`)
  await live.text(priya!, 'STOP')
}

it('nothing personal stands outside what is sealed', { timeout: 60_000 }, async () => {
  const metrics = await (await fetch(`${live.url}/metrics`)).text()
  const ready = await (await fetch(`${live.url}/readyz`)).text()
  expect(await live.run('scripts/ledger.ts', 'verify'), live.printed()).toBe(0)
  await live.owner.query(`INSERT INTO job_runs (name, last_at) VALUES ('planted canary', now())`)
  await live.owner.query('CHECKPOINT')
  const tables = await tablesOf(live.owner, ['places', 'place_sectors'])
  await live.stop()
  const files = filesBelow(live.dataDir)
  const said = [
    { name: 'log', bytes: Buffer.from(live.printed()) },
    { name: 'metrics', bytes: Buffer.from(metrics + ready) },
    { name: 'addresses asked for', bytes: Buffer.from([...addresses, ...live.twilio.requested].join('\n')) },
    { name: 'the same, decoded', bytes: Buffer.from(live.twilio.requested.map(decodeURIComponent).join('\n')) },
  ]
  expect(findIn([...tables, ...files, ...said], canaries)).toEqual([])
  expect(findIn(tables, [postcode, postcode.replace(' ', '')])).toEqual([])
  expect(findIn(tables, ['planted canary'])).toEqual(['planted canary in job_runs'])
  const planted = findIn(files, ['planted canary'])
  expect(planted.some((where) => where.includes('pg_wal/'))).toBe(true)
  expect(planted.some((where) => where.includes('/base/'))).toBe(true)
  expect(files.map((file) => file.name)).toContain('postgres/server.log')
})

it('all of it was there to be found: it was texted', () => {
  const texts = live.twilio.sent.map((text) => text.body).join('\n')
  const heard = ['volunteer', 'resident', 'house', 'toResident', 'toVolunteer', 'joiner'] as const
  expect(heard.filter((name) => !texts.includes(words[name]))).toEqual([])
})
