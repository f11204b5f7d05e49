import { defineConfig } from 'prisma/config'

// These commands look for the native engine but never run it: any file that is there will do, and nothing is fetched.
if (['generate', 'validate', 'format'].includes(process.argv[2] ?? '')) {
  process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath
}
process.env.CHECKPOINT_DISABLE ??= '1'

const url = process.env.DATABASE_URL

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  ...(url ? { datasource: { url } } : {}),
})
