import type { ConsoleDeps, Form } from './desk.ts'
import { foldedReasonForm, type Html, type Problem } from './parts.ts'

/** Places or lifts the legal hold on what stands at `path`. */
export const holdForm = (path: string, held: boolean, problems: readonly Problem[]): Html =>
  foldedReasonForm(held ? 'Lift the legal hold' : 'Place a legal hold', {
    id: 'hold',
    action: `${path}/hold`,
    button: held ? 'Lift the hold' : 'Place the hold',
    label: held ? 'Why is it lifted?' : 'Why is it kept?',
    hint: held
      ? 'From then on it is erased when asked for, or when its time is over.'
      : 'For an inquest, an inquiry or a claim: nothing of it is erased until the hold is lifted.',
    problems,
    hidden: { held: held ? 'no' : 'yes' },
  })

/** Does what the form asks; returns what to say of it. */
export async function holdAsked(
  { actions }: ConsoleDeps,
  by: string,
  on: { readonly what: 'person' | 'need' | 'incident'; readonly id: string },
  form: Form,
): Promise<Readonly<Record<string, string>>> {
  const held = form('held') !== 'no'
  const done = await actions.setHold(by, { ...on, held }, form('reason'))
  return done.ok ? { did: held ? 'hold_placed' : 'hold_lifted' } : { not: done.error }
}
