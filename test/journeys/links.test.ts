import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import { asSystem } from '#platform/access'
import { makeLink } from '#platform/links'
import { transact } from '#platform/transaction'
import { testApp } from '#test/app'
import { faultsOf, openBrowser } from '#test/browser'
import { addReply, makeReplies, repliesArea } from '#test/replies'

const { app, database, authorityId, migrationUrl } = await testApp('Testshire', true, { more: [repliesArea] })
const address = await app.listen({ port: 0, host: '127.0.0.1' })
const browser = await openBrowser()
after(() => browser.close())
before(() => makeReplies(migrationUrl))

async function invited(hours: number): Promise<string> {
  const expiresAt = Temporal.Now.instant().add({ hours })
  const subjectId = newId()
  const token = await transact(database, asSystem(authorityId, 'test'), async (tx) => {
    await addReply(tx, subjectId)
    return makeLink(tx, { purpose: 'test.reply', subjectId, expiresAt })
  })
  return `${address}/test-reply/${token}`
}

/** Sound at a desk and on a telephone. */
async function isSound(page: Page): Promise<void> {
  for (const [width, height] of [
    [1280, 900],
    [320, 700],
  ] as const) {
    await page.setViewportSize({ width, height })
    assert.deepEqual(await faultsOf(page), [])
  }
}

test('somebody invited answers from a telephone, without a script and by keyboard alone', async () => {
  const scripted = await (await browser.newContext({ locale: 'en-GB' })).newPage()
  const context = await browser.newContext({ javaScriptEnabled: false, locale: 'en-GB' })
  const page = await context.newPage()
  const url = await invited(24)
  await scripted.goto(url)
  await isSound(scripted)
  await page.goto(url)
  await page.getByLabel('Do you come?').focus()
  await page.keyboard.type('perhaps')
  await page.keyboard.press('Enter')
  await page.getByText('There is a problem').waitFor()
  assert.equal(await page.getByLabel('Do you come?').inputValue(), 'perhaps')
  await page.getByLabel('Do you come?').fill('yes')
  await page.keyboard.press('Enter')
  await page.getByText('You answered yes').waitFor()
  assert.equal(page.url(), url)
  // The other window still holds the form.
  await scripted.getByLabel('Do you come?').fill('no')
  await scripted.keyboard.press('Enter')
  await scripted.getByText('was not recorded').waitFor()
  await isSound(scripted)
  await context.close()
})

test('a link that no longer works and one that never did are said so on sound pages', async () => {
  const page = await (await browser.newContext({ locale: 'en-GB' })).newPage()
  await page.goto(await invited(-1))
  await page.getByRole('heading', { name: 'This link no longer works' }).waitFor()
  await isSound(page)
  await page.goto(`${address}/test-reply/${'a'.repeat(43)}`)
  await page.getByRole('heading', { name: 'Page not found' }).waitFor()
  await isSound(page)
})
