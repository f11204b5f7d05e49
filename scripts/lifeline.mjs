// Loaded into our programs by run-node.mjs: whatever way the process that started them ends, they are asked to end too;
// and what Node compiled is kept for the next start.
import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'
import { isMainThread } from 'node:worker_threads'

if (isMainThread && process.channel) {
  process.channel.unref()
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
  enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/compiled', import.meta.url))) // no matter if it cannot
}
