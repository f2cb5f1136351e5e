import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { Command } from 'commander'
import { Temporal } from 'temporal-polyfill'
import { type BankHoliday, toGovUkJson } from '#kernel/clock'
import { shippedCalendar } from '#test/calendar'
import { clockCommands } from './index.ts'

interface Said {
  readonly output: readonly unknown[]
  readonly complaints: readonly string[]
  readonly code: number
}

/** Runs `los clock …` and keeps what it says. */
async function clock(
  typed: readonly string[],
  importedFile = join(tmpdir(), 'no-imported-holidays.json'),
): Promise<Said> {
  const output: unknown[] = []
  const complaints: string[] = []
  let code = -1
  const out = {
    line: (text: string) => void output.push(text),
    json: (value: unknown) => void output.push(value),
    complain: (sentence: string) => void complaints.push(sentence),
    exit: (given: number) => {
      code = given
    },
  }
  const program = new Command('los')
  clockCommands(program, { calendar: shippedCalendar, out, importedFile })
  await program.parseAsync(['clock', ...typed], { from: 'user' })
  return { output, complaints, code }
}

const answers = async (typed: string, answer: unknown) =>
  assert.deepEqual(await clock(typed.split(' ')), { output: [answer], complaints: [], code: 0 })

const refuses = async (typed: string, sentence: string) =>
  assert.deepEqual(await clock(typed.split(' ')), { output: [], complaints: [sentence], code: 2 })

describe('los clock', () => {
  it('add prints the day and nothing else', async () => {
    await answers('add --from 2022-06-01 --working-days 15', '2022-06-24')
    await answers('add --from 01/06/2022 --working-days 15 --json', {
      from: '2022-06-01',
      workingDays: 15,
      day: '2022-06-24',
    })
  })

  it('elapsed prints the time in London', async () => {
    await answers('elapsed --from 2021-10-30T12:00 --hours 24', '2021-10-31T11:00+00:00')
    await answers('elapsed --from 2021-10-30T11:00Z --hours 0.5 --json', {
      from: '2021-10-30T12:00+01:00',
      hours: 0.5,
      at: '2021-10-30T12:30+01:00',
      note: null,
    })
  })

  it('working-days prints the count', async () => {
    await answers('working-days --from 2022-06-01 --to 2022-06-24', '15')
    await answers('working-days --from 2021-12-24 --to 2021-12-29 --json', {
      from: '2021-12-24',
      to: '2021-12-29',
      workingDays: 1,
    })
  })

  it('a time that happened twice is answered for the earlier, with a sentence beside the answer', async () => {
    const { output, complaints, code } = await clock(['elapsed', '--from', '2021-10-31T01:30', '--hours', '1'])
    assert.deepEqual(output, ['2021-10-31T01:30+00:00'])
    assert.match(complaints.join(' '), /^01:30 on 31 Oct 2021 happened twice/)
    assert.equal(code, 0)
  })

  it('past the last year it says so instead of guessing', async () => {
    await refuses(
      'add --from 2028-12-20 --working-days 15',
      '15 working days after 20 Dec 2028 cannot be worked out, because the bank holidays known here end with 2028: import the next gov.uk file.',
    )
    await refuses(
      'working-days --from 2028-12-20 --to 2029-01-05',
      '5 Jan 2029 is outside the years whose bank holidays are known here (2012 to 2028): import the next gov.uk file.',
    )
  })

  it('bad input is one sentence that names the option', async () => {
    await refuses('add --working-days 15', 'Give --from, such as --from 2022-06-01.')
    await refuses('add --from 2022-06-01', 'Give --working-days, such as --working-days 15.')
    await refuses('add --from 2022-06-31 --working-days 1', '--from: 31 June 2022 does not exist: June has 30 days.')
    await refuses('add --from 2022-06-01 --working-days -3', '--working-days: give a whole number, 0 or more.')
    await refuses('add --from 2022-06-01 --working-days 1.5 --json', '--working-days: give a whole number, 0 or more.')
    await refuses('elapsed --from 2021-10-30 --hours 24', '--from: add the time, such as 2021-10-30T12:00.')
    await refuses('elapsed --from 2021-10-30T12:00 --hours many', '--hours: give a number of hours, 0 or more.')
    await refuses('elapsed --from 2021-10-30T12:00', 'Give --hours, such as --hours 24.')
    await refuses('working-days --from 2022-06-01', 'Give --to, such as --to 2022-06-24.')
    await refuses(
      'working-days --from 2022-06-24 --to 2022-06-01',
      '1 Jun 2022 is before 24 Jun 2022: give the earlier day first.',
    )
  })
})

describe('los clock holidays import', () => {
  let folder = ''
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'holidays-'))
  })
  after(() => rm(folder, { recursive: true }))

  const importOf = async (days: readonly BankHoliday[], ...options: readonly string[]) => {
    const file = join(folder, 'next.json')
    await writeFile(file, JSON.stringify(toGovUkJson({ firstYear: 0, lastYear: 0, days })))
    return clock(['holidays', 'import', file, ...options], join(folder, 'imported.json'))
  }

  const known = shippedCalendar.bankHolidays.days
  const days2029 = ['01-01', '03-30', '04-02', '05-07', '05-28', '08-27', '12-25', '12-26'].map((monthAndDay) => ({
    title: 'A bank holiday of 2029',
    date: Temporal.PlainDate.from(`2029-${monthAndDay}`),
  }))

  it('says what the new file added', async () => {
    const said = await importOf([...known, ...days2029])
    assert.deepEqual(said, {
      output: ['Bank holidays are known from 2012 to 2029: 8 days added.'],
      complaints: [],
      code: 0,
    })
  })

  it('says that there was nothing new', async () => {
    const { output } = await importOf(known)
    assert.deepEqual(output, ['Nothing new. Bank holidays are known from 2012 to 2028.'])
  })

  it('says what was moved, and lists it for machines', async () => {
    const may1 = { title: 'Early May bank holiday', date: Temporal.PlainDate.from('2028-05-01') }
    const may8 = { ...may1, date: Temporal.PlainDate.from('2028-05-08') }
    const moved = [...known.filter(({ date }) => !date.equals(may1.date)), may8]
    const { output } = await importOf(moved)
    assert.deepEqual(output, ['Bank holidays are known from 2012 to 2028: 1 day added, Mon 1 May 2028 taken out.'])
    const listed = await importOf(moved, '--json')
    const told = ({ title, date }: BankHoliday) => ({ title, date: date.toString() })
    assert.deepEqual(listed.output, [{ firstYear: 2012, lastYear: 2028, added: [told(may8)], removed: [told(may1)] }])
  })

  it('refuses a file cut short, and an unreadable one, in a sentence', async () => {
    const short = await importOf(known.slice(0, -1))
    assert.match(short.complaints.join(' '), /^The file has 7 bank holidays for 2028, but .* it seems cut short\.$/)
    assert.equal(short.code, 2)
    const missing = await clock(['holidays', 'import', join(folder, 'missing.json')])
    assert.match(
      missing.complaints.join(' '),
      /cannot be read: give the path of the bank holidays file from gov\.uk\.$/,
    )
    assert.equal(missing.code, 2)
  })
})
