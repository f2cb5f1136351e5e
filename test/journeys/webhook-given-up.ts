import { Temporal } from 'temporal-polyfill'
import { faultsOf, type Served } from '#test/browser'
import { sendForm } from '#test/forms'
import { listAreas, listJobs } from '../../src/app.ts'

/**
 * Adds a webhook as an administrator does, with a test that nobody takes until it is given up. Answers what is wrong with the
 * page that shows the secret, which no link leads to.
 */
export async function webhookGivenUp({ address, database, signIn }: Served, key: string): Promise<readonly string[]> {
  const page = await signIn('administrator')
  await page.goto(`${address}/other-systems/webhooks/add`)
  await page.getByLabel('Where does the other system listen?').fill('http://127.0.0.1:1/line-of-sight?key=theirs')
  for (const box of await page.getByRole('checkbox').all()) await box.check()
  await page.getByRole('button', { name: 'Add it' }).click()
  await page.getByText('whsec_').waitFor()
  await page.setViewportSize({ width: 320, height: 700 })
  const faults = await faultsOf(page)
  const link = await page.getByRole('link', { name: 'Go to the webhook' }).getAttribute('href')
  await sendForm(page, address + link, { step: 'test' })
  const send = listJobs(listAreas(address, { webhookKey: key })).find(({ name }) => name === 'webhooks.send')
  for (let hours = 0; hours < 48; hours += 4)
    await send?.run(database, Temporal.Now.instant().add({ hours: hours + hours ** 2 }))
  await page.context().close()
  return faults
}
