import { expect, test } from 'vitest'
import { homeRoutes } from '../../../adapters/web/home.ts'

test('in the demo the first page is the demo', async () => {
  const answer = await homeRoutes({ name: 'Muster', shown: [], demo: true, asks: false }).request('/')
  expect([answer.status, answer.headers.get('location')]).toEqual([302, '/demo'])
})

test('otherwise it says what to text, where to, and that 999 comes first', async () => {
  const page = await (
    await homeRoutes({ name: 'Flood & Co', shown: ['+441632960000'], demo: false, asks: true }).request('/')
  ).text()
  for (const words of ['<h1>Flood &amp; Co</h1>', '+441632960000', 'call 999', '/console', '/ask', '/gofyn'])
    expect(page).toContain(words)
})
