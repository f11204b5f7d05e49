import type { Message } from '../../core/channel.ts'

/** A message as a channel is handed it, with nothing special about it but what is given. */
export const messageOf = (text: string, more: Partial<Message> = {}): Message => ({
  messageId: 'm1',
  text,
  language: 'en-GB',
  purpose: 'reply',
  choices: [],
  heardAt: null,
  expiresAt: null,
  ...more,
})
