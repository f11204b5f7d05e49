import { expect, it } from 'vitest'
import { stripQuoted } from '../../../adapters/channels/strip-quoted.ts'

it.each([
  ['a reply above', 'A1\n\nOn Wed, 25 Nov 2026 at 08:15, Muster <a@b.org> wrote:\n> Reply A1 yes', 'A1'],
  [
    'an introduction over two lines',
    'yes\n\nOn Wed, 25 Nov 2026 at 08:15, Muster\n<a@b.org> wrote:\n> Reply A1',
    'yes',
  ],
  ['Welsh', 'A1\nAr Mer, 25 Tach 2026 am 08:15, Muster ysgrifennodd:\n> Atebwch A1', 'A1'],
  ['French', 'Oui\nLe mer. 25 nov. 2026 à 08:15, Muster a écrit :\n> A1', 'Oui'],
  ['Polish', 'A1\nW dniu 25.11.2026 o 08:15, Muster napisał(a):\n> A1', 'A1'],
  ['Outlook', 'A2\n\nFrom: Muster <a@b.org>\nSent: 25 November 2026 08:15\nTo: Sam\nSubject: x\n\nReply A1', 'A2'],
  ['Outlook’s line', 'A2\n________________________________\nFrom: Muster', 'A2'],
  ['an answer below', 'On Wed, Muster <a@b.org> wrote:\n> Reply A1 yes\n\nA1', 'A1'],
  ['a signature', 'Two bags please\n-- \nAda\n07700 900123', 'Two bags please'],
  ['a telephone’s signature', 'On my way\n\nSent from my iPhone', 'On my way'],
  ['nothing but a quote', '> A1', '> A1'],
  ['a sentence that only looks like one', 'From: the corner shop, 2 bags', 'From: the corner shop, 2 bags'],
  ['line ends of another system', 'Water\r\nin the kitchen\r\n', 'Water\nin the kitchen'],
])('leaves what was written anew: %s', (_, text, written) => {
  expect(stripQuoted(text)).toBe(written)
})
