import assert from 'node:assert/strict'
import { test } from 'node:test'
import { faultsOf, serveSample } from '#test/browser'

const { address, signIn } = await serveSample()

test('a partner of the sample signs in with one press of the code that its page shows, and says why it does', async () => {
  const page = await signIn('partner')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page
    .getByRole('button')
    .filter({ has: page.getByText('Partner agency', { exact: true }) })
    .first()
    .click()
  await page.waitForURL(`${address}/sign-in/code`)
  await page.getByText('This is a sample authority and nobody in it is real: only because of that').waitFor()
  assert.deepEqual(await faultsOf(page), [])
  await page.setViewportSize({ width: 320, height: 700 })
  assert.deepEqual(await faultsOf(page), [])
  await page.getByLabel('Code').fill('nonsense')
  await page.getByRole('button', { name: 'Go on' }).click()
  await page.getByRole('link', { name: 'The code is not right' }).waitFor()
  assert.deepEqual(await faultsOf(page), [])
  await page.getByRole('button', { name: /^Use the code/ }).click()
  await page.waitForURL(`${address}/`)
})

test('setting it up is sound at a desk and on a telephone, and its square is drawn under the strict policy', async () => {
  const page = await signIn('duty-manager')
  const refused: string[] = []
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) refused.push(message.text())
  })
  await page.goto(`${address}/account`)
  await page.getByRole('button', { name: 'Set it up' }).click()
  const square = page.getByRole('img', { name: /^Square for your authenticator app/ })
  const box = await square.boundingBox()
  assert.ok(box !== null && box.width > 150 && box.height > 150, `drawn at ${box?.width}`)
  assert.deepEqual(await faultsOf(page), [])
  await page.setViewportSize({ width: 320, height: 700 })
  assert.deepEqual(await faultsOf(page), [])
  assert.deepEqual(refused, [])
})
