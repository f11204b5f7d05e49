import { randomFillSync } from 'node:crypto'

/** Makes ids: UUIDv7 (RFC 9562), rising within a process even inside one millisecond. */
export function uuidV7(now: () => number = Date.now): () => string {
  let lastMs = 0
  let counter = 0
  const bytes = Buffer.alloc(16)
  return () => {
    const ms = Math.max(now(), lastMs)
    counter = ms === lastMs ? counter + 1 : 0
    if (counter > 0xfff) return uuidAfter(ms + 1)
    lastMs = ms
    return write(ms, counter)
  }

  function uuidAfter(ms: number): string {
    lastMs = ms
    counter = 0
    return write(ms, 0)
  }

  function write(ms: number, count: number): string {
    randomFillSync(bytes)
    bytes.writeUIntBE(ms, 0, 6)
    bytes.writeUInt16BE(0x7000 | count, 6)
    bytes[8] = (bytes[8]! & 0x3f) | 0x80
    const hex = bytes.toString('hex')
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
  }
}
