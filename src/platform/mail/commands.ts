import type { Command } from 'commander'
import { asSystem } from '#platform/access'
import type { CommandContext } from '#platform/area'
import { transact } from '#platform/transaction'
import { recordBounce } from './outcomes.ts'
import { longestReport, readReport } from './report/report.ts'

/** What is piped to a command. */
type Input = AsyncIterable<Buffer | string>

/** `los mail bounce`: what a council's mail server tells of mail that came back. */
export function mailCommands(program: Command, context: CommandContext, input: Input): void {
  const mail = program.command('mail').description('mail that the house sends')
  mail
    .command('bounce')
    .description('read one message that came back from standard input, and note that ours was not delivered')
    .option('--json', 'answer with one JSON document')
    .action((options: { json?: boolean }) => bounce(context, input, options))
}

async function bounce(
  { withDatabase, authority, out }: CommandContext,
  input: Input,
  { json }: { json?: boolean },
): Promise<void> {
  const source = await readInput(input)
  if (source.length === 0) {
    out.complain('Nothing came in. Pipe the message that came back to this command.')
    return out.exit(2)
  }
  const answer = (result: keyof typeof words, more: Readonly<Record<string, string>> = {}): void => {
    if (json) out.json({ result, ...more })
    else out.line(words[result])
    if (result === 'not-ours') out.exit(1)
  }
  const report = readReport(source)
  if (report.says !== 'failed') return answer(report.says === 'nothing' ? 'not-ours' : 'no-failure')
  const { messageId, code } = report
  await withDatabase(async (database) => {
    const { authorityId } = await authority(database)
    const result = await transact(database, asSystem(authorityId, 'mail bounce'), (tx) =>
      recordBounce(tx, { messageId, code, toldBy: 'report' }),
    )
    answer(result === 'unknown' ? 'not-ours' : result, { messageId, code })
  })
}

const words = {
  recorded: 'Noted: this message was not delivered.',
  known: 'This was noted before.',
  'no-failure': 'This tells of no failure; nothing was noted.',
  'not-ours': 'This is no report of a message that was sent from here; nothing was noted.',
} as const

/** Up to what a report may have; the rest is taken in and dropped, so that whoever pipes it meets no closed pipe. */
async function readInput(input: Input): Promise<Buffer> {
  const pieces: Buffer[] = []
  let bytes = 0
  for await (const piece of input) {
    if (bytes < longestReport) pieces.push(Buffer.from(piece))
    bytes += piece.length
  }
  return Buffer.concat(pieces)
}
