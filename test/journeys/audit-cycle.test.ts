import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type RawBuilder, sql } from 'kysely'
import type { Page } from 'playwright-core'
import { Temporal } from 'temporal-polyfill'
import { londonDate } from '#kernel/clock'
import { asSystem, isRole, type Role } from '#platform/access'
import { listAuthorities } from '#platform/db'
import { transact } from '#platform/transaction'
import { faultsOf, serveSample } from '#test/browser'
import { listAreas, listJobs } from '../../src/app.ts'

const { address, database, signIn } = await serveSample()
const today = londonDate(Temporal.Now.instant())
const typed = (day: Temporal.PlainDate): string => `${day.day}/${day.month}/${day.year}`
const textOf = async (page: Page): Promise<string> => (await page.locator('main').textContent()) ?? ''

async function runJob(name: string): Promise<void> {
  await listJobs(listAreas(address))
    .find((job) => job.name === name)
    ?.run(database, Temporal.Now.instant())
}

async function told<Row>(query: RawBuilder<unknown>): Promise<readonly Row[]> {
  const [only] = await listAuthorities(database)
  return transact(
    database,
    asSystem(only?.authorityId ?? 0, 'test'),
    async (tx) => (await query.execute(tx.sql)).rows as Row[],
  )
}

/** Signs in as one of the sample's people, by their name. */
async function signInAs(name: string): Promise<Page> {
  const rows = await told<{ roles: string[] }>(sql`
    select account.roles from platform.account account
      join organisation.person person on person.authority_id = account.authority_id and person.id = account.id
     where person.name = ${name}`)
  const role = rows[0]?.roles.find((each): each is Role => isRole(each))
  assert.ok(role, `nobody is called ${name}`)
  return signIn(role, {}, name)
}

/** Who audits a case, or manages whose work it is, as the database has it. */
async function nameOf(part: 'auditor' | 'manager', caseAddress: string): Promise<string> {
  const caseId = caseAddress.split('/').at(-1) ?? ''
  const which =
    part === 'auditor'
      ? sql`select auditor_id from audits.assignment where case_id = ${caseId} and purpose = 'mark'`
      : sql`select person_id from audits.case_person where case_id = ${caseId} and part = 'manager'`
  const [found] = await told<{ name: string }>(sql`select name from organisation.person where id in (${which})`)
  assert.ok(found, `no ${part} of ${caseAddress}`)
  return found.name
}

/** The round of case files of these days, planned, one case drawn, and allocated. Answers the case's address. */
async function planRound(lead: Page): Promise<string> {
  await lead.goto(`${address}/audits`)
  await lead.getByRole('link', { name: 'Plan a round' }).click()
  await lead.getByLabel('Monthly audit').check()
  await lead.getByLabel('What is it called?').fill('Case files of this journey')
  const tool = lead.locator('#toolId option', { hasText: /^Case file, version/ })
  await lead.getByLabel('With which tool?').selectOption((await tool.getAttribute('value')) ?? '')
  await lead.getByLabel('First day').fill(typed(today.subtract({ days: 30 })))
  await lead.getByLabel('Last day').fill(typed(today))
  await lead.getByLabel('By when are its audits due?').fill(typed(today.add({ days: 20 })))
  await lead.getByLabel('How many teams should each auditor meet, at least?').fill('1')
  await lead.getByRole('button', { name: 'Plan it' }).click()
  await lead.getByLabel('How many are drawn?').fill('1')
  await lead.getByRole('button', { name: 'Draw' }).click()
  await lead.getByRole('button', { name: 'Allocate' }).click()
  await lead.getByRole('button', { name: 'Allocate' }).click()
  await lead.waitForURL(/\/audits\/cycles\/[0-9a-f-]{36}(\?|$)/)
  await lead.locator('main a[href^="/audits/cases/"]').first().click()
  await lead.waitForURL(/\/audits\/cases\//)
  return new URL(lead.url()).pathname
}

interface Written {
  readonly grade: 'Outstanding' | 'Good' | 'Requires improvement'
  readonly words: string
}

/** Fills in every question of the audit that is open, as a person does from top to bottom, and sends it in. */
async function fillIn(page: Page, { grade, words }: Written): Promise<void> {
  const form = page.locator('form', { has: page.getByRole('button', { name: 'Send in the audit' }) })
  const groups = await form
    .locator('input[type=radio]')
    .evaluateAll((inputs) => [...new Set(inputs.map((input) => (input as { name?: string }).name ?? ''))])
  for (const name of groups) {
    if (name.startsWith('finding.')) continue
    const group = form.locator(`input[type=radio][name="${name}"]`)
    if (/grade$/.test(name)) await group.and(page.getByLabel(grade, { exact: true })).check()
    else await group.nth(name.startsWith('voice.') ? 1 : 0).check()
  }
  for (const area of await form.locator('textarea:visible').all()) {
    const name = (await area.getAttribute('name')) ?? ''
    if (!/^(finding|action)\./.test(name)) await area.fill(words)
  }
  await form.getByRole('button', { name: 'Send in the audit' }).click()
}

test('a cycle with four people: planned and drawn, audited, graded blind by another, agreed, read and answered by the team', async () => {
  const lead = await signIn('qa-lead', {}, 'Bernadette Lowe')
  const caseAddress = await planRound(lead)
  const reference = /AU-\d+/.exec(await lead.title())?.[0] ?? ''
  const [auditorName, manager] = [await nameOf('auditor', caseAddress), await nameOf('manager', caseAddress)]
  assert.notEqual(auditorName, manager, 'the manager of the work does not audit it')

  const auditor = await signInAs(auditorName)
  await auditor
    .locator('.los-work__item', { hasText: `Audit ${reference}` })
    .getByRole('link')
    .click()
  await auditor
    .getByRole('link', { name: 'Go to the audit' })
    .or(auditor.getByRole('button', { name: 'Go to the audit' }))
    .click()
  assert.deepEqual(await faultsOf(auditor), [])
  const kestrel = 'Kestrel: he was seen alone, and it changed the plan'
  await fillIn(auditor, { grade: 'Outstanding', words: kestrel })
  await auditor.getByText('sent in', { exact: false }).first().waitFor()

  await runJob('audits.moderation')
  await lead.goto(address + caseAddress)
  await lead.getByRole('link', { name: 'Give it to a moderator' }).click()
  const offered = await lead.locator('input[name="auditorId"] + label').first().textContent()
  const moderatorName = (offered?.split(',')[0] ?? '').trim()
  await lead.getByLabel(moderatorName).first().check()
  await lead.getByLabel(/Why/).fill('Free this week')
  await lead.getByRole('button', { name: 'Record' }).click()
  await lead.waitForURL((url) => url.pathname === caseAddress)
  assert.equal(new Set([auditorName, manager, moderatorName, 'Bernadette Lowe']).size, 4)

  const moderator = await signInAs(moderatorName)
  await moderator.locator('.los-work__item', { hasText: reference }).getByRole('link').click()
  for (const where of [caseAddress, `${caseAddress}/audit`]) {
    await moderator.goto(address + where)
    assert.doesNotMatch(await moderator.content(), /Kestrel|It was graded Outstanding|drawn at random/, where)
  }
  await fillIn(moderator, { grade: 'Good', words: 'Avocet: the brother was not seen' })
  await moderator.waitForURL((url) => url.pathname === caseAddress)
  assert.match(
    await textOf(moderator),
    /Kestrel[\s\S]*Avocet|Avocet[\s\S]*Kestrel/,
    'sealed: now both stand side by side',
  )
  await moderator.getByRole('link', { name: 'Propose the final grade' }).click()
  await moderator
    .locator('input[name="grade"]')
    .and(moderator.getByLabel('Good', { exact: true }))
    .check()
  await moderator.getByLabel('Why?').fill('The brother was missed by both of us at first')
  for (const name of await moderator
    .locator('main input[type=radio][name^="sections."]')
    .evaluateAll((inputs) => [...new Set(inputs.map((input) => (input as { name?: string }).name ?? ''))]))
    await moderator
      .locator(`input[name="${name}"]`)
      .and(moderator.getByLabel('Good', { exact: true }))
      .check()
  await moderator.getByRole('button', { name: 'Propose it' }).click()
  await moderator.waitForURL((url) => url.pathname === caseAddress)

  const ownManager = await signInAs(manager)
  await ownManager.goto(address + caseAddress)
  assert.doesNotMatch(await ownManager.content(), /Kestrel|Avocet/, 'not the team’s to read before both agree')

  await auditor.goto(`${address}/`)
  await auditor.locator('.los-work__item', { hasText: reference }).getByRole('link').click()
  await auditor.getByLabel('Yes', { exact: false }).first().check()
  await auditor.getByRole('button', { name: 'Record' }).click()
  await auditor.waitForURL((url) => url.pathname === caseAddress)

  await ownManager.goto(address + caseAddress)
  assert.match(await textOf(ownManager), /Agreed by both[\s\S]*The brother was missed/)
  assert.deepEqual(await faultsOf(ownManager), [])
  await ownManager.goto(`${address}${caseAddress}/reply`)
  await ownManager.locator('textarea[name="words"]').fill('We had seen him, and had not written it down')
  await ownManager.getByRole('button', { name: 'Reply' }).click()
  await lead.goto(address + caseAddress)
  assert.match(await textOf(lead), /We had seen him, and had not written it down/)
})
