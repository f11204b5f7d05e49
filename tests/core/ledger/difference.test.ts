import { describe, expect, it } from 'vitest'
import { type ComparedLeaf, differences } from '../../../core/ledger/difference.ts'
import { oneOf, randomFrom } from '../../support/random.ts'

const leaf = (name: string, hash = name): ComparedLeaf => ({ id: name, hash })
const list = (names: string): ComparedLeaf[] => [...names].map((name) => leaf(name))

/** What was done, in short: "deleted 3 d". */
const told = (older: ComparedLeaf[], now: ComparedLeaf[], from?: number): string[] =>
  differences(older, now, from).map((d) => {
    if (d.kind === 'truncated') return `truncated ${d.index} (${d.missing})`
    if (d.kind === 'moved') return `moved ${d.index} to ${d.now} ${d.id}`
    return `${d.kind} ${d.kind === 'inserted' ? d.now : d.index} ${d.id}`
  })

describe('what was done to a ledger since an older copy', () => {
  it.each([
    ['nothing', 'abcdef', 'abcdef', []],
    ['new entries', 'abcdef', 'abcdefgh', []],
    ['a deletion', 'abcdef', 'abdef', ['deleted 2 c']],
    ['a deletion, and new entries', 'abcdef', 'abdefgh', ['deleted 2 c']],
    ['the last one deleted, and a new one', 'abcdef', 'abcdeg', ['deleted 5 f']],
    ['an insertion', 'abcdef', 'abxcdef', ['inserted 2 x']],
    ['an insertion before all', 'abcdef', 'xabcdef', ['inserted 0 x']],
    ['two neighbours in another order', 'abcdef', 'abdcef', ['moved 2 to 3 c']],
    ['one moved far', 'abcdef', 'bcdeaf', ['moved 0 to 4 a']],
    ['the end cut off', 'abcdef', 'abc', ['truncated 3 (3)']],
    ['all cut off', 'abcdef', '', ['truncated 0 (6)']],
    ['one deleted and the end cut off', 'abcdef', 'abd', ['deleted 2 c', 'truncated 4 (2)']],
    ['another put in its place', 'abcdef', 'abxdef', ['deleted 2 c', 'inserted 2 x']],
    ['everything replaced', 'ab', 'xyz', ['deleted 0 a', 'deleted 1 b']],
  ])('%s', (_, older, now, what) => {
    expect(told(list(older), list(now))).toEqual(what)
  })

  it('an edit is an entry of the same id with another hash, where it stood', () => {
    const edited = list('abcdef').map((one) => (one.id === 'd' ? leaf('d', 'other') : one))
    expect(told(list('abcdef'), edited)).toEqual(['edited 3 d'])
    expect(told(list('abcdef'), edited.slice(1))).toEqual(['deleted 0 a', 'edited 3 d'])
  })

  it('counts from where both lists begin', () => {
    expect(told(list('def'), list('df'), 100)).toEqual(['deleted 101 e'])
    expect(told(list('def'), list('dxef'), 100)).toEqual(['inserted 101 x'])
  })

  it('one change of any sort anywhere is the one that is named', () => {
    const random = randomFrom(11)
    const older = Array.from({ length: 200 }, (_, i) => leaf(`e${i}`))
    for (let round = 0; round < 200; round++) {
      const now = [...older]
      const at = random(199)
      const kind = oneOf(random, ['edited', 'deleted', 'inserted', 'moved'] as const)
      if (kind === 'edited') now[at] = leaf(`e${at}`, 'changed')
      if (kind === 'deleted') now.splice(at, 1)
      if (kind === 'inserted') now.splice(at, 0, leaf('new'))
      if (kind === 'moved') now.splice(at, 2, now[at + 1]!, now[at]!)
      const found = differences(older, now)
      const place = 'index' in found[0]! ? found[0].index : found[0]!.now
      expect([found.length, found[0]!.kind]).toEqual([1, kind])
      expect(Math.abs(place - at)).toBeLessThanOrEqual(kind === 'moved' ? 1 : 0)
    }
  })
})
