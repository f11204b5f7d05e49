// `npm start`: everything that is needed, then Muster.
import { ensureInstalled } from './ensure-installed.mjs'
import { root, runOurs } from './run-node.mjs'

try {
  await ensureInstalled()
  process.exitCode = await runOurs(['bots/main.ts', ...process.argv.slice(2)], { cwd: root })
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}
