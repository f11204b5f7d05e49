import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import {
  formatCheckpoint,
  openCheckpoint,
  parseCheckpoint,
  signCheckpoint,
} from '../../../../core/ledger/notes/checkpoint.ts'
import { cosign, cosignedAtS } from '../../../../core/ledger/notes/cosignature.ts'
import { parseVerifierKey, signatureTypes, verifierKey } from '../../../../core/ledger/notes/keys.ts'
import { formatNote, formatSignature, parseNote, signNote } from '../../../../core/ledger/notes/note.ts'
import { checkTlogProof, formatTlogProof, parseTlogProof } from '../../../../core/ledger/notes/tlog-proof.ts'
import { emptyRoot } from '../../../../core/ledger/tree/hashes.ts'
import { flipped, leafHashes, rfcTree } from '../../../support/trees.ts'

const pair = generateKeyPairSync('ed25519')
const witnessPair = generateKeyPairSync('ed25519')
const log = verifierKey('council.example/ledger', pair.publicKey, signatureTypes.ed25519)
const witness = verifierKey('witness.example/w1', witnessPair.publicKey, signatureTypes.cosignature)

const hashes = leafHashes(70)
const tree = rfcTree(hashes)
const checkpoint = { origin: log.name, size: 70, root: tree.root(70) }
const signed = signCheckpoint(checkpoint, log, pair.privateKey)
const cosignature = cosign(signed.text, 1_764_072_000, witness, witnessPair.privateKey)
const cosigned = formatNote({ text: signed.text, signatures: [...signed.signatures, cosignature] })

describe('a checkpoint', () => {
  it('is origin, size and root on a line each', () => {
    expect(signed.text).toBe(`council.example/ledger\n70\n${checkpoint.root.toString('base64')}\n`)
    expect(parseCheckpoint(formatCheckpoint(checkpoint))).toEqual(checkpoint)
  })

  it('may carry more lines, which are not ours to read', () => {
    expect(parseCheckpoint(`${signed.text}more\nand more\n`)).toEqual(checkpoint)
    expect(parseCheckpoint(`${signed.text}\nmore\n`)).toBeUndefined()
  })

  it.each([
    ['a size with a leading zero', signed.text.replace('\n70\n', '\n070\n')],
    ['a size that is no number', signed.text.replace('\n70\n', '\n+70\n')],
    ['a size beyond what can be counted', signed.text.replace('\n70\n', '\n99999999999999999\n')],
    ['a root too short', signed.text.replace(/\n[^\n]+\n$/, '\nAAAA\n')],
    ['no origin', signed.text.replace(/^.*/, '')],
    ['no end', signed.text.slice(0, -1)],
    ['two lines', 'a\n1\n'],
    ['an empty tree with another root', signed.text.replace('\n70\n', '\n0\n')],
  ])('%s makes it none', (_, text) => {
    expect(parseCheckpoint(text)).toBeUndefined()
  })

  it('of an empty log has the root of nothing', () => {
    const empty = { origin: log.name, size: 0, root: emptyRoot }
    expect(parseCheckpoint(formatCheckpoint(empty))).toEqual(empty)
  })

  it('is signed by its own log alone', () => {
    expect(() => signCheckpoint({ ...checkpoint, origin: 'other.example' }, log, pair.privateKey)).toThrow('its own')
    const text = formatCheckpoint({ ...checkpoint, origin: 'other.example' })
    const note = formatNote({ text, signatures: [signNote(text, log, pair.privateKey)] })
    expect(openCheckpoint(note, log)).toEqual({ ok: false, error: 'other_origin' })
    expect(openCheckpoint(formatNote({ text: signed.text, signatures: [cosignature] }), log, [witness])).toEqual({
      ok: false,
      error: 'unsigned',
    })
  })

  it('a note that is none is malformed', () => {
    const text = 'not a checkpoint\n'
    const note = formatNote({ text, signatures: [signNote(text, log, pair.privateKey)] })
    expect(openCheckpoint(note, log)).toEqual({ ok: false, error: 'malformed' })
  })
})

describe('a cosignature', () => {
  it('is read as the specification shows it', () => {
    const shown = `example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==
`
    expect(parseCheckpoint(shown.slice(0, shown.indexOf('\n\n') + 1))).toMatchObject({ size: 20_852_163 })
    expect(cosignedAtS(parseNote(shown)!.signatures[1]!)).toBe(1_679_315_147)
  })

  it('names its witness and its time, and is left out when the witness is not known', () => {
    expect(openCheckpoint(cosigned, log, [witness])).toMatchObject({
      ok: true,
      value: { checkpoint, witnesses: ['witness.example/w1'], note: cosigned },
    })
    expect(openCheckpoint(cosigned, log)).toMatchObject({
      ok: true,
      value: { witnesses: [], note: formatNote(signed) },
    })
    expect(cosignedAtS(cosignature)).toBe(1_764_072_000)
  })

  it('with any bit turned does not stand: it is wrong, or somebody else’s', () => {
    const before = Buffer.byteLength(formatNote(signed)) * 8
    const bytes = Buffer.from(cosigned)
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const opened = openCheckpoint(flipped(bytes, bit).toString(), log, [witness])
      const stands = opened.ok && opened.value.witnesses.length > 0
      if (stands || (opened.ok && bit < before)) expect.unreachable(`bit ${bit}`)
    }
  })

  it('is not the signature of a note, nor the other way round', () => {
    const asNote = verifierKey(witness.name, witnessPair.publicKey, signatureTypes.ed25519)
    const plain = signNote(signed.text, asNote, witnessPair.privateKey)
    expect(asNote.id.equals(witness.id)).toBe(false)
    const lines = formatNote({ text: signed.text, signatures: [...signed.signatures, plain] })
    expect(openCheckpoint(lines, log, [witness])).toMatchObject({ ok: true, value: { witnesses: [] } })
  })

  it('is checked with a key of type 4 as others write it', () => {
    const raw = witnessPair.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)
    const encoded = Buffer.concat([Buffer.from([4]), raw]).toString('base64')
    expect(parseVerifierKey(`${witness.name}+${witness.id.toString('hex')}+${encoded}`)?.type).toBe(4)
  })
})

describe('a proof as a file', () => {
  const leaf = Buffer.from('leaf 42')
  const proof = { index: 42, proof: tree.path(42, 70), extra: Buffer.from('opening'), checkpoint: cosigned }
  const file = formatTlogProof(proof)

  it('begins as the specification says and comes back as it was', () => {
    expect(file).toMatch(
      /^c2sp\.org\/tlog-proof@v1\nextra b3BlbmluZw==\nindex 42\n(\S{44}\n){7}\ncouncil\.example\/ledger\n70\n/,
    )
    expect(parseTlogProof(file)).toEqual(proof)
    const bare = { ...proof, extra: null, proof: [], index: 0 }
    expect(parseTlogProof(formatTlogProof(bare))).toEqual(bare)
  })

  it('shows that the leaf stands in what the log signed, and who witnessed it', () => {
    expect(checkTlogProof(proof, leaf, { log, witnesses: [witness] })).toMatchObject({
      ok: true,
      value: { checkpoint, witnesses: [witness.name] },
    })
  })

  it('with any bit of any line but the extra one turned shows nothing', () => {
    const bytes = Buffer.from(formatTlogProof({ ...proof, extra: null, checkpoint: formatNote(signed) }))
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const read = parseTlogProof(flipped(bytes, bit).toString())
      if (read && checkTlogProof(read, leaf, { log }).ok) expect.unreachable(`bit ${bit}`)
    }
  })

  it('of another leaf, or under another log, shows nothing', () => {
    expect(checkTlogProof(proof, Buffer.from('leaf 43'), { log })).toEqual({ ok: false, error: 'not_included' })
    expect(checkTlogProof(proof, leaf, { log: witness })).toMatchObject({ ok: false })
  })

  it.each([
    ['another first line', file.replace('@v1', '@v2')],
    ['an index with a leading zero', file.replace('index 42', 'index 042')],
    ['no index', file.replace(/index 42\n/, '')],
    ['a hash that is too short', file.replace(/index 42\n\S+/, 'index 42\nAAAA')],
    ['an extra line that is no base64', file.replace('b3BlbmluZw==', 'b3*')],
    ['no checkpoint', file.slice(0, file.indexOf('\n\n'))],
  ])('%s makes it none', (_, bad) => {
    expect(parseTlogProof(bad)).toBeUndefined()
  })

  it('a line of cosignature is what formatSignature writes', () => {
    expect(cosigned.endsWith(formatSignature(cosignature))).toBe(true)
  })
})
