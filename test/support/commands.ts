import assert from 'node:assert/strict'
import { Command } from 'commander'
import type { CommandContext } from '#platform/area'
import { type Database, listAuthorities } from '#platform/db'
import { shippedCalendar } from './calendar.ts'

/** What a command said and with which code it ended. */
export interface Said {
  readonly lines: string[]
  readonly complaints: string[]
  readonly documents: unknown[]
  code: number
}

/** Runs `los …` as it is typed, on a test's database, for its only authority. */
export async function runCommand(
  { database, migrationUrl }: { readonly database: Database; readonly migrationUrl: string },
  register: (program: Command, context: CommandContext) => void,
  typed: readonly string[],
): Promise<Said> {
  const said: Said = { lines: [], complaints: [], documents: [], code: 0 }
  const context: CommandContext = {
    withDatabase: (work) => work(database),
    withOwner: (work) => work(database, migrationUrl),
    async authority() {
      const [only] = await listAuthorities(database)
      assert.ok(only)
      return only
    },
    calendar: shippedCalendar,
    out: {
      line: (text) => void said.lines.push(text),
      json: (value) => void said.documents.push(value),
      complain: (sentence) => void said.complaints.push(sentence),
      exit(code) {
        said.code = code
      },
    },
  }
  const program = new Command('los').exitOverride()
  register(program, context)
  await program.parseAsync(typed, { from: 'user' })
  return said
}
