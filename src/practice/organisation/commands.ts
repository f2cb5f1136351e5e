import type { Command } from 'commander'
import { sql } from 'kysely'
import type { Failure } from '#kernel/outcome'
import { whenInWords } from '#kernel/words'
import { asSystem, isRole, type Role, roleNames, roles } from '#platform/access'
import type { CommandContext } from '#platform/area'
import { type Database, listAuthorities } from '#platform/db'
import { type Tx, transact } from '#platform/transaction'
import { addPerson, invitationHours, invitationPath, invitePerson } from './store/joining.ts'
import { listPeople, type Person } from './store/people.ts'
import { listTeams } from './store/places.ts'

interface AddOptions {
  readonly role: readonly string[]
  readonly email: string
  readonly name?: string
  readonly team?: string
  readonly json?: boolean
}

/** `los authority …` and `los people …`: how the first person of an authority gets in. */
export const organisationCommands =
  (publicUrl: string) =>
  (program: Command, context: CommandContext): void => {
    const authority = program.command('authority').description('the authorities of this database')
    authority
      .command('add')
      .description('add an authority, such as a council, to this database')
      .requiredOption('--id <number>', 'its number: the three digits that the Department for Education gives it')
      .requiredOption('--name <name>', 'its name, as shown in the header')
      .option('--json', 'answer with one JSON document')
      .action((options: { id: string; name: string; json?: boolean }) => addAuthority(context, options))

    const people = program.command('people').description('the people who may sign in')
    people
      .command('add')
      .description('add a person and print a one-time link with which they set their password')
      .requiredOption('--role <role...>', `what they are: ${roleNames.join(', ')}`)
      .requiredOption('--email <address>', 'what they sign in with')
      .option('--name <name>', 'their name; the e-mail address until somebody changes it')
      .option('--team <team>', 'the team they belong to, by name')
      .option('--json', 'answer with one JSON document')
      .action((options: AddOptions) => addWithLink(context, publicUrl, options))
    people
      .command('list')
      .description('list the people of an authority')
      .option('--json', 'answer with one JSON document')
      .action((options: { json?: boolean }) => list(context, options))
  }

async function addAuthority(
  { withDatabase, out }: CommandContext,
  options: { id: string; name: string; json?: boolean },
): Promise<void> {
  const name = options.name.trim()
  if (!/^[1-9]\d{0,5}$/.test(options.id)) return refuse(out, '--id: give a whole number, such as 383.')
  if (name === '') return refuse(out, '--name: give the authority’s name.')
  const authorityId = Number(options.id)
  await withDatabase(async (database) => {
    const known = (await listAuthorities(database)).find((each) => each.authorityId === authorityId)
    if (known) return refuse(out, `Authority ${authorityId} is here already: ${known.name}.`)
    await sql`select platform.add_authority(${authorityId}, ${name}, false)`.execute(database.kysely)
    if (options.json) out.json({ authorityId, name })
    else out.line(`Added ${name} as authority ${authorityId}.`)
  })
}

async function addWithLink(
  { withDatabase, authority, out }: CommandContext,
  publicUrl: string,
  options: AddOptions,
): Promise<void> {
  const held = options.role.filter(isRole)
  const unknown = options.role.find((role) => !isRole(role))
  if (unknown !== undefined)
    return refuse(out, `--role: there is no role ${unknown}. Give one of ${roleNames.join(', ')}.`)
  if (held.includes('partner')) return refuse(out, 'Partners are added on their agency’s page, which knows the agency.')
  await withDatabase(async (database) => {
    const { authorityId } = await authority(database)
    const added = await addInTransaction(database, authorityId, options, held)
    if (!added.ok) return refuse(out, added.sentence)
    const link = new URL(invitationPath(added.token), publicUrl).href
    const { endsAt, personId } = added
    if (options.json) return out.json({ person: personId, link, usableUntil: endsAt.toString() })
    out.line(link)
    out.line(
      `Give this link to ${options.email}. It can be used once, until ${whenInWords(endsAt, endsAt)} (${invitationHours} hours).`,
    )
  })
}

const addInTransaction = (database: Database, authorityId: number, options: AddOptions, held: readonly Role[]) =>
  transact(database, asSystem(authorityId, 'people add'), async (tx) => {
    const team = options.team === undefined ? null : await teamNamed(tx, options.team)
    if (team === undefined) return { ok: false as const, sentence: `--team: there is no team called ${options.team}.` }
    const added = await addPerson(tx, {
      name: options.name ?? options.email,
      email: options.email,
      roles: held,
      teamId: team,
    })
    if (!added.ok) return { ok: false as const, sentence: sentenceOf(added) }
    return { ok: true as const, personId: added.value, ...(await invitePerson(tx, added.value)) }
  })

async function teamNamed(tx: Tx, name: string): Promise<string | undefined> {
  return (await listTeams(tx)).find((team) => team.name.toLowerCase() === name.trim().toLowerCase())?.id
}

const sentenceOf = (failure: Failure): string =>
  failure.kind === 'invalid' ? failure.problems.map(({ message }) => message).join('. ') : 'This cannot be done now.'

async function list({ withDatabase, authority, out }: CommandContext, { json }: { json?: boolean }): Promise<void> {
  await withDatabase(async (database) => {
    const { authorityId } = await authority(database)
    const found = await transact(database, asSystem(authorityId, 'people list'), (tx) => listPeople(tx))
    if (json) return out.json({ people: found.map(asDocument) })
    if (found.length === 0)
      out.line('Nobody yet. Add the first with: npx los people add --role administrator --email ADDRESS')
    for (const { name, email, roles: held, teamName } of found) {
      out.line(
        [name, email, held.map((role) => roles[role]).join(', '), teamName ?? '']
          .filter((word) => word !== '')
          .join(' · '),
      )
    }
  })
}

const asDocument = ({ id, name, email, roles: held, teamName, agencyName }: Person) => ({
  id,
  name,
  email,
  roles: held,
  team: teamName,
  agency: agencyName,
})

/** Says in one sentence what is wrong with what was typed. */
function refuse(out: CommandContext['out'], sentence: string): void {
  out.complain(sentence)
  out.exit(2)
}
