import type { LedgerCopy } from '../../core/ledger/copy.ts'

const timeoutMs = 30_000
const maxBytes = 20_000_000

/** A published ledger on a server. Throws when it cannot be reached, or answers with neither a file nor "not found". */
export function ledgerSite(base: string): LedgerCopy {
  return {
    async read(path) {
      const url = `${base.replace(/\/+$/, '')}/${path}`
      const answer = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) }).catch((error: Error) => {
        throw new Error(`${url} cannot be reached`, { cause: error })
      })
      if (answer.status === 404) return null
      if (!answer.ok) throw new Error(`${url} answers ${answer.status}`)
      const bytes = Buffer.from(await answer.arrayBuffer())
      if (bytes.length > maxBytes) throw new Error(`${url} is larger than any file of a ledger`)
      return bytes
    },
  }
}
