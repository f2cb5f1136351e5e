import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { Temporal } from 'temporal-polyfill'
import { addWorkingDays, toGovUkJson } from '#kernel/clock'
import { shippedCalendar } from '#test/calendar'
import { answerOf, sentenceOf } from '#test/outcome'
import { importBankHolidays, loadCalendar } from './index.ts'

const today = Temporal.PlainDate.from('2026-11-23')

/** gov.uk's next file: the years from 2024, and 2029 after them. */
const nextFile = toGovUkJson({
  firstYear: 2024,
  lastYear: 2029,
  days: [
    ...shippedCalendar.bankHolidays.days.filter(({ date }) => date.year >= 2024),
    ...['01-01', '03-30', '04-02', '05-07', '05-28', '08-27', '12-25', '12-26'].map((monthAndDay) => ({
      title: 'A bank holiday of 2029',
      date: Temporal.PlainDate.from(`2029-${monthAndDay}`),
    })),
  ],
})

describe('the calendar in use', () => {
  let folder = ''
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'line of sight '))
  })
  after(() => rm(folder, { recursive: true }))

  const put = async (name: string, content: string) => {
    const file = join(folder, name)
    await writeFile(file, content)
    return file
  }

  it('is the shipped one until another is imported', async () => {
    const calendar = answerOf(await loadCalendar(join(folder, 'nothing.json')))
    assert.equal(calendar.bankHolidays.lastYear, 2028)
    assert.deepEqual(calendar, shippedCalendar)
  })

  it('knows the next year once its file is imported, and still the years that the file forgot', async () => {
    const importedFile = join(folder, 'kept', 'bank-holidays.json')
    const file = await put('next.json', `\uFEFF${JSON.stringify(nextFile)}`)
    answerOf(await importBankHolidays(shippedCalendar, { file, importedFile, today }))
    const calendar = answerOf(await loadCalendar(importedFile))
    const newYearsEve = Temporal.PlainDate.from('2028-12-29')
    assert.equal(answerOf(addWorkingDays(calendar, newYearsEve, 1)).toString(), '2029-01-02')
    assert.equal(answerOf(addWorkingDays(calendar, Temporal.PlainDate.from('2012-06-01'), 1)).toString(), '2012-06-06')
    assert.deepEqual(await readdir(join(folder, 'kept')), ['bank-holidays.json'])
  })

  it('stays as it is when a file is refused', async () => {
    const importedFile = join(folder, 'untouched.json')
    const refused = async (file: string) =>
      sentenceOf(await importBankHolidays(shippedCalendar, { file, importedFile, today }))
    assert.match(await refused(join(folder, 'missing.json')), /missing\.json cannot be read: give the path/)
    assert.match(await refused(folder), /cannot be read/)
    assert.match(await refused(await put('text.json', 'no json')), /text\.json is not JSON/)
    assert.match(await refused(await put('empty.json', '')), /empty\.json is not JSON/)
    assert.match(await refused(await put('huge.json', ' '.repeat(5_000_001))), /cannot be read/)
    assert.match(await refused(await put('other.json', '{"scotland":{}}')), /not a gov\.uk bank holidays file/)
    assert.deepEqual(await readdir(folder).then((names) => names.filter((name) => name.startsWith('untouched'))), [])
  })

  it('is not written again for a file with nothing new', async () => {
    const importedFile = join(folder, 'unneeded.json')
    const file = await put('same.json', JSON.stringify(toGovUkJson(shippedCalendar.bankHolidays)))
    const next = answerOf(await importBankHolidays(shippedCalendar, { file, importedFile, today }))
    assert.deepEqual([next.added, next.removed], [[], []])
    await assert.rejects(readFile(importedFile))
  })

  it('is refused, naming the file, when the imported one is damaged', async () => {
    const file = await put('damaged.json', '{"england-and-wales":')
    assert.match(
      sentenceOf(await loadCalendar(file)),
      /damaged\.json are damaged; delete that file and import gov\.uk's again/,
    )
  })
})
