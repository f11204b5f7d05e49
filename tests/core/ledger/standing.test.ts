import { describe, expect, it } from 'vitest'
import { maySign, standingOf } from '../../../core/ledger/standing.ts'
import { leafHashes, rfcTree } from '../../support/trees.ts'

const tree = rfcTree(leafHashes(10))
const origin = 'council.example/ledger'
const head = (size: number) => ({ origin, size, root: tree.root(size) })

describe('a ledger against the head that is remembered outside', () => {
  it.each([
    ['nothing is remembered', null, { origin, size: 5 }, null, 'nothing_remembered', true],
    ['the same', head(5), { origin, size: 5 }, tree.root(5), 'equal', true],
    ['more than that', head(5), { origin, size: 9 }, tree.root(5), 'ahead', true],
    ['less than that', head(5), { origin, size: 4 }, null, 'behind', false],
    ['another history', head(5), { origin, size: 9 }, tree.root(6), 'forked', false],
    ['another history of the same size', head(5), { origin, size: 5 }, tree.root(6), 'forked', false],
    ['a root that could not be read', head(5), { origin, size: 5 }, null, 'forked', false],
    ['a memory that cannot be read', 'unreadable', { origin, size: 5 }, null, 'unreadable', false],
    ['another ledger', head(5), { origin: 'other.example', size: 5 }, tree.root(5), 'forked', false],
  ] as const)('%s', (_, remembered, ledger, rootThen, standing, may) => {
    expect(standingOf(remembered, ledger, rootThen)).toBe(standing)
    expect(maySign(standing)).toBe(may)
  })
})
