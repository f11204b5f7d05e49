// Runs after `npm ci`: generates the database client, and remembers what was installed.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { markInstalled, schemaFile } from './ensure-installed.mjs'
import { modernNode, root } from './run-node.mjs'

function generateClient() {
  const prisma = join(root, 'node_modules', 'prisma', 'build', 'index.js')
  const env = { ...process.env, CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1' }
  const ended = spawnSync(modernNode(), [prisma, 'generate'], { cwd: root, env, encoding: 'utf8' })
  if (ended.status === 0) return true
  console.error(ended.error?.message ?? `${ended.stdout}${ended.stderr}`)
  return false
}

if (!existsSync(schemaFile) || generateClient()) markInstalled()
else process.exitCode = 1
