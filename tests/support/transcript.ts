import type { Town, TownName } from './town.ts'
import { openTown } from './town.ts'

interface Line {
  readonly kind: 'keep' | 'setup' | 'said' | 'pass' | 'heard'
  readonly text: string
}

const said = /^(\w+)> (.*)$/
const heard = /^(\w+)< |^! /

function parse(written: string): Line[] {
  return written
    .split('\n')
    .map((text): Line => {
      if (/^(place|named|volunteer|starts|duty|site|phone) /.test(text)) return { kind: 'setup', text }
      if (said.test(text)) return { kind: 'said', text }
      if (/^\.\.\. \d+ (min|days)$/.test(text)) return { kind: 'pass', text }
      return { kind: heard.test(text) ? 'heard' : 'keep', text }
    })
    .filter((line) => line.kind !== 'heard')
}

/**
 * Plays a transcript on the real engine and returns it as it went: `Name>` is what a person texts (kept), `Name<` what
 * they are sent, `!` what we set out to do, `... 30 min` lets time pass, `... 300 days`
 * without anything happening meanwhile. A phone is given to each name in order, `phone
 * Name` to one that writes only later.
 */
export async function play(written: string): Promise<string> {
  const lines = parse(written)
  const setup = lines.filter((line) => line.kind === 'setup').map((line) => line.text)
  const starts = setup.find((text) => text.startsWith('starts '))?.slice('starts '.length) ?? '2026-11-22T14:00:00.000Z'
  const places = setup.filter((text) => text.startsWith('place ')).map(readPlace)
  const named = setup.filter((text) => text.startsWith('named ')).map(readNamed)
  const publicUrl = setup.find((text) => text.startsWith('site '))?.slice('site '.length)
  const failures: string[] = []
  const town = await openTown({
    places,
    named,
    startsAt: starts,
    log: (line) => failures.push(line),
    ...(publicUrl ? { publicUrl } : {}),
  })
  const names = new Names()
  try {
    for (const text of setup.filter((t) => t.startsWith('volunteer '))) await town.volunteer(readVolunteer(text, names))
    for (const text of setup.filter((t) => t.startsWith('duty ')))
      await town.duty(names.phone(text.slice('duty '.length)))
    for (const text of setup.filter((t) => t.startsWith('phone '))) names.phone(text.slice('phone '.length))
    const played: string[] = []
    for (const line of lines) played.push(line.text, ...(await playLine(town, line, names)))
    return [...played, ...failures.map((line) => `!! ${line}`)].join('\n')
  } finally {
    await town.close()
  }
}

async function playLine(town: Town, { kind, text }: Line, names: Names): Promise<string[]> {
  const before = { texts: town.phones.texts.length, entries: await town.entryCount() }
  if (kind === 'said') {
    const [, name, words] = said.exec(text)!
    await town.text(names.phone(name!), words!)
  } else if (kind === 'pass' && text.endsWith('days')) town.skip(Number(text.split(' ')[1]) * 24 * 60)
  else if (kind === 'pass') await town.pass(Number(text.split(' ')[1]))
  else return []
  const done = await town.understood(before.entries)
  const out = town.phones.texts.slice(before.texts).filter((t) => t.direction === 'to_phone')
  return [...done.map((command) => `! ${command}`), ...out.map((t) => `${names.name(t.phone)}< ${t.text}`)]
}

function readPlace(text: string) {
  const [, outward, inward, lat, lon] = text.split(' ')
  return { postcode: `${outward} ${inward}`, lat: Number(lat), lon: Number(lon) }
}

/** 'named street Mill Lane, Hebden Bridge 53.74 -2.01 200': what, where, and how far it reaches. */
function readNamed(text: string): TownName {
  const [, kind, name, town = '', lat, lon, radiusM] =
    /^named (settlement|street|other) ([^,]+?)(?:, (.+?))? (-?[\d.]+) (-?[\d.]+) (\d+)$/.exec(text)!
  return {
    kind: kind as TownName['kind'],
    name: name!,
    town,
    lat: Number(lat),
    lon: Number(lon),
    radiusM: Number(radiusM),
  }
}

function readVolunteer(text: string, names: Names) {
  const [, name, lat, lon, ...more] = text.split(' ')
  const given = Object.fromEntries(more.map((m) => m.split('=')))
  return {
    name: name!,
    phone: names.phone(name!),
    at: { lat: Number(lat), lon: Number(lon) },
    ...(given.skills ? { skills: given.skills.split(',') } : {}),
    ...(given.vetting ? { vetting: given.vetting } : {}),
    ...(given.vehicle ? { vehicle: given.vehicle } : {}),
  }
}

class Names {
  readonly #phones = new Map<string, string>()

  phone(name: string): string {
    const known = this.#phones.get(name)
    if (known) return known
    const phone = `+4477009001${String(this.#phones.size).padStart(2, '0')}`
    this.#phones.set(name, phone)
    return phone
  }

  name(phone: string): string {
    return [...this.#phones].find(([, number]) => number === phone)?.[0] ?? phone
  }
}
