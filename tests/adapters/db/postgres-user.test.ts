import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { closedTo, commandAs } from '../../../adapters/db/postgres-user.ts'

let root: string
const stranger = { uid: 65_001, gid: 65_001 }

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'muster-doors-'))
  mkdirSync(join(root, 'closed', 'inner'), { recursive: true })
  mkdirSync(join(root, 'open'))
  for (const path of ['.', 'closed/inner', 'open']) chmodSync(join(root, path), 0o755)
  chmodSync(join(root, 'closed'), 0o700)
})

afterEach(() => rmSync(root, { recursive: true }))

describe('closedTo', () => {
  it('finds the folder that stops a stranger', () => {
    expect(closedTo(stranger, join(root, 'open'))).toBeUndefined()
    expect(closedTo(stranger, join(root, 'closed', 'inner'))).toBe(join(root, 'closed'))
  })

  it('lets the owner of a folder through', () => {
    const { uid, gid } = statSync(root)
    expect(closedTo({ uid, gid }, join(root, 'closed', 'inner'))).toBeUndefined()
  })

  it('takes a folder that is not there yet for open', () => {
    expect(closedTo(stranger, join(root, 'open', 'later'))).toBeUndefined()
  })

  it('looks behind a link', () => {
    symlinkSync(join(root, 'closed', 'inner'), join(root, 'open', 'link'))
    expect(closedTo(stranger, join(root, 'open', 'link'))).toBe(join(root, 'closed'))
  })
})

describe('commandAs', () => {
  it('passes none of our secrets on', () => {
    process.env.VAULT_KEY = 'secret'
    const { options } = commandAs({ prefix: [] }, '/bin/postgres', [])
    delete process.env.VAULT_KEY
    expect(Object.keys(options.env)).toEqual(['PATH', 'SystemRoot', 'TZ'])
  })

  it('puts the prefix before the program and changes the user itself only without one', () => {
    const owner = { uid: 5, gid: 6 }
    expect(commandAs({ owner, prefix: [] }, '/bin/postgres', ['-D', 'x'])).toMatchObject({
      file: '/bin/postgres',
      args: ['-D', 'x'],
      options: owner,
    })
    const wrapped = commandAs({ owner, prefix: ['setpriv', '--'] }, '/bin/postgres', ['-D', 'x'])
    expect([wrapped.file, ...wrapped.args]).toEqual(['setpriv', '--', '/bin/postgres', '-D', 'x'])
    expect(wrapped.options).not.toHaveProperty('uid')
  })
})
