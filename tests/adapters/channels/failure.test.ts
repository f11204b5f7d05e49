import { describe, expect, it } from 'vitest'
import { failureOfAnswer, failureOfError } from '../../../adapters/channels/failure.ts'

describe('what an answer other than 2xx means for a message', () => {
  it.each([
    [200, 'unconfirmed'],
    [302, 'misconfigured'],
    [400, 'rejected'],
    [401, 'misconfigured'],
    [403, 'misconfigured'],
    [404, 'misconfigured'],
    [408, 'unconfirmed'],
    [413, 'rejected'],
    [422, 'rejected'],
    [429, 'throttled'],
    [500, 'unconfirmed'],
    [502, 'unconfirmed'],
    [503, 'unconfirmed'],
    [504, 'unconfirmed'],
  ])('%i is %s', (status, reason) => {
    expect(failureOfAnswer({ status })).toEqual({ reason })
  })

  it('is what the provider’s own code says, where we know it', () => {
    expect(failureOfAnswer({ status: 400, reason: 'opted_out', code: '21610' })).toEqual({
      reason: 'opted_out',
      code: '21610',
    })
  })

  it.each([
    ['7', 7],
    ['0', 1],
    ['Thu, 01 Jan 1970 00:01:30 GMT', 30],
    ['Thu, 01 Jan 1970 00:00:10 GMT', 1],
    ['soon', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('Retry-After %j is %j seconds at one minute past midnight', (retryAfter, retryAfterS) => {
    const expected = retryAfterS === undefined ? { reason: 'throttled' } : { reason: 'throttled', retryAfterS }
    expect(failureOfAnswer({ status: 429, retryAfter }, 60_000)).toEqual(expected)
  })

  it('says how long to wait only when throttled', () => {
    expect(failureOfAnswer({ status: 503, retryAfter: '7' })).toEqual({ reason: 'unconfirmed' })
  })
})

describe('what a request without an answer means for a message', () => {
  const error = (code: string) => Object.assign(new Error('no'), { code })

  it.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT'])(
    '%s can only come from connecting: no byte left',
    (code) => {
      expect(failureOfError(error(code))).toEqual({ reason: 'unreachable', code })
    },
  )

  it.each(['ECONNRESET', 'ETIMEDOUT', 'EPIPE', 'UND_ERR_SOCKET', 'UND_ERR_HEADERS_TIMEOUT'])(
    '%s leaves us unsure',
    (code) => {
      expect(failureOfError(error(code))).toEqual({ reason: 'unconfirmed', code })
    },
  )

  it('is sure that nothing left when no connection ever stood', () => {
    expect(failureOfError(error('ECONNRESET'), false)).toEqual({ reason: 'unreachable', code: 'ECONNRESET' })
  })

  it('looks for the code where fetch and happy eyeballs hide it', () => {
    const hidden = new TypeError('fetch failed', { cause: new AggregateError([error('ECONNREFUSED')]) })
    expect(failureOfError(hidden)).toEqual({ reason: 'unreachable', code: 'ECONNREFUSED' })
  })

  it('makes no failure of what it does not know but an unsure one', () => {
    expect(failureOfError('?')).toEqual({ reason: 'unconfirmed' })
  })
})
