// `node scripts/run.mjs FILE ARGS…`: everything that is needed, then one of our TypeScript programs.
import { resolve } from 'node:path'
import { ensureInstalled } from './ensure-installed.mjs'
import { root, runOurs } from './run-node.mjs'

const [file, ...args] = process.argv.slice(2)

try {
  if (!file) throw new Error('Say which program: node scripts/run.mjs scripts/NAME.ts')
  await ensureInstalled()
  process.exitCode = await runOurs([resolve(root, file), ...args])
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}
