import { describe, expect, it } from 'vitest'
import { checkEntry } from '../../../core/ledger/check-entry.ts'
import { commitment, encodeEntry, encodeLeaf, maxEntryBytes } from '../../../core/ledger/entry.ts'
import { fixtureOf } from '../../support/entry-fixtures.ts'
import { flipped } from '../../support/trees.ts'

const entry = fixtureOf('invitation_accepted')
const bytes = encodeEntry(entry)

describe('a stored entry', () => {
  it('is right as it was written', () => {
    expect(checkEntry(bytes, entry)).toEqual({ entry, wrong: [] })
  })

  it.each([
    ['id', { id: fixtureOf('set_off').id }, 'its id in the table'],
    ['authority', { authority: entry.id }, 'its authority in the table'],
    ['stream', { stream: 'need/other' }, 'its stream in the table'],
    ['version', { version: 7 }, 'its version in the table'],
    ['type', { type: 'set_off' }, 'its type in the table'],
    ['exercise flag', { exercise: true }, 'its exercise flag in the table'],
    ['time', { at: '2026-11-22T14:00:00.000Z' }, 'its time of recording in the table'],
  ])('another %s in the table is noticed', (_, column, what) => {
    expect(checkEntry(bytes, { ...entry, ...column }).wrong).toEqual([expect.stringContaining(what)])
  })

  it.each([
    ['white space', `${bytes} `, ['its bytes are not in canonical form']],
    ['another order of keys', JSON.stringify(entry), ['its bytes are not in canonical form']],
    ['half of a surrogate pair', `{"a":"\\ud83d",${String(bytes).slice(1)}`, ['its bytes are not in canonical form']],
    ['something else than JSON', 'entry', ['its bytes are not an entry in JSON']],
    ['a list', '[]', ['its bytes are not an entry in JSON']],
    ['bytes that are no UTF-8', Buffer.from([0x22, 0xff, 0x22]), ['its bytes are not an entry in JSON']],
  ])('%s is noticed', (_, changed, wrong) => {
    expect(checkEntry(Buffer.from(changed as string), entry).wrong).toEqual(wrong)
  })

  it.each([
    ['an unknown type', { type: 'toString' }, 'its type is not known to this Muster'],
    ['a type in another aggregate’s stream', { stream: 'person/x' }, 'its type does not belong in its stream'],
    ['a newer body', { bodyVersion: 2 }, 'its body version is not one that this Muster reads (1 to 1)'],
    ['a body version of nought', { bodyVersion: 0 }, 'its body version is not one that this Muster reads (1 to 1)'],
    ['another format', { format: 2 as 1 }, 'its format is not 1'],
  ])('%s is noticed', (_, change, what) => {
    const changed = { ...entry, ...change }
    expect(checkEntry(encodeEntry(changed), changed).wrong).toEqual([what])
  })
})

describe('a leaf', () => {
  const salt = Buffer.alloc(32, 7)

  it('changes with every bit of the entry and of the salt', () => {
    const seen = new Set([commitment(salt, bytes).toString('hex')])
    for (const [of, other] of [
      [bytes, (b: Buffer) => commitment(salt, b)],
      [salt, (b: Buffer) => commitment(b, bytes)],
    ] as const)
      for (let bit = 0; bit < of.length * 8; bit++) seen.add(other(flipped(of, bit)).toString('hex'))
    expect(seen.size).toBe(1 + (bytes.length + salt.length) * 8)
  })

  it('names its entry, and holds nothing of it but the commitment', () => {
    const leaf = JSON.parse(encodeLeaf(entry.id, salt, bytes).toString()) as object
    expect(leaf).toEqual({ format: 1, id: entry.id, commitment: commitment(salt, bytes).toString('hex') })
  })
})

it('an entry of more bytes than an entry may take is refused', () => {
  const fits = { ...entry, body: { ...(entry.body as object), condition: 'x'.repeat(maxEntryBytes - bytes.length) } }
  expect(() => encodeEntry(fits)).not.toThrow()
  expect(() => encodeEntry({ ...fits, body: { ...fits.body, more: 'x'.repeat(100) } })).toThrow('of 60000')
})
