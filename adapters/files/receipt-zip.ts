import { unzipSync, type Zippable, zipSync } from 'fflate'

export interface ZippedReceipt {
  readonly name: string
  readonly proof: string
  readonly leaf: Buffer
  readonly entry: Buffer
}

export interface ReceiptFile {
  /** What it is and how it is checked, for people. */
  readonly readme: string
  /** The key of the log, as it is handed to others. */
  readonly vkey: string
  readonly receipts: readonly ZippedReceipt[]
}

const utf8 = (text: string): Uint8Array => Buffer.from(text, 'utf8')

/** One file with all receipts: for each the proof, the leaf that it proves, and the entry in plain JSON. */
export function packReceipts({ readme, vkey, receipts }: ReceiptFile): Buffer {
  const files: Zippable = { 'README.txt': utf8(readme), vkey: utf8(`${vkey}\n`) }
  for (const { name, proof, leaf, entry } of receipts) {
    files[`${name}.tlog-proof`] = utf8(proof)
    files[`${name}.leaf`] = leaf
    files[`${name}.json`] = entry
  }
  return Buffer.from(zipSync(files, { mtime: '1980-01-01' }))
}

const maxFileBytes = 10_000_000
const maxBytes = 200_000_000

/** What such a file holds. Throws when it is not one, or would take more room than receipts can. */
export function unpackReceipts(zip: Buffer): Omit<ReceiptFile, 'readme'> {
  let total = 0
  const files = unzipSync(zip, {
    filter: ({ originalSize }) => {
      total += originalSize
      if (originalSize > maxFileBytes || total > maxBytes) throw new Error('it is larger than receipts can be')
      return true
    },
  })
  const text = (name: string) => Buffer.from(files[name] ?? []).toString('utf8')
  const names = Object.keys(files).filter((name) => name.endsWith('.tlog-proof'))
  const receipts = names.sort().map((file) => {
    const name = file.slice(0, -'.tlog-proof'.length)
    const [leaf, entry] = [Buffer.from(files[`${name}.leaf`] ?? []), Buffer.from(files[`${name}.json`] ?? [])]
    return { name, proof: text(file), leaf, entry }
  })
  return { vkey: text('vkey').trim(), receipts }
}
