import { SingleBar } from 'cli-progress'
import type { Command } from 'commander'
import { Temporal } from 'temporal-polyfill'
import { londonDate } from '#kernel/clock'
import { count } from '#kernel/words'
import type { CommandContext, Output } from '#platform/area'
import type { MeetingsDeps } from '#practice/meetings'
import { type Made, makeSample } from './make.ts'
import { readOptions, type SampleOptions, type SamplePlan } from './options.ts'

interface Options extends SampleOptions {
  readonly replace?: boolean
  readonly json?: boolean
}

/** `los sample`: a made-up authority with as many years and contacts as wanted. */
export const sampleCommand =
  (meetings: MeetingsDeps) =>
  (program: Command, context: CommandContext): void => {
    program
      .command('sample')
      .description('make a sample authority: years of made-up contacts, the same for the same seed')
      .option('--seed <number>', 'another seed, another sample', '1')
      .option('--from <day>', 'the first day', '2020-01-01')
      .option('--to <day>', 'the last day; up to now, and kept alive, if left out')
      .option('--contacts-per-year <number>', 'in an average year', '6000')
      .option('--replace', 'also in place of a sample in which people have recorded something')
      .option('--json', 'answer with one JSON document')
      .action((options: Options) => runSample(context, meetings, options))
  }

async function runSample(
  { withOwner, calendar, out }: CommandContext,
  meetings: MeetingsDeps,
  options: Options,
): Promise<void> {
  const read = readOptions(options, londonDate(Temporal.Now.instant()))
  if (!read.ok) {
    out.complain(read.sentence)
    return out.exit(2)
  }
  const plan = read.value
  await withOwner(async (_database, ownerUrl) => {
    const began = performance.now()
    const replaces = options.replace === true
    const made = await withProgress(options, expectedContacts(plan), (advance) =>
      makeSample({ plan, calendar, meetings, ownerUrl, replaces, advance, present: 'as-lived' }),
    )
    if (!made.ok) {
      out.complain(made.sentence)
      return out.exit(1)
    }
    tell(out, options, plan, made, (performance.now() - began) / 1000)
  })
}

const expectedContacts = ({ from, to, contactsPerYear }: SamplePlan): number =>
  Math.max(1, Math.round((from.until(to).total('days') / 365.25) * contactsPerYear))

async function withProgress<T>(
  { json }: Options,
  total: number,
  work: (advance: (contacts: number) => void) => Promise<T>,
): Promise<T> {
  if (json || !process.stderr.isTTY) return work(() => undefined)
  const format = '{bar} {value} of about {total} contacts, then keys, indexes and search words'
  const bar = new SingleBar({ format, stream: process.stderr, clearOnComplete: true })
  bar.start(total, 0)
  try {
    return await work((contacts) => bar.update(Math.min(contacts, total)))
  } finally {
    bar.stop()
  }
}

function tell(out: Output, { json }: Options, plan: SamplePlan, made: Made & { ok: true }, seconds: number): void {
  const { contacts, children, rows, waiting, sha256 } = made
  const { seed, contactsPerYear } = plan
  const days = { from: plan.from.toString(), to: plan.to.toString() }
  if (json) out.json({ seed, ...days, contactsPerYear, contacts, children, rows, waiting, sha256, seconds })
  if (json) return
  const each = Math.round(contacts / Math.max(seconds, 0.001))
  out.line(
    `${count(contacts, 'contact')} about ${count(children, 'child', 'children')}, ${count(rows, 'row')}, in ${seconds.toFixed(1)} seconds: ${each} contacts a second.`,
  )
  out.line(`The rows of seed ${seed}: SHA-256 ${sha256}`)
  if (waiting > 0)
    out.line(`On the board of now: ${count(waiting, 'contact')}. A job keeps it alive from hour to hour.`)
}
