import { parentPort, workerData } from 'node:worker_threads'
import pg from 'pg'
import { transaction } from './client.ts'
import type { ProjectionsWork } from './verify-beside.ts'
import type { Witness } from './verify-ledger.ts'
import { verifyProjections } from './verify-projections.ts'

// The thread that `verifyBeside` starts: compares the projections in a snapshot of another session's, and says what it finds.

const { connection, snapshot, authorities } = workerData as ProjectionsWork

const witness: Witness = {
  wrong: (where, what) => parentPort!.postMessage({ wrong: [where, what] }),
  passed: (count, of) => parentPort!.postMessage({ passed: [count, of] }),
}

const pool = new pg.Pool({ ...connection, max: 1 })
const tables = await transaction(pool, async (client) => {
  await client.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY')
  await client.query(`SET TRANSACTION SNAPSHOT ${pg.escapeLiteral(snapshot)}`)
  return verifyProjections(client, authorities, witness)
})
await pool.end()
parentPort!.postMessage({ tables })
