import assert from 'node:assert/strict'
import { test } from 'node:test'
import { faultsOf, serveSample } from '#test/browser'
import { arrangedDiscussion } from '../../../../test/journeys/arranged-discussion.ts'

const { address, signIn } = await serveSample()

test('the NHS finds its invitation at home, says that somebody else comes, and the chair sees it in their row', async () => {
  const manager = await signIn('service-manager')
  await manager.goto(`${address}/strategy-discussions?state=held`)
  await manager.locator('a[href^="/strategy-discussions/"]', { hasText: /^SD-/ }).first().click()
  const child = await manager.locator('a[href^="/children/"]').first().getAttribute('href')
  const discussion = await arrangedDiscussion(address, manager, child ?? '')
  const reference = /SD-\d+/.exec(await (await manager.request.get(address + discussion)).text())?.[0] ?? ''

  const nurse = await signIn('partner', { viewport: { width: 320, height: 700 } })
  await nurse
    .locator('li, tr, article', { hasText: reference })
    .getByRole('link', { name: /Answer/ })
    .first()
    .click()
  assert.deepEqual(await faultsOf(nurse), [])
  await nurse.getByRole('button', { name: 'Send the answer' }).click()
  assert.match((await nurse.locator('.govuk-error-summary').textContent()) ?? '', /Choose an answer/)
  await nurse.getByLabel('Someone else comes').check()
  await nurse.getByLabel('Who comes?').fill('Hari Visitor')
  await nurse.getByLabel('What do they do?').fill('Health visitor')
  await nurse.getByRole('button', { name: 'Send the answer' }).click()
  await nurse.getByText('Your answer is recorded').waitFor()
  assert.deepEqual(await faultsOf(nurse), [])

  await manager.goto(address + discussion)
  const row = manager.getByRole('row', { name: /NHS: school nursing/ })
  assert.match((await row.textContent()) ?? '', /Someone else comes\s+Hari Visitor, Health visitor/)
  assert.deepEqual(await faultsOf(manager), [])
})

test('a partner raises a concern on a telephone, sees it with what it came to, and can challenge that', async () => {
  const nurse = await signIn('partner', { viewport: { width: 320, height: 700 } })
  await nurse.getByRole('button', { name: 'Raise a concern about a child' }).click()
  assert.deepEqual(await faultsOf(nurse), [])
  await nurse.getByLabel('Whom is it about?').fill('A boy of six at number 9')
  await nurse.getByLabel('What do you worry about?').fill('Alone at night')
  await nurse.getByRole('button', { name: 'Send the concern' }).click()
  await nurse.getByRole('heading', { name: /Concern SC-/ }).waitFor()
  assert.deepEqual(await faultsOf(nurse), [])
  await nurse.getByRole('link', { name: 'Challenge the answer' }).click()
  assert.deepEqual(await faultsOf(nurse), [])
  await nurse.getByLabel('What do you see differently, and why?').fill('He was alone again')
  await nurse.getByRole('button', { name: 'Send the challenge' }).click()
  await nurse.getByText('He was alone again').waitFor()
  assert.deepEqual(await faultsOf(nurse), [])
})

test('a partner reads what is to come before what was held, and of that the latest first', async () => {
  const nurse = await signIn('partner')
  const csv = await (await nurse.request.get(`${address}/partner?format=csv`)).text()
  const [header = '', ...lines] = csv.trim().split(/\r?\n/)
  const held = header.split(',').indexOf('Held')
  const days = lines.map((line) => line.split(',')[held]?.replaceAll('"', '') ?? '')
  assert.ok(days.filter((day) => day !== '').length > 3)
  assert.deepEqual(days, [
    ...days.filter((day) => day === ''),
    ...days
      .filter((day) => day !== '')
      .sort()
      .reverse(),
  ])
})
