import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Label, labels } from '../bots/understand/triage/labels.ts'

/** One message to a relief organisation, with the labels people gave it (Munro 2012, CC BY 4.0). */
export interface DisasterMessage {
  readonly id: string
  readonly message: string
  /** As it was written, where that was another language; empty otherwise. */
  readonly original: string
  readonly genre: string
  readonly labels: ReadonlySet<Label>
}

const files = {
  training: 'disaster_response_training_rebuilt.csv',
  validation: 'disaster_response_validation.csv',
} as const

/** The messages of a folder that holds the data set, in the order of the file. */
export function readDisasterMessages(folder: string, part: keyof typeof files): DisasterMessage[] {
  const [header, ...rows] = parseCsv(readFileSync(join(folder, files[part]), 'utf8'))
  const column = (row: readonly string[], name: string) => row[header!.indexOf(name)] ?? ''
  return rows.map((row) => ({
    id: column(row, 'id'),
    message: column(row, 'message'),
    original: column(row, 'original'),
    genre: column(row, 'genre'),
    labels: new Set(labels.filter((label) => column(row, label) === '1')),
  }))
}

const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y

/** Rows of a file with commas, quotes doubled inside quotes, and line ends inside them. */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  field.lastIndex = 0
  while (field.lastIndex < text.length) {
    const match = field.exec(text)
    if (!match) throw new Error(`disaster-messages: not a table after row ${rows.length}`)
    row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '')
    if (match[3] === ',') continue
    rows.push(row)
    row = []
  }
  return rows
}

export const trainingFile = (folder: string): string => join(folder, files.training)
