import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Listening, listen } from '../../adapters/http/server.ts'
import { noBrowser, openBrowser } from '../support/browser.ts'
import { askForSandbags, needsIn, openFloodTown, resident, volunteers } from '../support/flood-town.ts'
import { plannerPassword, signedInPlanner } from '../support/planner.ts'
import type { Town } from '../support/town.ts'

const narrow = { width: 375, height: 812 }
const wide = { width: 1280, height: 900 }
const largestPage = 200_000

describe.skipIf(noBrowser !== null)(`the console in a browser${noBrowser ? ` (skipped: ${noBrowser})` : ''}`, () => {
  let browser: Browser
  let town: Town
  let server: Listening
  let url: string
  let need: string

  beforeAll(async () => {
    browser = await openBrowser()
    town = await openFloodTown()
    await signedInPlanner(town)
    await askForSandbags(town)
    need = (await needsIn(town))[0]!.id
    await town.text(volunteers[0].phone, 'A1')
    await town.text('+447700900170', 'purple monkey dishwasher')
    await town.text('+447700900172', 'Need someone to fetch a prescription, GL20 8AA')
    await joinAs('Wendelin', '+447700900171')
    server = await listen(town.muster.app, '127.0.0.1', 0)
    url = `http://127.0.0.1:${server.port}`
  }, 60_000)

  afterAll(async () => {
    await browser?.close()
    await server?.close()
    await town?.close()
  })

  async function joinAs(name: string, phone: string): Promise<void> {
    for (const text of ['JOIN', name, 'GL20 5BT']) await town.text(phone, text)
    const letter = /Reply (\w+)1/.exec(town.phones.texts.at(-1)!.text)![1]
    for (const text of [`${letter}1`, `${letter} 1 2`, '3']) await town.text(phone, text)
  }

  /** A browser window with the planner signed in, and whatever the browser complains about. */
  async function open(options: Parameters<Browser['newContext']>[0] = {}) {
    const context = await browser.newContext({ viewport: wide, baseURL: url, ...options })
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    await signIn(page)
    return { context, page, complaints }
  }

  async function signIn(page: Page): Promise<void> {
    await page.goto('/console')
    await page.getByLabel('User name').fill('planner')
    await page.getByLabel('Password').fill(plannerPassword)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('heading', { name: 'Needs', level: 1 }).waitFor()
  }

  /** Nothing that axe finds, nothing wider than the window, and not too large. */
  async function sound(page: Page): Promise<void> {
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map((v) => `${page.url()} ${v.id}: ${v.nodes.map((node) => node.html).join(' ')}`)).toEqual([])
    const [taken, given] = await page.evaluate<[number, number]>('[document.documentElement.scrollWidth, innerWidth]')
    expect(taken, page.url()).toBeLessThanOrEqual(given)
    expect((await page.content()).length).toBeLessThan(largestPage)
  }

  const unfold = (page: Page, name: string) => page.locator('summary', { hasText: name }).first().click()
  const fill = (page: Page, id: string, text: string) => page.locator(`#${id}`).fill(text)
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click()

  async function everyPage(page: Page): Promise<void> {
    for (const path of [
      '',
      '?show=closed',
      `/needs/${need}`,
      '/incidents',
      '/call',
      '/duty',
      '/privacy',
      '/accounts',
      '/password',
      '/nowhere',
    ]) {
      await page.goto(`/console${path}`)
      await sound(page)
    }
    await page.goto(`/console/needs/${need}`)
    await page.getByRole('button', { name: 'Show who and where' }).click()
    await page.getByText('Ada Pennyquick, 3 Avon Row').first().waitFor()
    await sound(page)
    await page.getByRole('link', { name: volunteers[0].name }).first().click()
    await sound(page)
    await page.getByRole('button', { name: 'Show name and number' }).click()
    await page.getByText(volunteers[0].phone).waitFor()
    await sound(page)
  }

  async function everyAnswer(page: Page): Promise<void> {
    await page.goto('/console')
    await page.getByRole('button', { name: 'Show this message' }).first().click()
    await page.getByText('purple monkey').waitFor()
    await sound(page)
    await page.goto('/console/call')
    await press(page, 'Enter and ask people')
    await page.getByText('There is a problem').waitFor()
    await sound(page)
    await page.goto('/console/accounts')
    await fill(page, 'name', 'Jo Field')
    await fill(page, 'login', `jo.field-${page.viewportSize()!.width}`)
    await press(page, 'Add the account')
    await page.locator('code').waitFor()
    await sound(page)
  }

  test('has no fault that axe finds on any page, wide or narrow', async () => {
    for (const viewport of [wide, narrow]) {
      const { context, page, complaints } = await open({ viewport })
      await everyPage(page)
      await everyAnswer(page)
      await context.close()
      expect(complaints.filter((text) => !/40[34]|422/.test(text))).toEqual([])
    }
  }, 300_000)

  test('signing in and its errors have no fault either', async () => {
    const page = await (await browser.newContext({ viewport: narrow, baseURL: url })).newPage()
    await page.goto('/console')
    await sound(page)
    await press(page, 'Sign in')
    await page.getByText('Enter your user name').first().waitFor()
    await sound(page)
  })

  test('is moved by news, without loading again, and leaves an open form alone', async () => {
    const { context, page } = await open()
    await page.evaluate("document.body.dataset.still = 'here'")
    await page.locator('#live', { hasText: 'Live' }).waitFor()
    await unfold(page, 'Mark as handled')
    await town.text('+447700900173', 'Power cut here, no heating, GL20 5BT')
    await page.locator('#needs td', { hasText: 'Help in a power cut' }).waitFor()
    expect(await page.locator('#messages details[open]').count()).toBe(1)
    expect(await page.locator('body').getAttribute('data-still')).toBe('here')
    await context.close()
  })

  test('never draws again by itself what is unmasked', async () => {
    const { context, page } = await open()
    await page.goto(`/console/needs/${need}`)
    await page.getByRole('button', { name: 'Show who and where' }).click()
    await page.getByText('Ada Pennyquick, 3 Avon Row').first().waitFor()
    expect(await page.locator('[data-follow]').count()).toBe(0)
    expect(page.url()).not.toMatch(/Ada|Avon|GL20/)
    await context.close()
  })

  test('does the whole job without JavaScript', async () => {
    const { context, page } = await open({ javaScriptEnabled: false })
    await enterCall(page)
    await page.getByText('Entered. People nearby are being asked.').waitFor()
    await unfold(page, 'Close this need')
    await fill(page, 'close-reason', 'They rang again: sorted')
    await press(page, 'Close it')
    await page.getByText('Closed. Everybody concerned has been told.').waitFor()
    await page.goto('/console')
    await unfold(page, 'Approve')
    await page.locator('#volunteers input[name=reason]').first().fill('Met at the hall')
    await press(page, 'Approve')
    await page.getByText('Approved. They have been told.').waitFor()
    await press(page, 'Sign out')
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    await context.close()
  })

  async function enterCall(page: Page): Promise<void> {
    await page.getByRole('link', { name: 'Take a call' }).first().click()
    await page.getByLabel('What is wrong').fill('Water in the cellar')
    await page.getByLabel('What is needed').selectOption('flood_help')
    await page.getByLabel('Postcode').fill('GL20 5BT')
    await page.getByLabel('Their mobile number').fill(resident)
    await press(page, 'Enter and ask people')
  }
})
