import { describe, expect, it } from 'vitest'
import { evolvePerson, type Person, type PersonFact } from '../../../core/people/person.ts'
import { isNews, waysTo, wayWished } from '../../../core/people/ways.ts'

const owners = { phone: 'sms', mail: 'email', handle: 'slack' }
const all = new Set(['sms', 'notify_sms', 'whatsapp', 'voice', 'email', 'slack'])

/** Somebody with these addresses, the last linked last, after these facts. */
function somebody(addresses: readonly string[], ...facts: PersonFact[]): Person {
  const met = {
    address: addresses[0]!,
    purpose: 'p',
    lawfulBasis: 'consent',
    source: 's',
    retention: 'r',
    language: 'en',
  }
  const linked = addresses.slice(1).map((address) => ({ type: 'address_linked', body: { address } }))
  const all = [{ type: 'person_met', body: met }, ...linked, ...facts] as PersonFact[]
  return all.reduce<Person | undefined>((person, fact, i) => {
    const entry = { ...fact, stream: 'person/p', version: i + 1, authority: 'a', at: '2026-11-22T14:00:00.000Z' }
    return evolvePerson(person, entry as never)
  }, undefined)!
}

const channels = (person: Person, open: ReadonlySet<string> = all) =>
  waysTo(person, owners, open).map(({ address, channel }) => `${channel} ${address}`)

describe('the ways to reach somebody', () => {
  it('are texts first, a call only when nothing else is left', () => {
    expect(channels(somebody(['phone']))).toEqual(['sms phone', 'notify_sms phone', 'voice phone'])
    expect(channels(somebody(['phone', 'mail']))).toEqual([
      'email mail',
      'sms phone',
      'notify_sms phone',
      'voice phone',
    ])
  })

  it('begin where they last wrote; nobody is written to on WhatsApp who never wrote there', () => {
    const heard = { type: 'heard_on', body: { address: 'phone', channel: 'whatsapp' } } as const
    expect(channels(somebody(['phone'], heard))[0]).toBe('whatsapp phone')
    expect(channels(somebody(['phone'])).some((way) => way.startsWith('whatsapp'))).toBe(false)
  })

  it('are what they chose, before any other address', () => {
    const chosen = { type: 'way_chosen', body: { address: 'phone', channel: 'voice' } } as const
    expect(channels(somebody(['phone', 'mail'], chosen))[0]).toBe('voice phone')
  })

  it('are no calls to somebody who does not want to be rung', () => {
    const person = somebody(['phone'], { type: 'ringing_chosen', body: { may: false } })
    expect(channels(person)).toEqual(['sms phone', 'notify_sms phone'])
  })

  it('leave out what turned out not to reach them, until they write there', () => {
    const closed = { type: 'way_closed', body: { address: 'phone', channel: 'sms' } } as const
    const heard = { type: 'heard_on', body: { address: 'phone', channel: 'sms' } } as const
    expect(channels(somebody(['phone'], closed))).toEqual(['notify_sms phone', 'voice phone'])
    expect(channels(somebody(['phone'], closed, heard))[0]).toBe('sms phone')
  })

  it('are none on an address that said STOP', () => {
    const out = { type: 'opted_out', body: { address: 'phone', by: 'text' } } as const
    expect(channels(somebody(['phone'], out))).toEqual([])
  })

  it('are an address’s own channel where it is not known what is set up', () => {
    expect(channels(somebody(['phone', 'handle']), new Set())).toEqual(['slack handle', 'sms phone'])
  })

  it('are none that is not set up', () => {
    expect(channels(somebody(['phone', 'handle']), new Set(['notify_sms']))).toEqual(['notify_sms phone'])
  })
})

describe('a text on a channel', () => {
  const person = somebody(['phone'])

  it('tells nothing new where it comes as always', () => {
    expect(isNews(person, { address: 'phone', channel: 'sms' }, 'sms')).toBe(false)
  })

  it('tells something new on another channel, and where we thought they could not be reached', () => {
    expect(isNews(person, { address: 'phone', channel: 'whatsapp' }, 'sms')).toBe(true)
    const closed = somebody(['phone'], { type: 'way_closed', body: { address: 'phone', channel: 'sms' } })
    expect(isNews(closed, { address: 'phone', channel: 'sms' }, 'sms')).toBe(true)
  })
})

describe('what somebody wishes to be reached by', () => {
  const wish = (person: Person, way: Parameters<typeof wayWished>[1], open = all) =>
    wayWished(person, way, { owners, open })

  it('is an address of theirs and a channel that is set up', () => {
    expect(wish(somebody(['phone']), 'text')).toEqual({ address: 'phone', channel: 'sms' })
    expect(wish(somebody(['phone']), 'text', new Set(['notify_sms']))).toEqual({
      address: 'phone',
      channel: 'notify_sms',
    })
    expect(wish(somebody(['phone']), 'ring')).toEqual({ address: 'phone', channel: 'voice' })
    expect(wish(somebody(['phone']), 'email')).toBe(null)
    expect(wish(somebody(['phone', 'mail']), 'email')).toEqual({ address: 'mail', channel: 'email' })
  })

  it('is not an address that said STOP, and not WhatsApp before they wrote there', () => {
    const stopped = somebody(['phone'], { type: 'opted_out', body: { address: 'phone', by: 'text' } })
    expect(wish(stopped, 'text')).toBe(null)
    expect(wish(somebody(['phone']), 'whatsapp')).toBe('not_heard')
    const heard = somebody(['phone'], { type: 'heard_on', body: { address: 'phone', channel: 'whatsapp' } })
    expect(wish(heard, 'whatsapp')).toEqual({ address: 'phone', channel: 'whatsapp' })
  })

  it('the last one counts, over all addresses', () => {
    const chosen = somebody(
      ['phone', 'mail'],
      { type: 'way_chosen', body: { address: 'mail', channel: 'email' } },
      { type: 'way_chosen', body: { address: 'phone', channel: 'sms' } },
    )
    expect(channels(chosen)[0]).toBe('sms phone')
  })
})
