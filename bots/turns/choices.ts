import type { Choice } from '../../core/channel.ts'
import type { Phrases } from '../phrases/en.ts'

type Choices = (p: Phrases) => readonly Choice[]

/** What can be pressed under an invitation. */
export const invitationChoices =
  (letter: string): Choices =>
  (p) => [
    { answer: `${letter}1`, label: p.pressYes() },
    { answer: `${letter}2`, label: p.pressNo() },
  ]

/** What can be pressed by somebody who has said yes, from where they are now on. */
export const assignmentChoices =
  (letter: string, from: 'accepted' | 'on_the_way' | 'arrived'): Choices =>
  (p) =>
    [
      { answer: `${letter}3`, label: p.pressOnTheWay() },
      { answer: `${letter}4`, label: p.pressThere() },
      { answer: `${letter}5`, label: p.pressDone() },
      { answer: `${letter}6`, label: p.pressCannot() },
    ].slice({ accepted: 0, on_the_way: 1, arrived: 2 }[from])

/** What can be pressed by a resident who is asked whether it is done. */
export const doneChoices =
  (letter: string): Choices =>
  (p) => [
    { answer: `${letter}1`, label: p.pressItIsDone() },
    { answer: `${letter}2`, label: p.pressNotDone() },
  ]

/** What can be pressed by a duty officer. */
export const alarmChoices =
  (letter: string): Choices =>
  (p) => [{ answer: `${letter}1`, label: p.pressTakeOn() }]
