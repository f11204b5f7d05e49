import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const fixtures = resolve(import.meta.dirname, '../../tests/fixtures/texts')

/** The lines of a file of texts, without those that begin with #. */
export const linesOf = (path: string): string[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))

/** Texts of one of the project's own files, which are made up. */
export const fixtureTexts = (name: string): string[] => linesOf(join(fixtures, `${name}.txt`))

/** A line with fields, a bar and a text: 'cy + | mae hi wedi …'. */
export function splitLine(line: string): { readonly fields: readonly string[]; readonly text: string } {
  const at = line.indexOf('|')
  return { fields: line.slice(0, at).trim().split(' '), text: line.slice(at + 1).trim() }
}

/** A text that says that life is at risk, or one that does not, and the language it is in. */
export interface DangerText {
  readonly language: string
  readonly isDanger: boolean
  readonly text: string
}

/** Every text of the project that is about danger. */
export function dangerTexts(): DangerText[] {
  const alone = (name: string, isDanger: boolean) =>
    fixtureTexts(name).map((text) => ({ language: 'en', isDanger, text }))
  const said = (name: string) =>
    fixtureTexts(name).map((line) => {
      const { fields, text } = splitLine(line)
      const [first = '', second = '+'] = fields
      return /^[+-]$/.test(first)
        ? { language: 'en', isDanger: first === '+', text }
        : { language: first, isDanger: second === '+', text }
    })
  return [
    ...alone('danger', true),
    ...alone('not-danger', false),
    ...said('danger-more'),
    ...said('danger-other-languages'),
    ...said('danger-languages-more'),
  ]
}

/** Ordinary texts, in English and in the other languages we read: nothing is asked or offered. */
export const chatter = (): { readonly english: string[]; readonly others: string[] } => ({
  english: [...fixtureTexts('chatter'), ...fixtureTexts('chatter-more')],
  others: fixtureTexts('chatter-other-languages').map((line) => splitLine(line).text),
})

/** Sentences and pairs of words by language, of a folder of files named 'sentences_en.txt'. */
export function sentencesIn(folder: string): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const name of readdirSync(folder).toSorted()) {
    const language = /^(?:sentences|word-pairs)_(\w+)\.txt$/.exec(name)?.[1]
    if (language) found.set(language, [...(found.get(language) ?? []), ...linesOf(join(folder, name))])
  }
  return found
}
