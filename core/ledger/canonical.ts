/** What an entry's body may hold: plain JSON. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/**
 * Canonical JSON as RFC 8785: keys in UTF-16 order, numbers as ECMAScript prints them, no white space.
 * Throws on what JSON cannot hold (undefined, NaN, an unpaired surrogate), naming where it stands.
 */
export function canonical(value: Json): string {
  try {
    return write(value)
  } catch (error) {
    if (!(error instanceof NotJson)) throw error
    throw new Error(`ledger: $${error.where} cannot be written as JSON (${error.type})`)
  }
}

/** Found on the way down; its place is put together on the way up, so that it costs nothing where all is well. */
class NotJson extends Error {
  readonly type: string
  where = ''

  constructor(type: string) {
    super()
    this.type = type
  }
}

function write(value: Json): string {
  if (typeof value === 'string') return writeText(value)
  if (typeof value === 'number' && Number.isFinite(value)) return String(value === 0 ? 0 : value)
  if (value === null || typeof value === 'boolean') return String(value)
  if (Array.isArray(value)) return `[${value.map((item, i) => writeIn(item, `[${i}]`)).join(',')}]`
  if (typeof value === 'object') return writeObject(value as Record<string, Json>)
  throw new NotJson(typeof value)
}

function writeObject(value: Record<string, Json>): string {
  let members = ''
  for (const key of Object.keys(value).sort())
    members += `${members === '' ? '' : ','}${writeIn(key, `.${key}`)}:${writeIn(value[key] as Json, `.${key}`)}`
  return `{${members}}`
}

function writeIn(value: Json, place: string): string {
  try {
    return write(value)
  } catch (error) {
    if (error instanceof NotJson) error.where = place + error.where
    throw error
  }
}

/** What needs no escape: most of what there is. */
const plain = /^[ !#-[\]-~]*$/

function writeText(text: string): string {
  if (plain.test(text)) return `"${text}"`
  if (!text.isWellFormed()) throw new NotJson('string')
  return JSON.stringify(text)
}
