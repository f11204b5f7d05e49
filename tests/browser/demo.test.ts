import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { noBrowser, openBrowser } from '../support/browser.ts'
import { type Started, startDemo } from '../support/started.ts'

describe.skipIf(noBrowser !== null)(`the demo in a browser${noBrowser ? ` (skipped: ${noBrowser})` : ''}`, () => {
  let browser: Browser
  let muster: Started

  beforeAll(async () => {
    browser = await openBrowser()
    muster = await startDemo()
  }, 60_000)

  afterAll(async () => {
    await browser?.close()
    expect(await muster?.stop()).toBe(0)
  })

  /** The page, and whatever the browser complains about. */
  async function open(options: BrowserContextOptions = {}): Promise<{ page: Page; complaints: string[] }> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options })
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    await page.goto(`${muster.url}/`)
    return { page, complaints }
  }

  const faults = async (page: Page): Promise<string[]> => {
    const { violations } = await new AxeBuilder({ page }).analyze()
    return violations.map((v) => `${v.id}: ${v.nodes.map((node) => node.html).join(' ')}`)
  }

  const resident = (page: Page) => page.locator('.resident .screen')
  const tap = (page: Page, who: 'resident' | 'volunteer', words: string) =>
    page.locator(`.${who} .choices button`, { hasText: words }).click()
  const story = (page: Page, words: string, withinS: number) =>
    page.locator('.headline', { hasText: words }).waitFor({ timeout: withinS * 1000 })

  test('a visitor presses Send, takes the phone that buzzes, answers on it, and sees it through', async () => {
    const { page, complaints } = await open()
    expect(page.url()).toBe(`${muster.url}/demo`)
    expect(await page.locator('.banner').innerText()).toContain('fictional people')
    expect(await faults(page)).toEqual([])
    await page.locator('.resident .composer button').click()
    await page.locator('.volunteer.buzzing').waitFor({ timeout: 10_000 })
    await page.getByRole('button', { name: 'Take this phone' }).click()
    await page.getByRole('button', { name: 'Give it back to Sam' }).waitFor()
    await tap(page, 'volunteer', 'yes')
    await story(page, 'Sam said yes', 10)
    expect(await resident(page).innerText()).toMatch(/Sam has said yes .* At the door ask for the word: [a-z]+\./)
    expect(await faults(page)).toEqual([])
    for (const [choice, told] of [
      ['on the way', 'Sam is on the way'],
      ['you are there', 'Sam is at the door'],
      ['it is done', 'Sam says it is done'],
    ] as const) {
      await tap(page, 'volunteer', choice)
      await story(page, told, 10)
    }
    await tap(page, 'resident', 'if so')
    await story(page, 'Done, thanks to Sam', 10)
    expect(await faults(page)).toEqual([])
    await page.getByRole('button', { name: 'Give it back to Sam' }).click()
    expect(complaints).toEqual([])
  }, 60_000)

  test('a visitor presses Send and does nothing else: somebody says yes by themselves', async () => {
    const { page, complaints } = await open({ viewport: { width: 375, height: 812 }, reducedMotion: 'reduce' })
    await page.locator('.resident .composer button').click()
    await page.locator('.asked a', { hasText: 'said yes' }).waitFor({ timeout: 40_000 })
    expect(await resident(page).innerText()).toMatch(/ has said yes .* ask for the word: [a-z]+\./)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(375)
    expect(await faults(page)).toEqual([])
    expect(complaints).toEqual([])
  }, 60_000)

  test('without JavaScript it can be read and texted from', async () => {
    const { page } = await open({ javaScriptEnabled: false })
    await page.locator('.resident .composer textarea').fill("What's happening?")
    await page.locator('.resident .composer button').click()
    const told = async () => {
      await page.locator('.refresh').click()
      return resident(page).innerText()
    }
    await expect.poll(told, { timeout: 20_000 }).toMatch(/Flood help: \w+ (said yes|is on the way|is there)/)
  }, 30_000)
})
