import { saysDanger } from '../../bots/understand/danger.ts'
import { type Label, labels } from '../../bots/understand/triage/labels.ts'
import type { TriageModel } from '../../bots/understand/triage/model.ts'
import { type Understood, understand } from '../../bots/understand/understand.ts'
import type { DangerText } from './texts.ts'

/** How often something was due, said, and both. */
export interface Counts {
  readonly due: number
  readonly said: number
  readonly right: number
}

export const countOf = <T>(items: readonly T[], isDue: (item: T) => boolean, isSaid: (item: T) => boolean): Counts => ({
  due: items.filter(isDue).length,
  said: items.filter(isSaid).length,
  right: items.filter((item) => isDue(item) && isSaid(item)).length,
})

/** The harmonic mean of precision and recall; 0 when nothing is due and nothing said. */
export const f1 = ({ due, said, right }: Counts): number => (due + said === 0 ? 0 : (2 * right) / (due + said))

export const mean = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0) / numbers.length

/** A text and the labels that people gave it. */
export interface Labelled {
  readonly text: string
  readonly labels: ReadonlySet<Label>
}

/** F1 of each of the fourteen labels, and their mean. */
export function labelF1s(items: readonly Labelled[], model: TriageModel) {
  const given = items.map(({ text, labels: due }) => ({ due, said: new Set(model.triage(text).labels) }))
  const byLabel = labels.map(
    (label) =>
      [
        label,
        f1(
          countOf(
            given,
            ({ due }) => due.has(label),
            ({ said }) => said.has(label),
          ),
        ),
      ] as const,
  )
  return { macro: mean(byLabel.map(([, value]) => value)), byLabel: new Map(byLabel) }
}

/** Reads a text as the bot would that knows nothing beside it. */
export const readAlone = (text: string, model: TriageModel): Understood =>
  understand(text, { now: '2026-01-14T12:00:00.000Z', language: null, situation: null, model })

/** Of texts that ask and offer nothing: those taken for a case, those for a pressing one, those for danger. */
export function falseCases(texts: readonly string[], model: TriageModel) {
  const read = texts.map((text) => ({ text, ...readAlone(text, model) }))
  const cases = read.filter(({ direction }) => direction !== 'none')
  return {
    texts: texts.length,
    cases: cases.map(({ text }) => text),
    urgent: cases.filter(({ urgency }) => urgency === 'urgent' || urgency === 'life').map(({ text }) => text),
    danger: read.filter(({ danger }) => danger).map(({ text }) => text),
  }
}

/** How many of the texts that say so are taken for danger, and how many of the others. */
export function dangerCounts(texts: readonly DangerText[]) {
  const [dangers, others] = [texts.filter(({ isDanger }) => isDanger), texts.filter(({ isDanger }) => !isDanger)]
  return {
    due: dangers.length,
    missed: dangers.filter(({ text }) => !saysDanger(text)),
    others: others.length,
    falseAlarms: others.filter(({ text }) => saysDanger(text)),
  }
}
