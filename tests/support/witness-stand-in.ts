import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { WitnessSetting } from '../../adapters/settings.ts'
import { parseAddCheckpoint } from '../../core/ledger/notes/add-checkpoint.ts'
import { openCheckpoint } from '../../core/ledger/notes/checkpoint.ts'
import { cosign } from '../../core/ledger/notes/cosignature.ts'
import { signatureTypes, type VerifierKey, verifierKey } from '../../core/ledger/notes/keys.ts'
import { formatSignature, parseNote } from '../../core/ledger/notes/note.ts'
import { checkConsistency } from '../../core/ledger/tree/check.ts'
import { emptyRoot } from '../../core/ledger/tree/hashes.ts'

/** A witness on a real socket that refuses what c2sp.org/tlog-witness says a witness refuses. */
export interface WitnessStandIn {
  readonly setting: WitnessSetting
  /** The answers it gave, oldest first. */
  readonly answers: number[]
  /** Logs it knows; none is known at first. */
  trust(log: VerifierKey): void
  /** Answers this instead, until told otherwise: `hang` takes requests and never answers. */
  instead(answer: { status: number; body: string } | 'hang' | null): void
  /** Takes a checkpoint in as if it had come from elsewhere. */
  remember(size: number, root: Buffer): void
  close(): Promise<void>
}

interface Seen {
  readonly size: number
  readonly root: Buffer
}

export async function witnessStandIn(name = 'witness.example/w1'): Promise<WitnessStandIn> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const key = verifierKey(name, publicKey, signatureTypes.cosignature)
  const state = { log: undefined as VerifierKey | undefined, seen: { size: 0, root: emptyRoot } as Seen }
  const answers: number[] = []
  let other: { status: number; body: string } | 'hang' | null = null
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request)
    if (other === 'hang') return
    const answer = other ?? judge(body, state, { key, privateKey })
    answers.push(answer.status)
    const type = answer.status === 409 ? 'text/x.tlog.size' : 'text/plain'
    response.writeHead(answer.status, { 'content-type': type }).end(answer.body)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    setting: { key, url: `http://127.0.0.1:${port}` },
    answers,
    trust: (log) => {
      state.log = log
    },
    instead: (answer) => {
      other = answer
    },
    remember: (size, root) => {
      state.seen = { size, root }
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function judge(
  body: string,
  state: { log: VerifierKey | undefined; seen: Seen },
  own: { key: VerifierKey; privateKey: KeyObject },
): { status: number; body: string } {
  const request = parseAddCheckpoint(body)
  if (!request) return { status: 400, body: '' }
  if (!state.log || parseNote(request.checkpoint)?.text.split('\n')[0] !== state.log.name)
    return { status: 404, body: '' }
  const opened = openCheckpoint(request.checkpoint, state.log)
  if (!opened.ok) return { status: 403, body: '' }
  const { checkpoint } = opened.value
  if (request.old > checkpoint.size) return { status: 400, body: '' }
  if (request.old !== state.seen.size) return { status: 409, body: `${state.seen.size}\n` }
  if (!checkConsistency(state.seen, checkpoint, request.proof)) return { status: 422, body: '' }
  state.seen = checkpoint
  const { text } = parseNote(request.checkpoint)!
  return { status: 200, body: formatSignature(cosign(text, 1_764_072_000, own.key, own.privateKey)) }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}
