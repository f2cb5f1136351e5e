import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { Temporal } from 'temporal-polyfill'
import { shippedCalendar } from '#test/calendar'
import { dayOf, pastOf } from '../past/past.ts'
import { workforceOf } from '../past/workforce.ts'
import { sampleStaff } from '../staff.ts'
import { fitOf, fitTable } from './fit.ts'
import { readLeeds } from './leeds.ts'
import { countYears } from './made-years.ts'

const published = readLeeds()
const day = (text: string): number => dayOf(Temporal.PlainDate.from(text))

// A year before the first published one, so that there is somebody to be re-referred; some months after the last, for its
// assessments to end.
const plan = {
  seed: 1,
  fromDay: day('2018-04-01'),
  toDay: day('2024-08-31'),
  asOf: Date.UTC(2024, 8, 3),
  contactsPerYear: 6000,
}
const past = pastOf(plan, { published, calendar: shippedCalendar, staff: workforceOf(sampleStaff) })
const fits = fitOf(published, countYears(past, shippedCalendar))

/** In per cent of the count for volumes, in percentage points for shares: up to three standard errors of this many contacts. */
const tolerances: readonly (readonly [about: RegExp, within: number])[] = [
  [/^referrals$/, 6],
  [/^section 47 with|^conferences/, 10],
  [/^re-referred|^assessed/, 4],
  [/^from Schools|^from Police/, 4],
  [/^from|^in /, 2.5],
  [/./, 3],
]

test('each published figure for Leeds, 2020 to 2024, is met within its tolerance', () => {
  assert.ok(fits.length > 100, `only ${fits.length} figures`)
  const wrong = fits.filter(({ what, published: wanted, made, unit }) => {
    const [, within = 0] = tolerances.find(([about]) => about.test(what)) ?? []
    return (unit === '' ? (100 * Math.abs(made - wanted)) / wanted : Math.abs(made - wanted)) > within
  })
  assert.deepEqual(wrong, [])
})

test('the figures in the README are those of the generator', () => {
  // However wide the columns are set.
  const plain = (text: string): string =>
    text
      .replaceAll(/ +/g, ' ')
      .replaceAll(/-{3,}/g, '---')
      .replaceAll(/\| *(-+) *(?=\|)/g, '|$1')
  const readme = plain(readFileSync(new URL('../README.md', import.meta.url), 'utf8'))
  const table = plain(fitTable(fits))
  assert.ok(readme.includes(table), `put this into the README:\n${table}`)
})
