import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Listening, listen } from '../../adapters/http/server.ts'
import { noBrowser, openBrowser } from '../support/browser.ts'
import { openTown, type Town } from '../support/town.ts'

const sam = '+447700900162'
const narrow = { width: 320, height: 640 }
const wide = { width: 1280, height: 900 }

describe.skipIf(noBrowser !== null)(
  `pages of one's own in a browser${noBrowser ? ` (skipped: ${noBrowser})` : ''}`,
  () => {
    let browser: Browser
    let town: Town
    let server: Listening
    let url: string

    beforeAll(async () => {
      browser = await openBrowser()
      town = await openTown({
        places: [{ postcode: 'GL20 5BY', lat: 51.9912, lon: -2.1598 }],
        startsAt: '2026-11-22T14:00:00.000Z',
        publicUrl: 'http://127.0.0.1',
        pages: true,
      })
      await town.volunteer({ name: 'Sam Hale', phone: sam, at: { lat: 51.9931, lon: -2.1571 } })
      server = await listen(town.muster.app, '127.0.0.1', 0)
      url = `http://127.0.0.1:${server.port}`
    }, 60_000)

    afterAll(async () => {
      await browser?.close()
      await server?.close()
      await town?.close()
    })

    async function open(options: BrowserContextOptions = {}) {
      const context = await browser.newContext({ viewport: narrow, baseURL: url, ...options })
      const page = await context.newPage()
      const complaints: string[] = []
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
      page.on('pageerror', (error) => complaints.push(error.message))
      return { page, complaints }
    }

    const faults = async (page: Page): Promise<string[]> => {
      const { violations } = await new AxeBuilder({ page }).analyze()
      return violations.map((v) => `${v.id}: ${v.nodes.map((node) => node.html).join(' ')}`)
    }

    const fits = (page: Page) => page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')

    /** A picture for whoever looks at the pages: only where it is asked for. */
    async function picture(page: Page, name: string): Promise<void> {
      const folder = process.env.PICTURES
      if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
    }

    async function fill(page: Page, what = 'Flood water coming in, need sandbags'): Promise<void> {
      await page.goto('/ask')
      await page.getByLabel('What do you need?').fill(what)
      await page.getByLabel('Where is help needed?').fill('GL20 5BY')
      await page.getByLabel('Your name and house').fill('Ada, 3 Mill Row')
      await page.getByLabel("Someone can't walk").check()
    }

    async function openedBySam(page: Page): Promise<void> {
      town.skip(1)
      await town.text(sam, 'LINK')
      await page.goto(new URL(/http:\S+/.exec(town.phones.texts.at(-1)!.text)![0]).pathname)
    }

    test('without JavaScript somebody asks, a volunteer says yes, and it is seen to the end', async () => {
      const ada = (await open({ javaScriptEnabled: false })).page
      await fill(ada)
      await ada.getByRole('button', { name: 'Ask for help' }).click()
      expect(await ada.locator('.said').innerText()).toContain('We read: flood help at GL20 5BY')
      await town.settle()
      const volunteer = (await open({ javaScriptEnabled: false })).page
      await openedBySam(volunteer)
      expect(await volunteer.innerText('body')).not.toContain('Mill Row')
      await volunteer.getByRole('button', { name: 'Open my page' }).click()
      await volunteer.getByRole('button', { name: 'Yes, I can' }).click()
      expect(await volunteer.locator('.asking').innerText()).toContain('Ada, 3 Mill Row, GL20 5BY')
      await picture(volunteer, 'volunteer-narrow')
      await ada.getByRole('link', { name: 'Look for news' }).click()
      expect(await ada.innerText('main')).toContain('Sam has said yes')
      await picture(ada, 'resident-narrow')
      for (const label of ['On the way', 'I am there', 'It is done'])
        await volunteer.getByRole('button', { name: label, exact: true }).click()
      await ada.getByRole('link', { name: 'Look for news' }).click()
      await ada.getByRole('button', { name: 'Yes, it is done' }).click()
      expect(await ada.locator('.said').innerText()).toContain('We have closed it')
      await volunteer.getByRole('link', { name: 'Look for news' }).click()
      expect(await volunteer.innerText('main')).not.toContain('Mill Row')
    }, 60_000)

    test.each([
      ['narrow', narrow],
      ['wide', wide],
    ])(
      'every page is without a fault for those who cannot see or point, %s',
      async (name, viewport) => {
        const { page, complaints } = await open({ viewport })
        await page.goto('/ask')
        expect(await faults(page)).toEqual([])
        expect(await fits(page)).toBe(true)
        await picture(page, `form-${name}`)
        for (const form of ['/join', '/ymuno']) {
          await page.goto(form)
          expect(await faults(page)).toEqual([])
          expect(await fits(page)).toBe(true)
          await page.locator('form button').first().click()
          expect(await faults(page)).toEqual([])
          await picture(page, `${form.slice(1)}-${name}`)
        }
        await page.goto('/gofyn')
        expect(await faults(page)).toEqual([])
        expect(await fits(page)).toBe(true)
        await picture(page, `form-cy-${name}`)
        await fill(page)
        await page.getByRole('button', { name: 'Ask for help' }).click()
        expect(await faults(page)).toEqual([])
        expect(await fits(page)).toBe(true)
        await town.settle()
        await openedBySam(page)
        expect(await faults(page)).toEqual([])
        await picture(page, `opening-${name}`)
        await page.getByRole('button', { name: 'Open my page' }).click()
        await page.getByText('Leave for good').first().click()
        expect(await faults(page)).toEqual([])
        expect(await fits(page)).toBe(true)
        await picture(page, `asked-${name}`)
        await page.goto('/my/nothing')
        expect(await faults(page)).toEqual([])
        await picture(page, `ended-${name}`)
        expect(complaints.filter((text) => !/404|422/.test(text))).toEqual([])
      },
      60_000,
    )

    test('what is wrong in the form is said at the field, and the focus is on it', async () => {
      const { page } = await open()
      await page.goto('/ask')
      await page.getByRole('button', { name: 'Ask for help' }).click()
      expect(await page.evaluate('document.activeElement.className')).toBe('problems')
      await page.getByRole('link', { name: 'Give a postcode, or the street and the town.' }).click()
      expect(await page.evaluate('document.activeElement.id')).toBe('where')
      expect(await faults(page)).toEqual([])
      await picture(page, 'form-wrong-narrow')
    }, 30_000)

    test('a phone that says where it is needs no place in words', async () => {
      const position = { latitude: 51.9912, longitude: -2.1598 }
      const { page } = await open({ geolocation: position, permissions: ['geolocation'] })
      await page.goto('/ask')
      await page.getByLabel('What do you need?').fill('need sandbags')
      await page.getByRole('button', { name: 'Use where this phone is now' }).click()
      await page.getByText('We will use where this phone is now').waitFor()
      await page.getByRole('button', { name: 'Ask for help' }).click()
      expect(await page.locator('.said').innerText()).toContain('We read: flood help at')
    }, 30_000)

    test('news comes by itself where there is JavaScript', async () => {
      const { page } = await open()
      await page.clock.install()
      await fill(page, 'Snow on the path, need someone to clear it')
      await page.getByRole('button', { name: 'Ask for help' }).click()
      const address = new URL(page.url()).pathname
      const other = (await open()).page
      await other.goto(address)
      await other.getByRole('button', { name: 'Open my page' }).click()
      await other.getByLabel('Write to us').fill('the gate is locked today')
      await other.getByRole('button', { name: 'Send', exact: true }).click()
      await other.locator('.said').getByText('the gate is locked today').waitFor()
      await page.clock.runFor(11_000)
      await page.locator('.said').getByText('the gate is locked today').waitFor()
    }, 30_000)
  },
)
