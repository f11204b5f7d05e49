import { rows } from '../../adapters/db/client.ts'
import { lastHead, noteOf, type SignedHead, storeCosignature } from '../../adapters/db/heads.ts'
import { hashesOf } from '../../adapters/db/ledger-tiles.ts'
import type { PublishedLedger } from '../../adapters/db/published.ts'
import type { WitnessSetting } from '../../adapters/settings.ts'
import { submitCheckpoint, type WitnessAnswer } from '../../adapters/witness/submit.ts'
import { proveConsistency } from '../../core/ledger/tree/prove.ts'
import type { House } from '../turns/house.ts'
import { alarmFromJob } from '../turns/job-alarm.ts'

const hourMs = 3_600_000
const firstWaitMs = 5_000
const longestWaitMs = 300_000

export interface Witnessing {
  readonly house: House
  readonly ledger: PublishedLedger
  readonly witness: WitnessSetting
  /** A clock that does not jump, in milliseconds. */
  readonly clockMs: () => number
}

/** One witness as this process knows it: what it has cosigned, since when it is silent, whether it refuses. */
export class WitnessWatch {
  readonly #of: Witnessing
  readonly #stopping = new AbortController()
  #seen: number | undefined
  #silentSince: number | undefined
  #waitMs = firstWaitMs
  #nextAt = 0
  #alarmed: 'witness_refused' | 'witness_silent' | undefined

  constructor(of: Witnessing) {
    this.#of = of
  }

  /** Asks it to cosign the newest head, if it is time and there is one that it has not seen. */
  async round(): Promise<void> {
    const { ledger, clockMs } = this.#of
    if (clockMs() < this.#nextAt) return
    const head = await lastHead(ledger.db, ledger.authority)
    this.#seen ??= await this.#lastCosigned()
    if (!head || this.#seen === head.size) return
    const answer = await this.#submit(head, this.#seen)
    if (answer.kind === 'seen') await this.#catchUp(answer)
    else await this.#take(answer, head)
  }

  /** A request under way is given up. */
  stop(): void {
    this.#stopping.abort()
  }

  /** It has seen another size than we thought, perhaps from another process of ours, and perhaps a newer head. */
  async #catchUp(seen: Extract<WitnessAnswer, { kind: 'seen' }>): Promise<void> {
    const { ledger } = this.#of
    const newest = (await lastHead(ledger.db, ledger.authority))!
    await this.#take(seen.size <= newest.size ? await this.#submit(newest, seen.size) : seen, newest)
  }

  async #lastCosigned(): Promise<number> {
    const { ledger, witness } = this.#of
    const sql = 'SELECT coalesce(max(size), 0) AS size FROM cosignatures WHERE authority_id = $1 AND witness = $2'
    return (await rows<{ size: number }>(ledger.db, sql, [ledger.authority, witness.key.name]))[0]!.size
  }

  async #submit(head: SignedHead, old: number): Promise<WitnessAnswer> {
    const { ledger, witness } = this.#of
    const { db, authority, log } = ledger
    const proof = await proveConsistency(old, head.size, hashesOf(db, authority, head.size))
    const request = { old, proof, checkpoint: await noteOf(db, authority, log, head) }
    return submitCheckpoint(witness, request, this.#stopping.signal)
  }

  async #take(answer: WitnessAnswer, head: SignedHead): Promise<void> {
    if (answer.kind === 'no_answer') return this.#wait(answer.why)
    this.#silentSince = undefined
    if (answer.kind !== 'cosigned') return this.#refusedBy(answer)
    const { house, ledger } = this.#of
    await storeCosignature(ledger.db, ledger.authority, {
      size: head.size,
      signature: answer.signature,
      at: house.now(),
    })
    this.#seen = head.size
    this.#alarmed = undefined
    this.#restFor(firstWaitMs)
    this.#waitMs = firstWaitMs
  }

  /** It is down, or busy: no alarm until it has been for an hour. */
  async #wait(why: string): Promise<void> {
    const now = this.#of.clockMs()
    if (this.#silentSince === undefined) this.#of.house.log(`witness ${this.#of.witness.key.name}: no answer (${why})`)
    this.#silentSince ??= now
    this.#backOff()
    if (now - this.#silentSince >= hourMs) await this.#alarm('witness_silent', `no answer for an hour (${why})`)
  }

  async #refusedBy(answer: Exclude<WitnessAnswer, { kind: 'cosigned' | 'no_answer' }>): Promise<void> {
    this.#backOff()
    const why = answer.kind === 'seen' ? `it has seen ${answer.size} leaves` : `it answers ${answer.status}`
    await this.#alarm('witness_refused', `it refuses our head: ${why}`)
  }

  /** Once for each thing that is wrong with it, until it cosigns again. */
  async #alarm(reason: 'witness_refused' | 'witness_silent', why: string): Promise<void> {
    if (this.#alarmed === reason) return
    const { house, witness } = this.#of
    house.log(`witness ${witness.key.name}: ${why}`)
    await alarmFromJob(house, 'job/witnesses', reason)
    this.#alarmed = reason
  }

  #backOff(): void {
    this.#restFor(this.#waitMs)
    this.#waitMs = Math.min(this.#waitMs * 2, longestWaitMs)
  }

  #restFor(ms: number): void {
    this.#nextAt = this.#of.clockMs() + ms
  }
}
