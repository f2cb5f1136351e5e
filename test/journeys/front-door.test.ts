import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { serveSample } from '#test/browser'

const { address, signIn } = await serveSample()

const worry = 'Came in with a burn on the left hand and would not say how.'
let contact = ''

/** Records a contact as a worker does who has the school on the telephone, by keyboard and by label. */
async function recordContact(page: Page, firstName: string, familyName: string): Promise<void> {
  await page.getByRole('link', { name: 'Record a contact' }).first().click()
  await page.getByLabel('How it reached us').selectOption({ label: 'Telephone call' })
  await page.getByLabel('Source').selectOption({ label: 'School' })
  await page.getByLabel('Name', { exact: true }).first().fill('Jo Park')
  await page.getByText('Add a new child').click()
  await page.getByLabel('First name').first().fill(firstName)
  await page.getByLabel('Family name').first().fill(familyName)
  await page.getByRole('button', { name: 'Add this child' }).click()
  await page.getByText(`${firstName} ${familyName}`).first().waitFor()
  await page.getByLabel('What is the worry?').fill(worry)
  await page.getByLabel('Today', { exact: true }).check()
  await page.getByLabel('Why?').fill('He goes home at three')
  await page
    .getByLabel('Yes, they have been told')
    .or(page.locator('input[name=parentsKnow][value=told]'))
    .first()
    .check()
  await page.getByRole('button', { name: 'Record the contact' }).click()
  await page.waitForURL(/\/contacts\/[0-9a-f-]{36}$/)
}

/** What stands in a part of the page. */
const words = async (page: Page, part: string): Promise<string> => (await page.locator(part).textContent()) ?? ''

test('the morning of a contact: recorded, talked about, decided, and gone from the board', async (t) => {
  const worker = await signIn('duty-social-worker')
  const manager = await signIn('duty-manager')
  await manager.goto(`${address}/duty-board`)
  const before = await manager.locator('.los-board [data-row]').count()

  await t.test('a social worker records it in one page', async () => {
    await recordContact(worker, 'Bilal', 'Testingham')
    contact = new URL(worker.url()).pathname
    assert.match(await words(worker, 'main'), /Awaiting an outcome/)
    assert.match(await words(worker, 'main'), /24 hours|23 h 59 min/)
  })

  await t.test(
    'the manager’s board says that there is something new, and moves nothing until it is asked to',
    async () => {
      const button = manager.getByRole('button', { name: '1 new: show' })
      await button.waitFor({ timeout: 40_000 })
      assert.equal(await manager.locator('.los-board [data-row]').count(), before)
      await button.press('Enter')
      assert.equal(await manager.locator('.los-board [data-row]').count(), before + 1)
      assert.match(await words(manager, '.los-board'), /burn on the left hand/)
    },
  )

  await t.test('she records what the school said', async () => {
    await worker.getByRole('button', { name: 'Record a conversation' }).click()
    await worker.locator('[name=personName]').fill('Ann Ward')
    await worker.locator('input[name=method]').first().check()
    await worker.locator('[name=said]').fill('He was fine on Friday.')
    await worker.locator('main form button[type=submit]').last().click()
    await worker.waitForURL(address + contact)
    assert.match(await words(worker, 'main'), /Conversation with Ann Ward/)
  })

  await t.test('the manager decides with the reason, and nothing is chosen beforehand', async () => {
    await manager.goto(`${address}${contact}/decision`)
    assert.equal(await manager.locator('input[type=radio]:checked').count(), 0)
    await manager.getByLabel('Referral for assessment').check()
    await manager.locator('[name=notKnown]').fill('How it happened')
    await manager.locator('[name=why]').fill('A burn that nobody explains')
    await manager.getByRole('button', { name: 'Record the decision' }).click()
    await manager.waitForURL(address + contact)
    const page = await words(manager, 'main')
    assert.match(page, /Outcome recorded/)
    assert.match(page, /A burn that nobody explains/)
  })

  await t.test('the board has it no longer', async () => {
    await manager.goto(`${address}/duty-board`)
    assert.equal(await manager.locator('.los-board [data-row]').count(), before)
    assert.doesNotMatch(await words(manager, '.los-board'), /burn on the left hand/)
  })

  await t.test('a partner is told of none of it', async () => {
    const partner = await signIn('partner')
    for (const path of [contact, '/duty-board', `${contact}/decision`]) {
      const answer = await partner.goto(address + path)
      assert.equal(answer?.status(), 404)
      assert.doesNotMatch(await partner.content(), /Testingham|burn/)
    }
  })
})

test('a contact is recorded and found on the board without any script', async () => {
  const worker = await signIn('duty-social-worker', { javaScriptEnabled: false })
  await recordContact(worker, 'Oona', 'Farrowgate')
  await worker.goto(`${address}/duty-board`)
  assert.match(await words(worker, '.los-board'), /burn on the left hand/)
})

test('what was typed is there again after the session was lost', async () => {
  const worker = await signIn('duty-social-worker')
  await worker.goto(`${address}/contacts/record`)
  await worker.getByLabel('What is the worry?').fill('Half a sentence')
  await worker.getByText(/^Saved \d\d:\d\d$/).waitFor({ timeout: 10_000 })
  await worker.context().clearCookies()
  await worker.goto(`${address}/contacts/record`)
  await worker.waitForURL(/sign-in/)
  await worker
    .getByRole('button', { name: /Duty social worker$/ })
    .first()
    .click()
  await worker.waitForURL(/contacts\/record/)
  assert.equal(await worker.getByLabel('What is the worry?').inputValue(), 'Half a sentence')
})

test('children are found while a name is typed, and chosen by keyboard', async () => {
  const worker = await signIn('duty-social-worker')
  await worker.goto(`${address}/contacts/record`)
  await worker.getByLabel('Find a child').pressSequentially('testingam', { delay: 30 })
  await worker
    .getByRole('option', { name: /Bilal Testingham/ })
    .first()
    .waitFor()
  await worker.keyboard.press('ArrowDown')
  await worker.keyboard.press('Enter')
  await worker.getByText('1 contact in 12 months').first().waitFor()
})
