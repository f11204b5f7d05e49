/** Large buffers of glibc begin 16 bytes into a cache line. Where they do not, this costs some speed and nothing else. */
const untilLineB = 48

/** So many words of 32 bits, all zero, from the beginning of a cache line on. */
export const newWords = (length: number): Int32Array<ArrayBuffer> =>
  new Int32Array(new ArrayBuffer(4 * length + untilLineB), untilLineB, length)

/** The same words, and zeros after them. */
export function grown(words: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const larger = newWords(Math.ceil(length))
  larger.set(words)
  return larger
}
