import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { Temporal } from 'temporal-polyfill'
import { faultsOf, serveSample } from '#test/browser'
import { sendForm } from '#test/forms'
import { listAreas, listJobs } from '../../src/app.ts'
import { asTypedNow } from '../../src/practice/front-door/made-contact.ts'
import { arrangedDiscussion } from './arranged-discussion.ts'

const { address, database, signIn } = await serveSample()

const textOf = async (page: Page): Promise<string> => (await page.locator('main').textContent()) ?? ''
const rowOf = (page: Page, name: RegExp) => page.getByRole('row', { name }).first()

async function runJob(name: string): Promise<void> {
  await listJobs(listAreas(address))
    .find((job) => job.name === name)
    ?.run(database, Temporal.Now.instant())
}

async function answer(partner: Page, reference: string, choice: string, reason = ''): Promise<void> {
  await partner.goto(`${address}/`)
  await partner
    .locator('li, tr, article', { hasText: reference })
    .getByRole('link', { name: /Answer/ })
    .first()
    .click()
  await partner.getByLabel(choice, { exact: true }).check()
  if (reason !== '') await partner.getByLabel(/If nobody can come/).fill(reason)
  await partner.getByRole('button', { name: 'Send the answer' }).click()
  await partner.getByText('Your answer is recorded').waitFor()
}

test('a chair, the NHS and the police: invited, declined, escalated, held, recorded, sent round and read', async () => {
  const chair = await signIn('service-manager')
  const added = await sendForm(chair, `${address}/children/add`, {
    givenName: 'Wren',
    familyName: 'Applegarth',
    dateOfBirth: '03/04/2019',
    newBecause: 'Another family, asked',
  })
  const [child = ''] = added.split('?')
  const discussion = await arrangedDiscussion(address, chair, child)
  await chair.goto(address + discussion)
  const reference = /SD-\d+/.exec(await textOf(chair))?.[0] ?? /SD-\d+/.exec(await chair.title())?.[0] ?? ''
  assert.match(reference, /^SD-/)

  const nurse = await signIn('partner')
  await answer(nurse, reference, 'Yes')
  const officer = await signIn('partner', {}, 'Neil Stubbs')
  await answer(officer, reference, 'No', 'An arrest elsewhere')

  // At once, and to a person by name: the police are asked by the job that the refusal itself wakes.
  await runJob('strategy-discussions.escalate')
  await chair.goto(`${address}/strategy-discussions/morning-call`)
  assert.match(
    await textOf(chair),
    new RegExp(`${reference}[\\s\\S]*Aldershire Police|Aldershire Police[\\s\\S]*${reference}`),
  )
  assert.deepEqual(await faultsOf(chair), [])
  await nurse.goto(`${address}/`)
  assert.doesNotMatch(await textOf(nurse), /declined/i)
  await officer.goto(`${address}/`)
  await officer.locator('li', { hasText: reference }).getByRole('link', { name: /Reply/ }).first().click()
  assert.match(await textOf(officer), new RegExp(reference))
  await officer.getByLabel('What is the answer?').fill('A sergeant comes instead.')
  await officer.getByRole('button', { name: 'Record the reply' }).click()
  assert.deepEqual(await faultsOf(officer), [])

  await hold(chair, discussion, child)
  await chair.goto(address + discussion)
  const page = await textOf(chair)
  assert.match(page, /Section 47/)
  assert.deepEqual(await faultsOf(chair), [])

  // Before it was sent round a partner reads nothing of the record.
  assert.equal((await nurse.request.get(`${address}${discussion}/circulated`)).status(), 404)
  await circulate(chair, discussion)
  await nurse.goto(`${address}${discussion}/circulated`)
  assert.match(await textOf(nurse), /The children are seen today/)
  assert.deepEqual(await faultsOf(nurse), [])
  await chair.goto(address + discussion)
  assert.match(await textOf(chair), /[Oo]pened/)

  // The next step is watched too: the conference hangs on this discussion.
  await chair.goto(`${address}/conferences/waiting`)
  await rowOf(chair, new RegExp(reference)).waitFor()
  // And a partner who was not part of it is told of nothing.
  assert.equal((await officer.request.get(`${address}/conferences/waiting`)).status(), 404)
})

/** Held an hour ago by the chair, with NHS and police there; one child, section 47. */
async function hold(chair: Page, discussion: string, childPath: string): Promise<void> {
  const body = async (path: string) => (await chair.request.get(address + path)).text()
  const childId = childPath.split('/').at(-1) ?? ''
  const form = await body(`${discussion}/held`)
  const chairId = /name="chairId"[\s\S]*?<option value="([0-9a-f-]{36})"/.exec(form)?.[1] ?? ''
  await sendForm(chair, `${address}${discussion}/held`, {
    beganAt: asTypedNow({ minutes: -50 }),
    endedAt: asTypedNow({ minutes: -5 }),
    form: 'video',
    chairId,
  })
  const attendance = await body(`${discussion}/attendance`)
  const keys = [...new Set([...attendance.matchAll(/name="there\.([^."]+)\.choice"/g)].map(([, key = '']) => key))]
  const seen = Object.fromEntries(
    [...attendance.matchAll(/name="(there\.[^"]+\.seen)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  )
  await sendForm(chair, `${address}${discussion}/attendance`, {
    ...seen,
    ...Object.fromEntries(
      keys.flatMap((key, at) => [
        [`there.${key}.choice`, 'attended-video'],
        [`there.${key}.name`, `Somebody ${at}`],
      ]),
    ),
  })
  await sendForm(chair, `${address}${discussion}/record`, {
    harm: 'A bruise that the explanation does not fit.',
    likelihood: 'Likely, if nothing changes',
    protects: 'An aunt',
    unknowns: 'Who was at home',
    childsView: 'She wants to stay with her aunt',
    decision: 'The children are seen today.',
    immediatePlan: 'The aunt stays tonight',
    interimPlan: 'The aunt stays until the conference',
    [`child.${childId}.outcome`]: 'section-47-joint',
    [`child.${childId}.reasons`]: 'A bruise that the explanation does not fit',
  })
}

async function circulate(chair: Page, discussion: string): Promise<void> {
  const form = await (await chair.request.get(`${address}${discussion}/circulate`)).text()
  const keys = new Set([...form.matchAll(/name="to\.([0-9a-f-]{36})\.how"/g)].map(([, key = '']) => key))
  await sendForm(chair, `${address}${discussion}/circulate`, {
    ...Object.fromEntries(
      [...keys].flatMap((key) => [
        [`to.${key}.how`, new RegExp(`name="to\\.${key}\\.how"[^>]*value="mail"`).test(form) ? 'mail' : 'otherwise'],
        [`to.${key}.howWords`, 'By hand'],
      ]),
    ),
  })
}
