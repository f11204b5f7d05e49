import { chromium } from 'playwright-core'
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--headless','--no-sandbox','--disable-gpu'] })
const p = await (await b.newContext({ viewport: { width: 1280, height: 900 }, baseURL: 'http://127.0.0.1:4567' })).newPage()
const pw = process.argv[2], own = 'three quiet words'
await p.goto('/console')
await p.fill('#login','planner'); await p.fill('#password', own); await p.click('button')
if (p.url().endsWith('password')) { await p.fill('#password', own); await p.fill('#again', own); await p.click('main button') }
await p.goto('/console/duty'); await p.screenshot({ path: '/tmp/cshots/d-duty.png', fullPage: true })
await p.goto('/console'); await p.screenshot({ path: '/tmp/cshots/d-board.png', fullPage: true })
const codes = process.argv.slice(3)
const kinds = ['flood_help','shopping','power','evacuation','welfare_check','lift','prescription']
for (const [i, code] of codes.entries()) {
  await p.goto('/console/call')
  await p.fill('#words', 'Please help'); await p.selectOption('#kind', kinds[i % kinds.length]); await p.fill('#place', code); await p.fill('#house', `${i} High St`); await p.fill('#callerName', 'Ann Caller')
  if (i % 2) await p.fill('#phone', `07700 9009${10 + i}`)
  await p.click('main button'); console.log(p.url(), await p.locator('.notice, .problems').allInnerTexts())
}
await p.locator('summary', { hasText: 'Assign' }).first().click().catch(() => {})
await p.screenshot({ path: '/tmp/cshots/d-need.png', fullPage: true })
await p.goto('/console'); await p.screenshot({ path: '/tmp/cshots/d-board2.png', fullPage: true })
await p.goto('/console/call'); 
await b.close()
