/** What an entry's body may hold: plain JSON. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/**
 * Canonical JSON as RFC 8785: keys in UTF-16 order, numbers as ECMAScript prints them, no white space.
 * Throws on what JSON cannot hold (undefined, NaN, an unpaired surrogate), naming where it stands.
 */
export function canonical(value: Json, path = '$'): string {
  if (Array.isArray(value)) return `[${value.map((item, i) => canonical(item, `${path}[${i}]`)).join(',')}]`
  if (typeof value === 'object' && value !== null) return canonicalObject(value as Record<string, Json>, path)
  return canonicalScalar(value as null | boolean | number | string, path)
}

function canonicalObject(value: Record<string, Json>, path: string): string {
  const members = Object.keys(value)
    .sort()
    .map((key) => `${canonicalScalar(key, path)}:${canonical(value[key] as Json, `${path}.${key}`)}`)
  return `{${members.join(',')}}`
}

function canonicalScalar(value: null | boolean | number | string, path: string): string {
  const fits =
    value === null ||
    typeof value === 'boolean' ||
    (typeof value === 'number' && Number.isFinite(value)) ||
    (typeof value === 'string' && value.isWellFormed())
  if (!fits) throw new Error(`ledger: ${path} cannot be written as JSON (${typeof value})`)
  return JSON.stringify(value)
}
