import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Command } from 'commander'
import type { Temporal } from 'temporal-polyfill'
import { workingClock } from '#kernel/clock'
import { type Checked, ok } from '#kernel/outcome'
import { readTypedDay } from '#kernel/typed-date'
import { count } from '#kernel/words'
import { asSystem } from '#platform/access'
import type { CommandContext, Output, ProcessEventSource } from '#platform/area'
import { transact } from '#platform/transaction'
import { discoverProcess } from './log/discover.ts'
import { readCases } from './log/read-log.ts'
import { placeInWords, workingTimeInWords } from './records/words.ts'
import { type Written, xesPieces } from './xes/write.ts'

interface Typed {
  readonly from: string
  readonly to: string
  readonly json?: boolean
  readonly out?: string
}

interface Span {
  readonly from: Temporal.PlainDate
  /** The day after the last. */
  readonly to: Temporal.PlainDate
}

/** `los process discover` and `los process xes`: what the records show, for scripts and for other programs. */
export function processCommands(sources: readonly ProcessEventSource[]) {
  return (program: Command, context: CommandContext): void => {
    const group = program.command('process').description('the process as the records show it')
    group
      .command('discover')
      .description('what follows what, how often, and how long after')
      .requiredOption('--from <day>', 'cases that began from this day on, such as 2021-04-01')
      .requiredOption('--to <day>', 'and up to this day, itself included')
      .option('--json', 'answer with one JSON document')
      .action((typed: Typed) => withSpan(context.out, typed, (span) => discover(context, sources, span, typed)))
    group
      .command('xes')
      .description('write the event log as XES 2.0, under names that stand for nothing outside the file')
      .requiredOption('--from <day>', 'cases that began from this day on, such as 2021-04-01')
      .requiredOption('--to <day>', 'and up to this day, itself included')
      .requiredOption('--out <file>', 'where to write it')
      .action((typed: Typed) => withSpan(context.out, typed, (span) => writeXes(context, sources, span, typed)))
  }
}

async function withSpan(out: Output, typed: Typed, work: (span: Span) => Promise<void>): Promise<void> {
  const span = readSpan(typed)
  if (span.ok) return work(span.value)
  out.complain(span.problems.map(({ field, message }) => `--${field}: ${message}`).join(' '))
  return out.exit(2)
}

function readSpan({ from, to }: Typed): Checked<Span> {
  const [first, last] = [readTypedDay(from), readTypedDay(to)]
  if (!first.ok) return { ...first, problems: first.problems.map((problem) => ({ ...problem, field: 'from' })) }
  if (!last.ok) return { ...last, problems: last.problems.map((problem) => ({ ...problem, field: 'to' })) }
  if (last.value.since(first.value).sign < 0)
    return { ok: false, kind: 'invalid', problems: [{ field: 'from', message: 'the first day comes after the last.' }] }
  return ok({ from: first.value, to: last.value.add({ days: 1 }) })
}

async function discover(
  { withDatabase, authority, calendar, out }: CommandContext,
  sources: readonly ProcessEventSource[],
  span: Span,
  { json }: Typed,
): Promise<void> {
  const found = await withDatabase(async (database) => {
    const { authorityId } = await authority(database)
    return transact(database, asSystem(authorityId, 'process discover'), (tx) =>
      discoverProcess(tx, sources, { ...span, openOnly: false }, calendar),
    )
  })
  if (json) return out.json({ ...found, happened: Object.fromEntries(found.happened) })
  out.line(`${count(found.cases, 'case')}, ${count(found.events, 'event')}.`)
  for (const { from, to, count: often, working } of found.flows.toSorted((one, other) => other.count - one.count)) {
    const time = working === null ? '' : `, median ${workingTimeInWords(working.median)}`
    out.line(`${placeInWords(from)} → ${placeInWords(to)}: ${often}${time}`)
  }
}

/** Written beside and put in place when it is whole: a log that breaks off is worse than none. */
async function writeXes(
  { withDatabase, authority, calendar, out }: CommandContext,
  sources: readonly ProcessEventSource[],
  span: Span,
  { out: file = '' }: Typed,
): Promise<void> {
  const unfinished = `${file}.unfinished`
  const written: Written = { cases: 0, events: 0 }
  try {
    await withDatabase(async (database) => {
      const { authorityId } = await authority(database)
      await transact(database, asSystem(authorityId, 'process xes'), async (tx) => {
        const cases = readCases(tx, sources, { ...span, openOnly: false }, workingClock(calendar))
        await pipeline(Readable.from(xesPieces(cases, written)), createWriteStream(unfinished, { mode: 0o600 }))
        tx.trail.ran('event-log.exported', {
          format: 'xes',
          from: span.from.toString(),
          until: span.to.subtract({ days: 1 }).toString(),
          ...written,
        })
      })
    })
    await rename(unfinished, file)
  } catch (error) {
    await rm(unfinished, { force: true })
    if (!isUnwritable(error)) throw error
    out.complain(`--out: ${file} cannot be written.`)
    return out.exit(2)
  }
  out.line(`${count(written.cases, 'case')}, ${count(written.events, 'event')} written to ${file}.`)
}

const isUnwritable = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  ['ENOENT', 'EACCES', 'EISDIR', 'EROFS', 'ENOSPC'].includes(String(error.code))
