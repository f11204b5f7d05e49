import { createHash, createPrivateKey, createPublicKey, type KeyObject, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { signatureTypes, type VerifierKey, verifierKey } from '../../core/ledger/notes/keys.ts'
import type { Db } from './client.ts'
import { rows } from './client.ts'

export interface SecretKeys {
  readonly vault: Buffer
  readonly ledger: Buffer
}

/** The keys as given, or the ones generated in `dir` on the first start (readable by us alone). */
export function keysFrom(dir: string, given: { vault?: Buffer | undefined; ledger?: Buffer | undefined }): SecretKeys {
  return { vault: given.vault ?? keyFile(dir, 'vault.key'), ledger: given.ledger ?? keyFile(dir, 'ledger.key') }
}

function keyFile(dir: string, name: string): Buffer {
  const file = join(dir, name)
  mkdirSync(dir, { recursive: true })
  if (!existsSync(file)) writeFileSync(file, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' })
  const key = Buffer.from(readFileSync(file, 'utf8'), 'base64')
  if (key.length !== 32) throw new Error(`keys: ${name} does not hold 32 bytes in base64`)
  return key
}

/** The Ed25519 key that signs ledger heads, from its 32-byte seed (RFC 8032). */
export function signingKey(seed: Buffer): KeyObject {
  const pkcs8 = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed])
  return createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' })
}

export const publicKeyOf = (key: KeyObject): KeyObject => createPublicKey(key)

/** What heads of a ledger are checked with: its key is named after its origin. */
export const logKey = (origin: string, seed: Buffer): VerifierKey =>
  verifierKey(origin, publicKeyOf(signingKey(seed)), signatureTypes.ed25519)

/**
 * Binds the database to its keys: stores their fingerprints on first use. Throws when another key is given later, since
 * nothing sealed could be opened and heads would be signed by somebody else.
 */
export async function checkFingerprints(db: Db, keys: SecretKeys): Promise<void> {
  for (const name of ['vault', 'ledger'] as const) {
    const fingerprint = createHash('sha256').update(`muster ${name}\n`).update(keys[name]).digest()
    await db.query('INSERT INTO key_fingerprints (name, fingerprint) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
      name,
      fingerprint,
    ])
    const [stored] = await rows<{ fingerprint: Buffer }>(
      db,
      'SELECT fingerprint FROM key_fingerprints WHERE name = $1',
      [name],
    )
    if (!stored?.fingerprint.equals(fingerprint)) {
      throw new Error(`${name.toUpperCase()}_KEY is not the one this database was made with; nothing was changed.`)
    }
  }
}
