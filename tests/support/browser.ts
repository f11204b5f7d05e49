import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const executablePath = '/usr/bin/chromium'
const args = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Why browser tests cannot run here; null when they can. With REQUIRE_BROWSER=1 they run, and fail without a browser. */
export const noBrowser: string | null =
  existsSync(executablePath) || process.env.REQUIRE_BROWSER === '1' ? null : `there is no ${executablePath}`

export const openBrowser = (): Promise<Browser> => chromium.launch({ executablePath, args })
