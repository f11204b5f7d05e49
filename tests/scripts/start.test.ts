import { describe, expect, it } from 'vitest'
import { whatIsMissing } from '../../scripts/ensure-installed.mjs'
import { stripsTypes } from '../../scripts/run-node.mjs'

const installed = {
  packages: 'a linux-x64',
  wantedPackages: 'a linux-x64',
  client: 's',
  wantedClient: 's',
  files: true,
}

describe('npm start', () => {
  it.each([
    ['everything fits', {}, 'nothing'],
    ['nothing was ever installed', { packages: '', client: '' }, 'packages'],
    ['package-lock.json has changed', { wantedPackages: 'b linux-x64' }, 'packages'],
    ['it was installed on another system', { packages: 'a darwin-arm64' }, 'packages'],
    ['an installation for production leaves the tests out', { files: false }, 'packages'],
    ['schema.prisma has changed', { wantedClient: 't' }, 'client'],
    ['the database client was deleted', { client: '' }, 'client'],
  ] as const)('when %s', (_, change, missing) => {
    expect(whatIsMissing({ ...installed, ...change })).toBe(missing)
  })
})

describe('stripsTypes', () => {
  it.each([
    ['20.19.0', false],
    ['22.17.1', false],
    ['22.18.0', true],
    ['23.5.0', false],
    ['23.6.0', true],
    ['24.0.0', true],
  ])('%s: %s', (version, strips) => expect(stripsTypes(version)).toBe(strips))
})
