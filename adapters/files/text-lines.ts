import { TextDecoder } from 'node:util'

/**
 * The lines of a text file, whichever way they end, without their ends: UTF-8, or UTF-16 where it begins with its mark.
 * What is not in that encoding comes as U+FFFD.
 */
export async function* textLines(input: AsyncIterable<Buffer | string>): AsyncGenerator<string> {
  let rest = ''
  for await (const text of decode(input)) {
    const whole = rest + text
    const held = whole.endsWith('\r') ? 1 : 0 // the other half of the line's end may follow
    const lines = whole.slice(0, whole.length - held).split(/\r\n|\n|\r/)
    rest = lines.pop()! + whole.slice(whole.length - held)
    yield* lines
  }
  if (rest !== '') yield rest.replace(/\r$/, '')
}

async function* decode(input: AsyncIterable<Buffer | string>): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined
  for await (const chunk of input) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk, 'utf8') : chunk
    decoder ??= new TextDecoder(encodingOf(bytes))
    yield decoder.decode(bytes, { stream: true })
  }
  if (decoder) yield decoder.decode()
}

function encodingOf(start: Uint8Array): string {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le'
  return start[0] === 0xfe && start[1] === 0xff ? 'utf-16be' : 'utf-8'
}
