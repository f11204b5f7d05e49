import { type AddCheckpoint, formatAddCheckpoint } from '../../core/ledger/notes/add-checkpoint.ts'
import type { VerifierKey } from '../../core/ledger/notes/keys.ts'
import { type NoteSignature, openNote } from '../../core/ledger/notes/note.ts'
import type { WitnessSetting } from '../settings.ts'

/** What a witness answered: its cosignature, the size that it has seen, that it refuses, or nothing that counts. */
export type WitnessAnswer =
  | { readonly kind: 'cosigned'; readonly signature: NoteSignature }
  | { readonly kind: 'seen'; readonly size: number }
  | { readonly kind: 'refused'; readonly status: number }
  | { readonly kind: 'no_answer'; readonly why: string }

const timeoutMs = 10_000
const maxAnswerBytes = 100_000

/** Asks a witness to cosign a checkpoint. Never throws: a witness that cannot be reached, or is busy, is `no_answer`. */
export async function submitCheckpoint(
  { key, url }: WitnessSetting,
  request: AddCheckpoint,
  signal?: AbortSignal,
): Promise<WitnessAnswer> {
  try {
    const limit = AbortSignal.timeout(timeoutMs)
    const answer = await fetch(`${url}/add-checkpoint`, {
      method: 'POST',
      body: formatAddCheckpoint(request),
      redirect: 'manual',
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    })
    return readAnswer(answer.status, (await answer.text()).slice(0, maxAnswerBytes), request.checkpoint, key)
  } catch (error) {
    const { name, cause } = error as Error & { cause?: { code?: string } }
    return { kind: 'no_answer', why: cause?.code ?? name }
  }
}

function readAnswer(status: number, body: string, checkpoint: string, key: VerifierKey): WitnessAnswer {
  if (status === 200) return readCosignature(body, checkpoint, key)
  if (status === 409 && /^(0|[1-9]\d{0,15})\n?$/.test(body)) return { kind: 'seen', size: Number(body.trim()) }
  if (status === 429 || status >= 500) return { kind: 'no_answer', why: String(status) }
  return { kind: 'refused', status }
}

/** A 200 without the witness's own good signature is as good as a refusal. */
function readCosignature(lines: string, checkpoint: string, key: VerifierKey): WitnessAnswer {
  const text = checkpoint.slice(0, checkpoint.lastIndexOf('\n\n') + 1)
  const opened = openNote(`${text}\n${lines}`, [key])
  const signature = opened.ok ? opened.value.signatures[0] : undefined
  return signature ? { kind: 'cosigned', signature } : { kind: 'refused', status: 200 }
}
