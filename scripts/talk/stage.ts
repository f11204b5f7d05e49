import { type DeskByText, deskByText } from './desk-by-text.ts'
import type { Town, TownPlace } from './town.ts'

/** A line of a transcript: kept as it is, setting the scene, said, letting time pass, or heard. */
export interface Line {
  readonly kind: 'keep' | 'setup' | 'said' | 'pass' | 'heard'
  readonly text: string
}

const said = /^(\w+)> (.*)$/
const heard = /^(\w+)< |^! /

/** A transcript without what was heard: the lines that a stage needs to play it again. */
export function readTranscript(written: string): Line[] {
  return written
    .split('\n')
    .map((text): Line => {
      if (/^(place|named|volunteer|starts|duty|site|phone|kitchen) /.test(text)) return { kind: 'setup', text }
      if (said.test(text)) return { kind: 'said', text }
      if (/^\.\.\. \d+ (min|days)$/.test(text)) return { kind: 'pass', text }
      return { kind: heard.test(text) ? 'heard' : 'keep', text }
    })
    .filter((line) => line.kind !== 'heard')
}

/** 'place GL20 5BY 51.9912 -2.1598' */
export function readPlace(text: string): TownPlace {
  const [, outward, inward, lat, lon] = text.split(' ')
  return { postcode: `${outward} ${inward}`, lat: Number(lat), lon: Number(lon) }
}

/**
 * A town as a transcript tells of it: `Name>` is what a person texts, `Name<` what they are sent, `!` what we set out to
 * do, `... 30 min` lets time pass, `... 300 days` without anything happening meanwhile. A phone is given to each name in
 * order, `phone Name` to one that writes only later. `Name> /muster status` is a planner's command in a chat.
 */
export class Stage {
  readonly #town: Town
  readonly #phones = new Map<string, string>()
  readonly #desk: DeskByText

  constructor(town: Town) {
    this.#town = town
    this.#desk = deskByText(town.muster.planners)
  }

  /** Sets the scene: volunteers, whose kitchens are confirmed, then who is on duty, then the other phones. */
  async set(lines: readonly string[]): Promise<void> {
    const of = (word: string) => lines.filter((text) => text.startsWith(`${word} `))
    for (const text of of('volunteer')) await this.#town.volunteer(this.#volunteer(text))
    for (const text of of('kitchen')) await this.#town.kitchen(this.#phone(text.slice('kitchen '.length)))
    for (const text of of('duty')) await this.#town.duty(this.#phone(text.slice('duty '.length)))
    for (const text of of('phone')) this.#phone(text.slice('phone '.length))
  }

  /** Plays a line; returns what was set out to be done and what each phone was sent, as lines of a transcript. */
  async play({ kind, text }: Line): Promise<string[]> {
    const town = this.#town
    const before = { texts: town.phones.texts.length, entries: await town.entryCount() }
    const answers = kind === 'said' ? await this.#say(text) : kind === 'pass' ? await this.#pass(text) : null
    if (answers === null) return []
    const done = await town.understood(before.entries)
    const out = town.phones.texts.slice(before.texts).filter((t) => t.direction === 'to_phone')
    return [
      ...done.map((command) => `! ${command}`),
      ...answers,
      ...out.map((t) => `${this.#name(t.phone)}< ${t.text}`),
    ]
  }

  async #say(text: string): Promise<string[]> {
    const [, name, words] = said.exec(text)!
    const phone = this.#phone(name!)
    const answer = await this.#desk.answer({ channel: 'simulated', id: phone }, words!)
    if (answer === null) await this.#town.text(phone, words!)
    else await this.#town.settle()
    return answer === null ? [] : answer.split('\n').map((line) => `${name}< ${line}`)
  }

  async #pass(text: string): Promise<string[]> {
    const count = Number(text.split(' ')[1])
    if (text.endsWith('days')) this.#town.skip(count * 24 * 60)
    else await this.#town.pass(count)
    return []
  }

  #volunteer(text: string) {
    const [, name, lat, lon, ...more] = text.split(' ')
    const given = Object.fromEntries(more.map((m) => m.split('=')))
    return {
      name: name!,
      phone: this.#phone(name!),
      at: { lat: Number(lat), lon: Number(lon) },
      ...(given.skills ? { skills: given.skills.split(',') } : {}),
      ...(given.vetting ? { vetting: given.vetting } : {}),
      ...(given.vehicle ? { vehicle: given.vehicle } : {}),
    }
  }

  #phone(name: string): string {
    const known = this.#phones.get(name)
    if (known) return known
    const phone = `+4477009001${String(this.#phones.size).padStart(2, '0')}`
    this.#phones.set(name, phone)
    return phone
  }

  #name(phone: string): string {
    return [...this.#phones].find(([, number]) => number === phone)?.[0] ?? phone
  }
}
