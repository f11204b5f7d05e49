// `npm run check:vectors -- DIR` measures agreement with proofs and notes that others made: DIR holds `inclusion/…/*.json`
// and `consistency/…/*.json` as transparency-dev/merkle writes them, and `c2sp/` with the notes of the specifications.
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseCheckpoint } from '../core/ledger/notes/checkpoint.ts'
import { parseVerifierKey } from '../core/ledger/notes/keys.ts'
import { openNote, parseNote } from '../core/ledger/notes/note.ts'
import { checkConsistency, checkInclusion } from '../core/ledger/tree/check.ts'

interface Vector {
  readonly desc: string
  readonly wantErr: boolean
  readonly proof: readonly string[] | null
}

interface InclusionVector extends Vector {
  readonly leafIdx: number
  readonly treeSize: number
  readonly root: string
  readonly leafHash: string
}

interface ConsistencyVector extends Vector {
  readonly size1: number
  readonly size2: number
  readonly root1: string
  readonly root2: string
}

const bytes = (text: string | null): Buffer => Buffer.from(text ?? '', 'base64')
const hashes = (vector: Vector): Buffer[] => (vector.proof ?? []).map(bytes)

const inclusion = (v: InclusionVector): boolean =>
  checkInclusion(
    { index: v.leafIdx, leafHash: bytes(v.leafHash), proof: hashes(v) },
    { size: v.treeSize, root: bytes(v.root) },
  )

const consistency = (v: ConsistencyVector): boolean =>
  checkConsistency({ size: v.size1, root: bytes(v.root1) }, { size: v.size2, root: bytes(v.root2) }, hashes(v))

/** How many of the files under `dir` the check agrees with; the others are printed. */
function agreement<V extends Vector>(dir: string, check: (vector: V) => boolean): { agreed: number; all: number } {
  const files = globSync(join(dir, '**/*.json')).sort()
  const agreed = files.filter((file) => {
    const vector = JSON.parse(readFileSync(file, 'utf8')) as V
    const agrees = check(vector) === !vector.wantErr
    if (!agrees) console.log(`DISAGREES  ${file}: ${vector.desc}`)
    return agrees
  })
  return { agreed: agreed.length, all: files.length }
}

/** The example note opens with its key, and the example checkpoint reads as one. */
function notes(dir: string): { agreed: number; all: number } {
  const read = (name: string) => readFileSync(join(dir, name), 'utf8')
  const key = parseVerifierKey(read('example-note.vkey').trim())
  const opens = key !== undefined && openNote(read('example-note.txt'), [key]).ok
  const cosigned = parseNote(read('example-cosigned-checkpoint.txt'))
  const reads = cosigned?.signatures.length === 2 && parseCheckpoint(cosigned.text) !== undefined
  return { agreed: Number(opens) + Number(reads), all: 2 }
}

function main(dir: string | undefined): number {
  if (!dir || !existsSync(dir)) {
    console.error(dir ? `There is no folder ${dir}.` : 'Say which folder: npm run check:vectors -- DIR')
    return 1
  }
  const results = {
    inclusion: agreement(join(dir, 'inclusion'), inclusion),
    consistency: agreement(join(dir, 'consistency'), consistency),
    ...(existsSync(join(dir, 'c2sp')) ? { notes: notes(join(dir, 'c2sp')) } : {}),
  }
  for (const [name, { agreed, all }] of Object.entries(results)) console.log(`${name}: ${agreed} of ${all} agree`)
  return Object.values(results).every(({ agreed, all }) => agreed === all) ? 0 : 1
}

process.exitCode = main(process.argv[2])
