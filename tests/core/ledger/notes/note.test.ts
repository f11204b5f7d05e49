import { generateKeyPairSync, sign } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import {
  formatVerifierKey,
  isKeyName,
  parseVerifierKey,
  signatureTypes,
  verifierKey,
} from '../../../../core/ledger/notes/keys.ts'
import { formatNote, formatSignature, openNote, parseNote, signNote } from '../../../../core/ledger/notes/note.ts'
import { flipped } from '../../../support/trees.ts'

const pair = generateKeyPairSync('ed25519')
const other = generateKeyPairSync('ed25519')
const key = verifierKey('council.example/ledger', pair.publicKey, signatureTypes.ed25519)
const otherKey = verifierKey('other.example', other.publicKey, signatureTypes.ed25519)
const text = 'One line.\n\nAnother, after an empty one: café.\n'
const note = formatNote({ text, signatures: [signNote(text, key, pair.privateKey)] })

describe('a signed note', () => {
  it('is what the specification shows', () => {
    const shown = `This is an example message.

— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
`
    const vkey = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k'
    const shownKey = parseVerifierKey(vkey)!
    expect(formatVerifierKey(shownKey)).toBe(vkey)
    expect(openNote(shown, [shownKey])).toMatchObject({ ok: true, value: { text: 'This is an example message.\n' } })
    expect(openNote(shown.replace('an example', 'no example'), [shownKey])).toEqual({
      ok: false,
      error: 'wrong_signature',
    })
  })

  it('is opened with the key that signed it, and its text ends at the last empty line', () => {
    expect(openNote(note, [otherKey, key])).toMatchObject({ ok: true, value: { text } })
  })

  it('with any bit turned is rejected', () => {
    const bytes = Buffer.from(note)
    for (let bit = 0; bit < bytes.length * 8; bit++)
      if (openNote(flipped(bytes, bit).toString(), [key]).ok) expect.unreachable(`bit ${bit}`)
  })

  it('of unknown keys is as good as unsigned; their lines beside a known one are left out', () => {
    const both = note + formatSignature(signNote(text, otherKey, other.privateKey))
    expect(openNote(note, [otherKey])).toEqual({ ok: false, error: 'unsigned' })
    expect(openNote(both, [key])).toMatchObject({ ok: true, value: { signatures: [{ name: key.name }] } })
    expect(openNote(both, [key, otherKey])).toMatchObject({ ok: true, value: { signatures: { length: 2 } } })
  })

  it('is rejected as a whole when a known key did not sign it, whoever else did', () => {
    const forged = {
      name: otherKey.name,
      bytes: Buffer.concat([otherKey.id, sign(null, Buffer.from(text), pair.privateKey)]),
    }
    const both = note + formatSignature(forged)
    expect(openNote(both, [key])).toMatchObject({ ok: true })
    expect(openNote(both, [key, otherKey])).toEqual({ ok: false, error: 'wrong_signature' })
  })

  it('may carry a line of the same name or the same id, of a key that is not ours', () => {
    const sameName = {
      name: key.name,
      bytes: Buffer.concat([Buffer.from('0000', 'hex'), otherKey.id, Buffer.alloc(64)]),
    }
    const sameId = { name: 'third.example', bytes: Buffer.concat([key.id, Buffer.alloc(64)]) }
    expect(openNote(note + formatSignature(sameName) + formatSignature(sameId), [key])).toMatchObject({ ok: true })
  })

  it('may carry sixteen signatures and more, but not without end', () => {
    const line = formatSignature(signNote(text, otherKey, other.privateKey))
    expect(openNote(note + line.repeat(30), [key])).toMatchObject({ ok: true })
    expect(openNote(note + line.repeat(100), [key])).toEqual({ ok: false, error: 'malformed' })
  })

  it.each([
    ['no signature', text],
    ['no empty line', `a\n— ${key.name} AAAAAAAA\n`],
    ['a last line without an end', note.slice(0, -1)],
    ['a hyphen for the dash', note.replace('—', '-')],
    ['two spaces', note.replace('— ', '—  ')],
    ['a tab in the text', `a\tb${note}`],
    ['a carriage return', note.replaceAll('\n', '\r\n')],
    ['a signature that is no base64', `a\n\n— ${key.name} ****\n`],
    ['base64 that could be written otherwise', `a\n\n— ${key.name} AAAAAAB=\n`],
    ['a signature of an id alone', `a\n\n— ${key.name} AAAAAA==\n`],
    ['half of a surrogate pair', `\ud800${note}`],
  ])('%s makes it no note', (_, bad) => {
    expect(openNote(bad, [key])).toEqual({ ok: false, error: 'malformed' })
    expect(parseNote(bad)).toBeUndefined()
  })

  it('is not made of text that could not be told apart', () => {
    for (const bad of ['', 'no end', 'a\0b\n', 'a\rb\n'])
      expect(() => signNote(bad, key, pair.privateKey)).toThrow('lines of text')
  })
})

describe('a key', () => {
  it('is told from its text only when name, id and key agree', () => {
    const vkey = formatVerifierKey(key)
    expect(formatVerifierKey(parseVerifierKey(vkey)!)).toBe(vkey)
    for (let bit = 0; bit < vkey.length * 8; bit++)
      expect(parseVerifierKey(flipped(Buffer.from(vkey), bit).toString()), `bit ${bit}`).toBeUndefined()
  })

  it.each(['', 'a b', 'a+b', 'a\u00a0b', 'a\u2003b', 'a\nb', 'a\u0000b'])('cannot be named %j', (name) => {
    expect(isKeyName(name)).toBe(false)
    expect(() => verifierKey(name, pair.publicKey, 1)).toThrow('key name')
  })

  it.each(['', 'a+b+c', 'name+530d903a', 'name+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k'])(
    '%j is none',
    (text) => {
      expect(parseVerifierKey(text)).toBeUndefined()
    },
  )
})
