import {
  addWorkingDays,
  afterElapsedHours,
  londonIso,
  type NextBankHolidays,
  type WorkingCalendar,
  workingDaysBetween,
} from '#kernel/clock'
import { type Checked, invalid, ok } from '#kernel/outcome'
import { readTypedDay, readTypedMoment } from '#kernel/typed-date'
import { count, dayInWords } from '#kernel/words'

/** What a command answers: one line for people, one document for machines, and a sentence to mind when there is one. */
export interface Answer {
  readonly line: string
  readonly document: Readonly<Record<string, unknown>>
  readonly note: string | null
}

/** What was typed after each option; any may be missing. */
export interface Typed {
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly workingDays?: string | undefined
  readonly hours?: string | undefined
}

/** `los clock add`: the day that lies so many working days after another. */
export function answerAdd(calendar: WorkingCalendar, { from, workingDays }: Typed): Checked<Answer> {
  const start = readOption('--from', '2022-06-01', from, readTypedDay)
  if (!start.ok) return start
  const days = readOption('--working-days', '15', workingDays, readNumber(/^\d{1,6}$/, 'a whole number, 0 or more'))
  if (!days.ok) return days
  const added = addWorkingDays(calendar, start.value, days.value)
  if (!added.ok) return added
  const day = added.value.toString()
  return ok({ line: day, document: { from: start.value.toString(), workingDays: days.value, day }, note: null })
}

/** `los clock elapsed`: the time in London so many elapsed hours after another. */
export function answerElapsed({ from, hours }: Typed): Checked<Answer> {
  const start = readOption('--from', '2021-10-30T12:00', from, readTypedMoment)
  if (!start.ok) return start
  if (start.value.kind === 'day') return no('--from: add the time, such as 2021-10-30T12:00.')
  const elapsed = readOption(
    '--hours',
    '24',
    hours,
    readNumber(/^\d{1,6}(\.\d{1,6})?$/, 'a number of hours, 0 or more'),
  )
  if (!elapsed.ok) return elapsed
  const { instant, note } = start.value
  const at = londonIso(afterElapsedHours(instant, elapsed.value))
  return ok({ line: at, document: { from: londonIso(instant), hours: elapsed.value, at, note }, note })
}

/** `los clock working-days`: how many working days lie after one day, up to and including another. */
export function answerWorkingDays(calendar: WorkingCalendar, { from, to }: Typed): Checked<Answer> {
  const after = readOption('--from', '2022-06-01', from, readTypedDay)
  if (!after.ok) return after
  const upTo = readOption('--to', '2022-06-24', to, readTypedDay)
  if (!upTo.ok) return upTo
  const counted = workingDaysBetween(calendar, after.value, upTo.value)
  if (!counted.ok) return counted
  const document = { from: after.value.toString(), to: upTo.value.toString(), workingDays: counted.value }
  return ok({ line: `${counted.value}`, document, note: null })
}

/** `los clock holidays import`: what the new file changed. */
export function answerImport({ bankHolidays, added, removed }: NextBankHolidays): Answer {
  const { firstYear, lastYear } = bankHolidays
  const known = `Bank holidays are known from ${firstYear} to ${lastYear}`
  const told = (holidays: NextBankHolidays['added']) =>
    holidays.map(({ date, title }) => ({ date: date.toString(), title }))
  return {
    line:
      added.length + removed.length === 0 ? `Nothing new. ${known}.` : `${known}: ${changesInWords(added, removed)}.`,
    document: { firstYear, lastYear, added: told(added), removed: told(removed) },
    note: null,
  }
}

function changesInWords(added: NextBankHolidays['added'], removed: NextBankHolidays['removed']): string {
  const gone = removed.map(({ date }) => dayInWords(date)).join(', ')
  const more = `${count(added.length, 'day')} added`
  return gone === '' ? more : `${more}, ${gone} taken out`
}

/** Reads one option, and names it in whatever is wrong with it. */
function readOption<Value>(
  option: string,
  example: string,
  typed: string | undefined,
  read: (typed: string) => Checked<Value>,
): Checked<Value> {
  if (typed === undefined) return no(`Give ${option}, such as ${option} ${example}.`)
  const value = read(typed)
  return value.ok ? value : no(`${option}: ${value.problems[0]?.message}`)
}

const readNumber =
  (shape: RegExp, wanted: string) =>
  (typed: string): Checked<number> =>
    shape.test(typed) ? ok(Number(typed)) : no(`give ${wanted}.`)

const no = (message: string): Checked<never> => invalid({ field: 'option', message })
