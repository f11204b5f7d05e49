import { html } from 'hono/html'
import type { Message } from '../../../core/messages/message.ts'
import { waitingWords } from './board-page.ts'
import type { Page } from './layout.ts'
import { facts, reasonForm, when } from './parts.ts'
import { sayWhen } from './times.ts'
import { handleOf, messageWords } from './words.ts'

export interface MessageView {
  readonly message: Message
  /** Undefined when it was erased. */
  readonly text: string | undefined
  /** What was passed on between the two, oldest first, where it was reported. */
  readonly passedOn: readonly { readonly message: Message; readonly text: string | undefined }[]
  readonly now: Date
}

const waits = ['not_understood', 'unhandled', 'call_back', 'to_join', 'reported', 'asks_ring']

/** One message, unmasked. */
export const messagePage = ({ message, text, passedOn, now }: MessageView): Page => ({
  title: 'A message',
  here: 'needs',
  unmasked: true,
  body: html`<p class="back"><a href="/console">All needs</a></p>
  <h1>${waits.includes(message.status) ? waitingWords(message) : 'Message'}</h1>
  <blockquote>${text ?? 'This message was erased.'}</blockquote>
  ${facts([
    [message.direction === 'in' ? 'Came in' : 'Was to go out', when(message.at, sayWhen(message.at, now))],
    [
      message.direction === 'in' ? 'From' : 'To',
      message.person
        ? html`<a href="/console/people/${message.person}">Person ${handleOf(message.person)}</a>`
        : 'Not known',
    ],
    ...(message.other
      ? [['Concerns', html`<a href="/console/people/${message.other}">Person ${handleOf(message.other)}</a>`] as const]
      : []),
    ['State', messageWords[message.status]],
    ...(message.need ? [['About', html`<a href="/console/needs/${message.need}">Their need</a>`] as const] : []),
  ])}
  ${
    passedOn.length > 0
      ? html`<h2>What was passed on</h2><ol>${passedOn.map((one) => html`<li><p>${when(one.message.at, sayWhen(one.message.at, now))}, to person ${handleOf(one.message.person)}</p><blockquote>${one.text ?? 'Erased.'}</blockquote></li>`)}</ol>`
      : ''
  }
  ${
    message.status === 'to_join'
      ? reasonForm({
          id: `join-${message.id}`,
          action: `/console/messages/${message.id}/join`,
          button: 'Make them one person',
          label: 'How do you know that they are one?',
          problems: [],
        })
      : ''
  }
  ${
    waits.includes(message.status)
      ? reasonForm({
          id: `message-${message.id}`,
          action: `/console/messages/${message.id}/handle`,
          button: 'Mark as handled',
          label: 'What was done?',
          problems: [],
        })
      : ''
  }`,
})
