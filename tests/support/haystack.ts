import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'

/** Something that was searched: what it is called, and its bytes. */
export interface Hay {
  readonly name: string
  readonly bytes: Buffer
}

/** Every file below a folder, the write-ahead log of a database included. */
export function filesBelow(dir: string): Hay[] {
  const files = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const paths = files.map((file) => join(file.parentPath, file.name))
  return paths.map((path) => ({ name: path.slice(dir.length + 1), bytes: readFileSync(path) }))
}

/** Every table of a database as text, a row a line, and the bytes of every entry. */
export async function tablesOf(owner: pg.Pool, except: readonly string[]): Promise<Hay[]> {
  const sql = `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND NOT tablename = ANY($1) ORDER BY 1`
  const { rows: tables } = await owner.query<{ name: string }>(sql, [except])
  const hay: Hay[] = []
  for (const { name } of tables) {
    const { rows } = await owner.query<{ text: string }>(`SELECT t::text AS text FROM ${name} t`)
    hay.push({ name, bytes: Buffer.from(rows.map((row) => row.text).join('\n')) })
  }
  const { rows } = await owner.query<{ bytes: Buffer }>('SELECT bytes FROM entries ORDER BY id')
  return [...hay, { name: 'entries, as written', bytes: Buffer.concat(rows.map((row) => row.bytes)) }]
}

/** Where any of `needles` stands, in capitals or not: "NEEDLE in NAME". */
export function findIn(hay: readonly Hay[], needles: readonly string[]): string[] {
  const forms = needles.flatMap((needle) =>
    [...new Set([needle, needle.toLowerCase(), needle.toUpperCase()])].map(
      (form) => [needle, Buffer.from(form)] as const,
    ),
  )
  const found = hay.flatMap(({ name, bytes }) =>
    forms.filter(([, form]) => bytes.includes(form)).map(([needle]) => `${needle} in ${name}`),
  )
  return [...new Set(found)]
}
