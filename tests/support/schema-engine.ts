// Prisma's schema engine as WebAssembly over @prisma/adapter-pg: it tells what separates a database from schema.prisma
// without the native engine, which would have to be fetched.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PrismaPg } from '@prisma/adapter-pg'
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils'
import * as engine from '@prisma/schema-engine-wasm/schema_engine_bg'
import pg from 'pg'

/** The statements that would make the database at `config` what the schema says; a comment when they agree. */
export async function differences(config: pg.PoolConfig, schemaFile: string): Promise<string> {
  loading ??= load()
  await loading
  const pool = new pg.Pool(config)
  const files = [{ path: resolve(schemaFile), content: readFileSync(schemaFile, 'utf8') }]
  const datamodels = files.map(({ path, content }): [string, string] => [path, content])
  const adapter = bindMigrationAwareSqlAdapterFactory(adapterFor(pool))
  const opened = await engine.SchemaEngine.new({ datamodels }, () => undefined, adapter)
  const { stdout } = await opened.diff({
    from: { tag: 'schemaDatasource', files, configDir: resolve('.') },
    to: { tag: 'schemaDatamodel', files },
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  })
  opened.free()
  await pool.end()
  return (stdout ?? '').trim()
}

type Exports = { __wbindgen_start(): void }
type Loader = { instantiate(bytes: Uint8Array, imports: object): Promise<{ instance: { exports: Exports } }> }

let loading: Promise<void> | undefined

// What the package's own entry does, which imports the .wasm file as bundlers allow and Node does not.
async function load(): Promise<void> {
  const { WebAssembly } = globalThis as unknown as { WebAssembly: Loader }
  const onPanic = { set_message: (message: string) => console.error(`schema engine: ${message}`) }
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: onPanic })
  const folder = fileURLToPath(new URL('.', import.meta.resolve('@prisma/schema-engine-wasm')))
  const bytes = readFileSync(resolve(folder, 'schema_engine_bg.wasm'))
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': engine })
  const glue = engine as unknown as { __wbg_set_wasm(exports: Exports): void }
  glue.__wbg_set_wasm(instance.exports)
  instance.exports.__wbindgen_start()
}

// The adapter does not know the catalogue's own type "char": it is let through as text and presented as char(n).
const internalChar = 18
const text = 25
type Query = (...given: unknown[]) => Promise<pg.QueryResult>
const charColumns = new WeakMap<object, number[]>()

function adapterFor(pool: pg.Pool): SqlMigrationAwareDriverAdapterFactory {
  const query = pool.query.bind(pool) as unknown as Query
  Object.assign(pool, { query: async (...given: unknown[]) => asText(await query(...given)) })
  const prisma = new PrismaPg(pool)
  const connect = async () => presentingChars(await prisma.connect())
  return { provider: prisma.provider, adapterName: prisma.adapterName, connect, connectToShadowDb: connect }
}

function asText(result: pg.QueryResult): pg.QueryResult {
  const found = result.fields.flatMap(({ dataTypeID }, index) => (dataTypeID === internalChar ? [index] : []))
  for (const index of found) Object.assign(result.fields[index] ?? {}, { dataTypeID: text })
  charColumns.set(result.rows, found)
  return result
}

function presentingChars<Adapter extends SqlDriverAdapter>(adapter: Adapter): Adapter {
  const queryRaw: Adapter['queryRaw'] = adapter.queryRaw.bind(adapter)
  const presented: Adapter['queryRaw'] = async (sql) => {
    const result = await queryRaw(sql)
    for (const index of charColumns.get(result.rows) ?? []) result.columnTypes[index] = ColumnTypeEnum.Character
    return result
  }
  return Object.assign(adapter, { queryRaw: presented })
}
