import { Command, CommanderError } from 'commander'
import type { WorkingCalendar } from '#kernel/clock'
import type { CommandContext } from '#platform/area'
import { clockCommands } from '#platform/clock-commands'
import { type Config, readConfig } from '#platform/config'
import { loadCalendar } from '#platform/working-calendar'
import { listAreas } from './app.ts'
import { commandContext } from './process/command-context.ts'
import { ownFolder } from './process/connection.ts'
import { CannotStart } from './process/external.ts'
import { withKeptKeys } from './process/kept-keys.ts'
import { processOutput as out } from './process/output.ts'
import { serve } from './process/serve.ts'

/** The command line. Exit 0 answered; 1 the answer is no; 2 bad input, said in one sentence; 3 ours. */
async function main(): Promise<void> {
  const read = readConfig(process.env)
  if (!read.ok) {
    for (const fault of read.faults) out.complain(`${fault}.`)
    return out.exit(2)
  }
  const calendar = await loadCalendar(read.config.calendarFile ?? undefined)
  if (!calendar.ok) {
    out.complain(calendar.problems.map(({ message }) => message).join(' '))
    return out.exit(2)
  }
  await buildProgram(withKeptKeys(read.config, ownFolder), calendar.value).parseAsync(process.argv)
}

function buildProgram(config: Config, calendar: WorkingCalendar): Command {
  const program = new Command('los')
    .description('Line of Sight: the assurance system for a children’s services front door')
    .option('--authority <number>', 'the authority to work for, when the database holds several')
    .exitOverride()
    .configureOutput({ writeErr: (text) => process.stderr.write(text) })
  program
    .command('serve')
    .description('serve the web pages and run the jobs, until stopped')
    .action(() => serve(config, calendar))
  clockCommands(program, {
    calendar,
    out,
    ...(config.calendarFile === null ? {} : { importedFile: config.calendarFile }),
  })
  const areas = listAreas(config.publicUrl, config)
  const context: CommandContext = commandContext(
    config,
    calendar,
    areas,
    () => program.opts<{ authority?: string }>().authority,
  )
  for (const { commands } of areas) commands?.(program, context)
  return program
}

// Whoever reads what we say may have heard enough: `los … | head` is no fault of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})

main().catch((error: unknown) => {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : 2
    return
  }
  if (error instanceof CannotStart) {
    out.complain(error.message)
    process.exitCode = 2
    return
  }
  out.complain(
    `Something went wrong on our side: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
  )
  process.exitCode = 3
})
