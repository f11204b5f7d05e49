// Loaded into our programs by run-node.mjs: whatever way the process that started them ends, they are asked to end too.
import { isMainThread } from 'node:worker_threads'

if (isMainThread && process.channel) {
  process.channel.unref()
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
}
