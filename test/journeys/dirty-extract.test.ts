import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { Temporal } from 'temporal-polyfill'
import { serveSample } from '#test/browser'
import { listAreas, listJobs } from '../../src/app.ts'

const { address, database, signIn } = await serveSample()
const importing = listJobs(listAreas(address)).find(({ name }) => name === 'imports.run')

/** So many hours and minutes from now, as a council's spreadsheet writes it. */
function at(hours: number, minutes = 0): string {
  const { day, month, year, hour, minute } = Temporal.Now.zonedDateTimeISO('Europe/London')
    .add({ hours })
    .add({ minutes })
  const two = (number: number) => String(number).padStart(2, '0')
  return `${two(day)}/${two(month)}/${year} ${two(hour)}:${two(minute)}`
}

const columns =
  'contact_id,received_at,recorded_at,source,child_id,child_family_name,outcome,decided_at,decision_recorded_at,decided_by,reason'
const came = at(-5)
const yesterday = at(-30)
const decided = `assessment,${at(-4)},${at(-4, 1)},A Person,Two people say so`

/** What is wrong, the row that has it, and the row as the council mends it. */
const dirt: readonly (readonly [what: string, dirty: string, mended: string])[] = [
  ['no number of the contact', `,${came},,6,K1,Dirt,,,,,`, `X1,${came},,6,K1,Dirt,,,,,`],
  ['no number of the child', `X2,${came},,6,,Dirt,,,,,`, `X2,${came},,6,K2,Dirt,,,,,`],
  ['a day that there is not', 'X3,31/02/2026 08:00,,6,K3,Dirt,,,,,', `X3,${came},,6,K3,Dirt,,,,,`],
  ['a time to come', `X4,${at(30)},,6,K4,Dirt,,,,,`, `X4,${came},,6,K4,Dirt,,,,,`],
  ['never received', 'X5,,,6,K5,Dirt,,,,,', `X5,${came},,6,K5,Dirt,,,,,`],
  ['from nobody', `X6,${came},,,K6,Dirt,,,,,`, `X6,${came},,10,K6,Dirt,,,,,`],
  ['recorded before it came', `X7,${came},${yesterday},6,K7,Dirt,,,,,`, `X7,${came},${at(-4)},6,K7,Dirt,,,,,`],
  [
    'decided before it came',
    `X8,${came},,6,K8,Dirt,assessment,${yesterday},${yesterday},A Person,Why`,
    `X8,${came},,6,K8,Dirt,${decided}`,
  ],
  [
    'an outcome of no list',
    `X9,${came},,6,K9,Dirt,sent onwards,${at(-4)},${at(-4)},A Person,Why`,
    `X9,${came},,6,K9,Dirt,${decided}`,
  ],
  ['the month in front', 'X10,11/21/2025 08:00,,6,K10,Dirt,,,,,', `X10,${came},,6,K10,Dirt,,,,,`],
  [
    'a number that a spreadsheet shortened',
    `X11,${came},,6,1.23457E+11,Dirt,,,,,`,
    `X11,${came},,6,123456700000,Dirt,,,,,`,
  ],
  [
    'an outcome without its time',
    `X12,${came},,6,K12,Dirt,assessment,,,A Person,Why`,
    `X12,${came},,6,K12,Dirt,${decided}`,
  ],
]

const file = (rows: readonly string[]) => ({
  name: 'november.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from([columns, ...rows, ''].join('\r\n')),
})

async function bringIn(page: Page, rows: readonly string[]): Promise<void> {
  await page.goto(`${address}/imports`)
  await page.setInputFiles('#file', file(rows))
  await page.getByRole('button', { name: 'Bring it in' }).click()
  await page.getByText('Waiting to be read').waitFor()
  await importing?.run(database, Temporal.Now.instant())
  // The page goes on by itself.
  await page.getByRole('link', { name: 'See what became of it' }).click({ timeout: 20_000 })
}

const words = async (page: Page): Promise<string> => (await page.locator('main').textContent()) ?? ''

test('the page is told how far a file is, and asks by itself where it cannot be told', async () => {
  const analyst = await signIn('performance-analyst')
  const asked: string[] = []
  analyst.on('request', (request) => {
    if (request.url().endsWith('/progress')) asked.push(request.resourceType())
  })
  const row = (id: string) => [`${id},${came},,6,${id},Told,,,,,`]
  await bringIn(analyst, row('T1'))
  assert.deepEqual(asked, ['eventsource'])
  // Such as behind a proxy that lets no stream through.
  await analyst.route('**/progress', (route) =>
    route.request().resourceType() === 'eventsource' ? route.fulfill({ status: 502 }) : route.continue(),
  )
  await bringIn(analyst, row('T2'))
  assert.ok(asked.includes('fetch'), asked.join())
})

test('a file with twelve kinds of dirt is reported, mended, brought in again, and the board is right', async () => {
  const analyst = await signIn('performance-analyst')
  const manager = await signIn('duty-manager')
  await manager.goto(`${address}/duty-board`)
  const before = await manager.locator('.los-board [data-row]').count()

  await bringIn(
    analyst,
    dirt.map(([, dirty]) => dirty),
  )
  assert.match(await words(analyst), /12 rows read, 0 taken, 0 unchanged, 12 rejected/)
  const downloading = analyst.waitForEvent('download')
  await analyst.getByRole('link', { name: 'CSV' }).click()
  const report = readFileSync(await (await downloading).path(), 'utf8')
    .trim()
    .split('\r\n')
  assert.equal(report.length, 1 + dirt.length)
  for (const [place, [what]] of dirt.entries())
    assert.ok(
      report.some((line) => line.startsWith(`,${place + 2},`)),
      `${what} has no line of its own`,
    )

  await bringIn(
    analyst,
    dirt.map(([, , mended]) => mended),
  )
  assert.match(await words(analyst), /12 rows read, 12 taken, 0 unchanged, 0 rejected/)
  await manager.goto(`${address}/duty-board`)
  // Three of the twelve have their outcome.
  assert.equal(await manager.locator('.los-board [data-row]').count(), before + 9)
  const onBoard = (reference: string) => manager.getByRole('link', { name: reference, exact: true }).count()
  assert.deepEqual([await onBoard('X1'), await onBoard('X8'), await onBoard('X9'), await onBoard('X12')], [1, 0, 0, 0])
  // Of the week's files a manager sees what is to be mended, by column.
  await manager.goto(`${address}/imports/quality`)
  assert.match(await words(manager), /received_at/)
})
