import { describe, expect, it } from 'vitest'
import { findNames } from '../../../bots/understand/place-names.ts'

const seen = (text: string): string =>
  findNames(text)
    .filter(({ form }) => form !== 'answer')
    .map(({ names, within, beside }) =>
      [names[0], ...within.slice(0, 1).map((town) => `in ${town}`), beside].filter(Boolean).join(' '),
    )
    .join('; ')

describe('a street is taken with the town it is said with', () => {
  it.each([
    ['Mill Lane, Hebden Bridge', 'Mill Lane in Hebden Bridge'],
    ['flooding on mill lane hebden bridge please help', 'mill lane in hebden bridge'],
    ['I live on Church St in Tewkesbury', 'Church St in Tewkesbury'],
    ['In Twyning, on Mill Lane', 'Mill Lane in Twyning; Twyning'],
    ['12 High Street', 'High Street'],
    ['The Avenue, Twyning', 'The Avenue in Twyning'],
    ['4 Avon Row', 'Avon Row'],
    ['our house on Stow on the Wold Road', 'Wold Road'],
  ])('%j', (text, expected) => expect(seen(text)).toBe(expected))

  it('may be longer than its name, so that the table decides', () => {
    expect(findNames('flooding Mill Lane')[0]!.names).toEqual(['Mill Lane'])
    expect(findNames('burst pipe Old Mill Lane')[0]!.names).toContain('Mill Lane')
  })
})

describe('a place follows "in" or "near"', () => {
  it.each([
    ['water coming in in Twyning', 'Twyning'],
    ['near Haw Bridge', 'Haw Bridge'],
    ['near the church in Twyning', 'Twyning near the church'],
    ['stuck in Bath', 'Bath'],
    ['at Bourton on the Water, help', 'Bourton on the Water'],
  ])('%j', (text, expected) => expect(seen(text)).toBe(expected))
})

describe('everyday words are no names', () => {
  it.each([
    ['in bed'],
    ['at home and in trouble'],
    ['in the bath'],
    ['down our street'],
    ['the car park is flooded'],
    ['can somebody drive me'],
    ['a lift by 5'],
    ['yes please'],
  ])('%j', (text) => expect(seen(text)).toBe(''))
})

it('a short text may be a name as a whole, for whoever asked where', () => {
  expect(findNames('Twyning')).toMatchObject([{ form: 'answer', names: ['Twyning'] }])
  expect(findNames('Haw Bridge, Tirley')).toMatchObject([{ form: 'answer', names: ['Haw Bridge'], within: ['Tirley'] }])
  expect(findNames('yes')).toEqual([])
  expect(findNames('we have been without power since six this morning')).toEqual([])
})
