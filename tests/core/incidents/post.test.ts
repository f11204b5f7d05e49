import { describe, expect, it } from 'vitest'
import { problemOfPost } from '../../../core/incidents/post.ts'

describe('a public post', () => {
  it.each([
    ['Ring Sam on 07700 900123', 'phone'],
    ['Ring +44 (0) 7700 900 123', 'phone'],
    ['Sandbags at HX7 8AA please', 'postcode'],
    ['hx78aa needs help', 'postcode'],
    ['Write to sam@example.org', 'email'],
    ['Thanks @sam for the pump', 'mention'],
    [' ', 'empty'],
    ['a'.repeat(301), 'too_long'],
  ])('is refused where it could tell of somebody: %s', (text, problem) => {
    expect(problemOfPost(text)).toBe(problem)
  })

  it.each([
    'Neighbours in the HX7 area need help: https://muster.example.org/go?x=07700900123 Danger to life: call 999.',
    'Road closed at 14:30, 25 November 2026. Floodline is open.',
    '👨‍👩‍👧'.repeat(300),
  ])('may say %s', (text) => {
    expect(problemOfPost(text)).toBeNull()
  })
})
