import { createHash } from 'node:crypto'
import type { Choice, SendFailureCode } from '../../core/channel.ts'

/** What Discord's error codes mean, where the HTTP status does not say enough. */
export const failureReasons: Readonly<Record<string, SendFailureCode>> = {
  10003: 'bad_address', // unknown channel
  10013: 'bad_address', // unknown user
  20016: 'throttled', // slow mode
  20028: 'throttled', // too much in this channel
  20029: 'throttled', // too much at once
  40001: 'misconfigured', // not authorised for this
  40003: 'throttled', // direct messages opened too fast
  40333: 'unreachable', // refused before it reached Discord
  50001: 'misconfigured', // no access
  50007: 'bad_address', // their direct messages are closed
  50013: 'misconfigured', // a permission is missing
  50033: 'bad_address', // no such recipient
  50278: 'bad_address', // no server in common, so no direct message
}

export const longestText = 2_000

/** Discord takes 25 characters, and does not send the same ones twice within minutes. */
export const nonceOf = (ours: string): string => createHash('sha256').update(ours).digest('base64url').slice(0, 25)

const answerForm = /^[A-Z0-9]{2,12}$/

/** Whether what a button sends is one of our answers. */
export const isAnswer = (customId: string): boolean => answerForm.test(customId)

const buttonsInRow = 5
const actionRow = 1
const button = 2
const secondary = 2

/** No link is unfurled. */
const suppressEmbeds = 4

/** A text and its buttons as Discord takes them; whatever it says, nobody is pinged. */
export function shown(content: string, choices: readonly Choice[]) {
  const rows = choices.flatMap((_, n) =>
    n % buttonsInRow === 0 ? [{ type: actionRow, components: choices.slice(n, n + buttonsInRow).map(pressable) }] : [],
  )
  return { content, components: rows, allowed_mentions: { parse: [] }, flags: suppressEmbeds }
}

const pressable = ({ answer, label }: Choice) => ({ type: button, style: secondary, label, custom_id: answer })
