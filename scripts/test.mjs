// `npm test`: types, style, tests; the first that fails ends it. What follows `--` goes to vitest.
import { join } from 'node:path'
import { ensureInstalled } from './ensure-installed.mjs'
import { modernNode, root, run } from './run-node.mjs'

const steps = [
  ['Types', 'typescript/bin/tsc', '-p', '.'],
  ['Style', '@biomejs/biome/bin/biome', 'check', '.'],
  ['Tests', 'vitest/vitest.mjs', 'run', ...process.argv.slice(2)],
]

async function runSteps() {
  const node = modernNode()
  for (const [name, program, ...args] of steps) {
    console.log(`${name}…`)
    const code = await run(node, [join(root, 'node_modules', program), ...args], { cwd: root })
    if (code !== 0) return code
  }
  return 0
}

try {
  await ensureInstalled(['typescript', '@biomejs/biome', 'vitest'])
  process.exitCode = await runSteps()
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}
