import type { Command } from 'commander'
import { Temporal } from 'temporal-polyfill'
import { londonDate, type WorkingCalendar } from '#kernel/clock'
import { type Checked, ok } from '#kernel/outcome'
import type { Output } from '#platform/area'
import { importBankHolidays, USUAL_IMPORTED_FILE } from '#platform/working-calendar'
import { type Answer, answerAdd, answerElapsed, answerImport, answerWorkingDays, type Typed } from './answers.ts'

/** What the clock commands need: no database. */
export interface ClockContext {
  readonly calendar: WorkingCalendar
  readonly out: Output
  /** Where imported bank holidays are kept (LOS_CALENDAR). */
  readonly importedFile?: string
}

/**
 * `los clock …`: the clocks of the practice for whoever wants to check a deadline. Standard output has the answer and nothing
 * else; exit 2 with one sentence when something cannot be taken or lies past the calendar.
 */
export function clockCommands(program: Command, context: ClockContext): void {
  const clock = program.command('clock').description('Work out deadlines as the practice counts them')
  addCommand(clock, context)
  elapsedCommand(clock, context)
  workingDaysCommand(clock, context)
  holidaysCommands(clock, context)
}

const addCommand = (clock: Command, { calendar, out }: ClockContext): Command =>
  clock
    .command('add')
    .description('Print the day that is so many working days after another; the day after is day 1')
    .option('--from <day>', 'day to count from, such as 2022-06-01')
    .option('--working-days <number>', 'how many working days')
    .option('--json', 'one JSON document')
    .action((typed: Typed, command: Command) => say(out, command, answerAdd(calendar, typed)))

const elapsedCommand = (clock: Command, { out }: ClockContext): Command =>
  clock
    .command('elapsed')
    .description('Print the time in London so many elapsed hours after another')
    .option('--from <time>', 'time in London, or with an offset, such as 2021-10-30T12:00')
    .option('--hours <number>', 'how many hours')
    .option('--json', 'one JSON document')
    .action((typed: Typed, command: Command) => say(out, command, answerElapsed(typed)))

const workingDaysCommand = (clock: Command, { calendar, out }: ClockContext): Command =>
  clock
    .command('working-days')
    .description('Count the working days after one day, up to and including another')
    .option('--from <day>', 'day after which to count')
    .option('--to <day>', 'last day to count')
    .option('--json', 'one JSON document')
    .action((typed: Typed, command: Command) => say(out, command, answerWorkingDays(calendar, typed)))

const holidaysCommands = (
  clock: Command,
  { calendar, out, importedFile = USUAL_IMPORTED_FILE }: ClockContext,
): Command =>
  clock
    .command('holidays')
    .description('Bank holidays of England and Wales')
    .command('import')
    .description(
      'Take the next https://www.gov.uk/bank-holidays.json; a running server counts by it after its next start',
    )
    .argument('<file>', 'the file as downloaded')
    .option('--json', 'one JSON document')
    .action(async (file: string, _typed: Typed, command: Command) => {
      const today = londonDate(Temporal.Now.instant())
      const next = await importBankHolidays(calendar, { file, importedFile, today })
      say(out, command, next.ok ? ok(answerImport(next.value)) : next)
    })

/** Says the answer, or in one sentence why there is none. */
function say(out: Output, command: Command, answer: Checked<Answer>): void {
  if (answer.ok) sayAnswer(out, command, answer.value)
  else out.complain(answer.problems[0]?.message ?? 'This cannot be answered.')
  out.exit(answer.ok ? 0 : 2)
}

function sayAnswer(out: Output, command: Command, { line, document, note }: Answer): void {
  if (command.optsWithGlobals<{ json?: boolean }>().json) out.json(document)
  else out.line(line)
  if (note !== null) out.complain(note)
}
