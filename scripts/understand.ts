import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { openModel } from '../bots/understand/triage/model.ts'
import { BadLine, readLine } from './understanding/asked.ts'
import { answerLine } from './understanding/told.ts'

// `npm run understand`: JSON lines with texts on stdin, JSON lines with what each was understood to say on stdout. A line
// that cannot be read is answered with `error` in its place and told on stderr; the exit code is then 1.

const model = openModel(readFileSync(new URL('../bots/understand/triage/model.bin', import.meta.url)))
const writeAt = 64 * 1024

let written = ''
let failed = false

function tell(line: object): void {
  written += `${JSON.stringify(line)}\n`
  if (written.length > writeAt) flush()
}

function flush(): void {
  process.stdout.write(written)
  written = ''
}

let number = 0
for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
  number += 1
  if (line.trim() === '') continue
  try {
    tell(answerLine(readLine(line), model, new Date().toISOString()))
  } catch (error) {
    if (!(error instanceof BadLine)) throw error
    failed = true
    console.error(`Line ${number}: ${error.message}`)
    tell({ id: error.id, error: error.message })
  }
}
flush()
process.exitCode = failed ? 1 : 0
