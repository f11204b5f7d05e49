import { counted, everySecond, inThousands } from '../progress.ts'

/** Findings beyond these are counted. */
const shown = 50

/** Prints what is found to be wrong, and once a second how far it has come. */
export function printFindings() {
  const progress = everySecond()
  const seen = { entries: 0, streams: 0 }
  let count = 0
  return {
    wrong(where: string, what: string): void {
      if (++count <= shown) console.log(`WRONG  ${where}: ${what}`)
    },
    passed(more: number, of: 'entries' | 'streams' = 'entries'): void {
      seen[of] += more
      progress(
        () => `Looked at ${counted(seen.entries, 'entry', 'entries')}, folded ${counted(seen.streams, 'stream')}…`,
      )
    },
    /** How many there were; says how many were not shown. */
    end(): number {
      if (count > shown) console.log(`… and ${inThousands(count - shown)} more`)
      return count
    },
  }
}
