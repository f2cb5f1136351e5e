import type { Command } from 'commander'
import { asSystem } from '#platform/access'
import type { CommandContext } from '#platform/area'
import { transact } from '#platform/transaction'
import { type Scope, scopes } from './route.ts'
import { createToken, endTokens } from './tokens.ts'

/** `los token …`: what another system needs to speak with the interface. */
export function tokenCommands(program: Command, { withDatabase, authority, out }: CommandContext): void {
  const token = program.command('token').description('tokens for other systems')
  token
    .command('create')
    .description('make a token and print it: it can be seen this once')
    .requiredOption('--name <name>', 'whose it is, such as the case system’s name')
    .requiredOption('--scope <scope...>', `what it may do: ${scopes.join(', ')}`)
    .option('--json', 'answer with one JSON document')
    .action(async ({ name, scope, json }: { name: string; scope: readonly string[]; json?: boolean }) => {
      const wanted = scopes.filter((known) => scope.includes(known))
      if (wanted.length !== scope.length || name.trim() === '') {
        out.complain(`--scope: use ${scopes.join(' or ')}; --name: say whose it is.`)
        return out.exit(2)
      }
      if (wanted.every((each) => each === 'contacts:restricted')) {
        out.complain('--scope: contacts:restricted adds to a scope for reading or writing: give one of those too.')
        return out.exit(2)
      }
      await withDatabase(async (database) => {
        const { authorityId } = await authority(database)
        const made = await transact(database, asSystem(authorityId, 'token create'), (tx) =>
          createToken(tx, name.trim(), wanted satisfies readonly Scope[]),
        )
        if (json) out.json({ name: name.trim(), scopes: wanted, token: made })
        else out.line(made)
      })
    })
  token
    .command('end')
    .description('end every token of this name, at once')
    .requiredOption('--name <name>', 'whose it is')
    .option('--json', 'answer with one JSON document')
    .action(({ name, json }: { name: string; json?: boolean }) =>
      withDatabase(async (database) => {
        const { authorityId } = await authority(database)
        const ended = await transact(database, asSystem(authorityId, 'token end'), (tx) => endTokens(tx, name.trim()))
        if (json) out.json({ name: name.trim(), ended })
        else out.line(ended === 0 ? `No token is called ${name.trim()}.` : `Ended: ${ended}.`)
        if (ended === 0) out.exit(1)
      }),
    )
}
