import assert from 'node:assert/strict'
import { after } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { roles as roleWords } from '#platform/access'
import { prepareJobs } from '#platform/jobs'
import { openLog } from '#platform/log'
import { loadSample } from '#practice/sample'
import { buildApp, listAreas, listJobs } from '../../src/app.ts'
import { secondFactorKey, webhookKey } from './app.ts'
import { shippedCalendar } from './calendar.ts'
import { testDatabase } from './database.ts'
import { meetingsGiven } from './meetings.ts'

/** The product with its sample authority on a port of its own, and a real browser to use it with. */
export interface Served {
  readonly address: string
  readonly database: Awaited<ReturnType<typeof testDatabase>>['database']
  /** Opens a window and signs in with the button of the first sample person who has this role alone, or of the one named who has it. */
  signIn(role: keyof typeof roleWords, options?: BrowserContextOptions, name?: string): Promise<Page>
}

const small = { days: 40, contactsPerYear: 800 }

/** Serves the sample authority. Called at the top of a test file; everything is closed after its tests. */
export async function serveSample(): Promise<Served> {
  const { database, migrationUrl } = await testDatabase()
  const areas = listAreas('http://localhost', { webhookKey })
  await prepareJobs(
    migrationUrl,
    'los_app',
    listJobs(areas).map(({ name }) => name),
  )
  await loadSample(database, shippedCalendar, meetingsGiven, small)
  const config = {
    publicUrl: 'http://localhost',
    trustProxy: false,
    sessionIdleMinutes: 30,
    sessionAbsoluteMinutes: 600,
    secondFactorKey,
  }
  const app = await buildApp({ database, calendar: shippedCalendar, log: openLog('silent'), config }, areas)
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  const browser = await openBrowser()
  after(async () => {
    await browser.close()
    await app.close()
  })
  return { address, database, signIn: (role, options, name) => signIn(browser, address, role, options, name) }
}

/** Debian's Chromium without its calls home, which a closed network would make slow. */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })

async function signIn(
  browser: Browser,
  address: string,
  role: keyof typeof roleWords,
  options: BrowserContextOptions = {},
  name = '',
): Promise<Page> {
  const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'Europe/London', ...options })
  const page = await context.newPage()
  page.on('pageerror', (error) => assert.fail(`a script failed: ${error.message}`))
  await page.goto(`${address}/sign-in`)
  await page
    .getByRole('button')
    .filter({ has: page.getByText(roleWords[role], { exact: name === '' }) })
    .filter({ hasText: name })
    .first()
    .click()
  // The sample's partners have their code before them, to be pressed.
  await page.waitForURL((url) => url.pathname === '/' || url.pathname === '/sign-in/code')
  if (page.url().endsWith('/sign-in/code')) await page.getByRole('button', { name: /^Use the code/ }).click()
  await page.waitForURL(`${address}/`)
  return page
}

/** It stands before the main landmark, as in every GOV.UK page: the one part of a page outside all landmarks. */
const isWayBack = (target: string): boolean => target === '.govuk-back-link'

/** What WCAG 2.2 AA, a narrow screen or a wide one would hold against the page as it stands; empty is sound. */
export async function faultsOf(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  const faults = violations.flatMap(({ id, nodes }) => {
    const at = nodes.map(({ target }) => target.join(' ')).filter((target) => id !== 'region' || !isWayBack(target))
    return at.length === 0 ? [] : [`${id}: ${at.join(' | ')}`]
  })
  const over = await page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  )
  return over > 0 ? [...faults, `scrolls sideways by ${over} px`] : faults
}
