import cron, { type ScheduledTask } from 'node-cron'
import { describe } from './describe.ts'

export interface Job {
  readonly name: string
  /** A cron expression of six fields, seconds first. */
  readonly every: string
  readonly run: () => Promise<unknown>
}

/** Wakes each job on its schedule, never twice at once. What is due is decided by rows, not by this clock. */
export function startClock(jobs: readonly Job[], log: (line: string) => void): () => Promise<void> {
  const running = new Set<Promise<unknown>>()
  const tasks: ScheduledTask[] = jobs.map(({ name, every, run }) => {
    let busy = false
    return cron.schedule(
      every,
      async () => {
        if (busy) return
        busy = true
        const work = run().catch((error) => log(`clock: ${name} failed, it is tried again: ${describe(error)}`))
        running.add(work)
        await work
        running.delete(work)
        busy = false
      },
      { name, timezone: 'Europe/London' },
    )
  })
  return async () => {
    await Promise.all(tasks.map((task) => task.destroy()))
    await Promise.all(running)
  }
}
