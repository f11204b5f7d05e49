import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto'

const version = 1
const ivBytes = 12
const tagBytes = 16

/** AES-256-GCM under a data key; `label` is bound to it, so that a sealed value cannot stand in another's place. */
export function seal(key: KeyObject, plain: Uint8Array, label: string): Buffer {
  const iv = randomBytes(ivBytes)
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(label))
  const body = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([Buffer.from([version]), iv, body, cipher.getAuthTag()])
}

/** Undoes `seal`. Throws when the key, the label or a bit of the value is not the one it was sealed with. */
export function unseal(key: KeyObject, sealed: Uint8Array, label: string): Buffer {
  if (sealed[0] !== version) throw new Error('sealing: unknown version of a sealed value')
  const iv = sealed.subarray(1, 1 + ivBytes)
  const tag = sealed.subarray(sealed.length - tagBytes)
  const decipher = createDecipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(label)).setAuthTag(tag)
  return Buffer.concat([decipher.update(sealed.subarray(1 + ivBytes, sealed.length - tagBytes)), decipher.final()])
}

/** What follows from VAULT_KEY: one key wraps data keys, one finds numbers without storing them. */
export interface MasterKeys {
  readonly wrapping: KeyObject
  readonly finding: KeyObject
}

/** Derives both keys from the 32 bytes of VAULT_KEY with HKDF-SHA-256. */
export function masterKeys(vaultKey: Buffer): MasterKeys {
  const derive = (info: string) =>
    createSecretKey(Buffer.from(hkdfSync('sha256', vaultKey, Buffer.alloc(0), `muster ${info}`, 32)))
  return { wrapping: derive('wrapping'), finding: derive('finding') }
}

/** What a number or account name is found by: keyed, so that nobody can try all numbers without the key. */
export const findable = (keys: MasterKeys, kind: string, value: string): Buffer =>
  createHmac('sha256', keys.finding).update(`${kind}\n${value}`).digest()

/** A new data key, and the same wrapped for storing. */
export function newDataKey(keys: MasterKeys, id: string): { key: KeyObject; wrapped: Buffer } {
  const bytes = randomBytes(32)
  return { key: createSecretKey(bytes), wrapped: seal(keys.wrapping, bytes, `key ${id}`) }
}

export const unwrapDataKey = (keys: MasterKeys, id: string, wrapped: Uint8Array): KeyObject =>
  createSecretKey(unseal(keys.wrapping, wrapped, `key ${id}`))
