import type { Command } from 'commander'
import type { Temporal } from 'temporal-polyfill'
import { type Outcome, ok } from '#kernel/outcome'
import { readTypedTime } from '#kernel/typed-date'
import { count, whenInWords } from '#kernel/words'
import { asSystem } from '#platform/access'
import type { CommandContext, Output } from '#platform/area'
import { transact } from '#platform/transaction'
import { conditionOf, isCondition } from './conditions.ts'
import { type Asked, type Escalated, escalate } from './engine.ts'

const jsonHelp = `
In the JSON, "discussion" is the reference of what is escalated: a strategy discussion (SD-412), or a partner's concern that has
none (SC-7). "rung", "to" and "due" are null where nobody is named who could be asked.`

/** `los escalate --at INSTANT --json`: what the job does every five minutes, for any moment, from the facts known by then. */
export const escalateCommand =
  (publicUrl: string) =>
  (program: Command, context: CommandContext): void => {
    program
      .command('escalate')
      .description('escalate what is late about strategy discussions, and put what nobody answered to the next rung')
      .option(
        '--at <time>',
        'the moment to escalate for, such as 2021-11-22T14:05Z; London time without an offset; now, if left out',
      )
      .option('--json', 'answer with one JSON document')
      .addHelpText('after', jsonHelp)
      .action((options: { at?: string; json?: boolean }) => run(context, publicUrl, options))
  }

async function run(
  { withDatabase, authority, calendar, out }: CommandContext,
  publicUrl: string,
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
    const moment = at.value ?? (await transact(database, asSystem(authorityId, 'escalate'), async ({ now }) => now))
    const escalated = await escalate({ database, authorityId, calendar, publicUrl }, moment)
    if (options.json) out.json(escalated)
    else tell(out, escalated, moment)
  })
}

function tell(out: Output, { opened, climbed, mails, alreadyOpen }: Escalated, at: Temporal.Instant): void {
  out.line(`Escalated for ${whenInWords(at, at)}.`)
  for (const asked of opened) out.line(`Opened: ${inWords(asked)}`)
  for (const asked of climbed) out.line(`Climbed: ${inWords(asked)}`)
  out.line(`${count(mails, 'mail')} queued, ${count(alreadyOpen, 'escalation')} already open.`)
}

const inWords = ({ escalation, discussion, condition, rung, to, due }: Asked): string => {
  const title = isCondition(condition) ? conditionOf(condition).title.toLowerCase() : condition
  const whom = rung === null ? 'nobody is named to be asked' : `rung ${rung}, ${to}, by ${due}`
  return `${escalation} about ${discussion}, ${title}: ${whom}.`
}
