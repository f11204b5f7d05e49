import { expect, it } from 'vitest'
import { webChannel } from '../../../adapters/channels/web-pages.ts'
import { messageOf } from '../../support/message.ts'

const to = { channel: 'web', id: 'token' }

it('a message is on its page as soon as it is written, and is found there', async () => {
  const channel = webChannel()
  const sent = await channel.send(to, messageOf('Somebody is coming'), new AbortController().signal)
  const externalId = sent.ok ? sent.value.externalId : ''
  expect(externalId).not.toBe('')
  const looked = { ...messageOf('Somebody is coming'), to, attemptedAt: new Date(0) }
  expect(await channel.find!(looked)).toEqual({ outcome: 'sent', externalId })
})
