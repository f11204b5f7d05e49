import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ownDirectory, socketDirFor } from '../../../adapters/db/postgres-data.ts'

describe('socketDirFor', () => {
  const long = `/srv/${'x'.repeat(100)}`

  it('is the data directory itself where the path fits into a socket address', () => {
    expect(socketDirFor('/srv/muster/data', 5432)).toBe('/srv/muster/data')
  })

  it('is a short directory, another for each data directory, where it does not', () => {
    const short = socketDirFor(long, 5432, '/tmp')
    expect(short).toMatch(/^\/tmp\/muster-[0-9a-f]{16}$/)
    expect(socketDirFor(long, 5432, '/tmp')).toBe(short)
    expect(socketDirFor(`${long}y`, 5432, '/tmp')).not.toBe(short)
  })

  it('counts bytes, not characters', () => {
    expect(socketDirFor(`/srv/${'ŵ'.repeat(60)}`, 5432, '/tmp')).toMatch(/^\/tmp\/muster-/)
  })

  it('does without the temporary directory when that is too long as well', () => {
    expect(socketDirFor(long, 5432, `/var/${'y'.repeat(100)}`)).toMatch(/^\/tmp\/muster-/)
  })
})

describe('ownDirectory', () => {
  let root: string
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'muster-own-'))
  })
  afterEach(() => rmSync(root, { recursive: true }))

  it('makes a private directory, and takes it again', () => {
    ownDirectory(join(root, 'socket'), { prefix: [] })
    ownDirectory(join(root, 'socket'), { prefix: [] })
  })

  it('refuses one that others may enter', () => {
    mkdirSync(join(root, 'socket'))
    chmodSync(join(root, 'socket'), 0o777)
    expect(() => ownDirectory(join(root, 'socket'), { prefix: [] })).toThrow('is not a private directory of ours')
  })

  it('refuses a link', () => {
    symlinkSync('/', join(root, 'socket'))
    expect(() => ownDirectory(join(root, 'socket'), { prefix: [] })).toThrow('is not a private directory of ours')
  })
})
