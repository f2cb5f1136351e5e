import type { Command } from 'commander'
import type { Temporal } from 'temporal-polyfill'
import { type Outcome, ok } from '#kernel/outcome'
import { readTypedTime } from '#kernel/typed-date'
import { count, whenInWords } from '#kernel/words'
import { asSystem } from '#platform/access'
import type { CommandContext, Output } from '#platform/area'
import { transact } from '#platform/transaction'
import { rungWords } from '../review/words.ts'
import { type Swept, sweep } from './sweep.ts'

/** `los sweep --at INSTANT --json`: what the job does every five minutes, for any moment, from the facts recorded by then. */
export function sweepCommand(program: Command, context: CommandContext): void {
  program
    .command('sweep')
    .description('warn about late contacts, open their 24-hour reviews and let undone ones climb')
    .option(
      '--at <time>',
      'the moment to sweep for, such as 2021-11-22T14:05Z; London time without an offset; now, if left out',
    )
    .option('--json', 'answer with one JSON document')
    .action((options: { at?: string; json?: boolean }) => runSweep(context, options))
}

async function runSweep(
  { withDatabase, authority, out }: CommandContext,
  options: { readonly at?: string; readonly json?: boolean },
): Promise<void> {
  const at: Outcome<Temporal.Instant | null> = options.at === undefined ? ok(null) : readTypedTime(options.at)
  if (!at.ok) {
    out.complain(
      `--at: ${at.kind === 'invalid' ? at.problems.map(({ message }) => message).join(' ') : 'no such time.'}`,
    )
    return out.exit(2)
  }
  await withDatabase(async (database) => {
    const { authorityId } = await authority(database)
    const now = await transact(database, asSystem(authorityId, 'sweep'), async (tx) => {
      const moment = at.value ?? tx.now
      return { moment, swept: await sweep(tx, moment) }
    })
    if (options.json) out.json(now.swept)
    else tell(out, now.swept, now.moment)
  })
}

function tell(out: Output, { warned, opened, climbed, alreadyOpen }: Swept, at: Temporal.Instant): void {
  out.line(`Swept for ${whenInWords(at, at)}.`)
  for (const { contact } of warned) out.line(`Warned: ${contact} will need a review soon.`)
  for (const { contact, period } of opened) out.line(`Opened: the ${period * 24}-hour review of ${contact}.`)
  for (const { contact, to } of climbed)
    out.line(`Climbed: the review of ${contact}, to the ${rungWords[to].toLowerCase()}.`)
  out.line(`${count(alreadyOpen, 'review')} already open.`)
}
