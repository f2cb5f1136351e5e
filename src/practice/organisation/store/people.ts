import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { londonDate } from '#kernel/clock'
import { isRole, type Role } from '#platform/access'
import type { Tx } from '#platform/transaction'
import { on } from '../tables.ts'

/** A person as they stand today. */
export interface Person {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly jobTitle: string
  readonly telephone: string
  /** Social Work England registration; '' where the job needs none. */
  readonly registration: string
  /** The roles they hold today. */
  readonly roles: readonly Role[]
  readonly teamId: string | null
  readonly teamName: string | null
  readonly lineManagerId: string | null
  readonly lineManagerName: string | null
  /** The partner agency they belong to; null for the authority's own staff. */
  readonly agencyId: string | null
  readonly agencyName: string | null
  /** False once they have left. */
  readonly isActive: boolean
}

export interface PeopleAsked {
  readonly teamId?: string
  readonly agencyId?: string
  readonly role?: Role
  /** People who hold at least one of these roles. */
  readonly anyRole?: readonly Role[]
  readonly lineManagerId?: string
  readonly ids?: readonly string[]
  /** 'own': the authority's own staff; 'partner': people of partner agencies. Both, if left out. */
  readonly employer?: 'own' | 'partner'
  /** People who have left are left out unless asked for. */
  readonly withThoseWhoLeft?: boolean
}

const selectPeople = (tx: Tx) =>
  on(tx)
    .selectFrom('organisation.person as person')
    .innerJoin('platform.account as account', (join) =>
      join.onRef('account.authorityId', '=', 'person.authorityId').onRef('account.id', '=', 'person.id'),
    )
    .leftJoin('organisation.team as team', (join) =>
      join.onRef('team.authorityId', '=', 'person.authorityId').onRef('team.id', '=', 'person.teamId'),
    )
    .leftJoin('organisation.agency as agency', (join) =>
      join.onRef('agency.authorityId', '=', 'person.authorityId').onRef('agency.id', '=', 'person.agencyId'),
    )
    .leftJoin('organisation.person as manager', (join) =>
      join.onRef('manager.authorityId', '=', 'person.authorityId').onRef('manager.id', '=', 'person.lineManagerId'),
    )
    .select([
      'person.id',
      'person.name',
      'person.email',
      'person.jobTitle',
      'person.telephone',
      'person.registration',
      'person.teamId',
      'person.lineManagerId',
      'person.agencyId',
      'person.isActive',
      'account.roles',
      'team.name as teamName',
      'agency.name as agencyName',
      'manager.name as lineManagerName',
    ])
    .where('person.authorityId', '=', tx.who.authorityId)

/** People as they stand today, by name. Those who have left only when asked for. */
export async function listPeople(tx: Tx, asked: PeopleAsked = {}): Promise<readonly Person[]> {
  let query = selectPeople(tx)
  if (!asked.withThoseWhoLeft) query = query.where('person.isActive', '=', true)
  if (asked.teamId !== undefined) query = query.where('person.teamId', '=', asked.teamId)
  if (asked.agencyId !== undefined) query = query.where('person.agencyId', '=', asked.agencyId)
  if (asked.lineManagerId !== undefined) query = query.where('person.lineManagerId', '=', asked.lineManagerId)
  if (asked.ids !== undefined) query = query.where('person.id', 'in', [...asked.ids, noId])
  if (asked.employer !== undefined)
    query = query.where('person.agencyId', asked.employer === 'own' ? 'is' : 'is not', null)
  const wanted = [...(asked.role === undefined ? [] : [asked.role]), ...(asked.anyRole ?? [])]
  if (wanted.length > 0) query = query.where(sql<boolean>`account.roles && ${wanted}::text[]`)
  const rows = await query.orderBy('person.name').orderBy('person.id').execute()
  return rows.map(asPerson)
}

/** So that an empty list of ids finds nobody. */
const noId = '00000000-0000-0000-0000-000000000000'

/** One person, or null when there is none or they may not be seen by whoever asks. Those who left are still found. */
export async function findPerson(tx: Tx, personId: string): Promise<Person | null> {
  const row = await selectPeople(tx).where('person.id', '=', personId).executeTakeFirst()
  return row ? asPerson(row) : null
}

/** One person who is known to be there. */
export async function getPerson(tx: Tx, personId: string): Promise<Person> {
  const person = await findPerson(tx, personId)
  if (person === null) throw new Error(`no person ${personId}`)
  return person
}

/** The person with this e-mail address, for imports and commands. */
export async function findPersonByEmail(tx: Tx, email: string): Promise<Person | null> {
  const row = await selectPeople(tx).where('person.email', '=', email.trim().toLowerCase()).executeTakeFirst()
  return row ? asPerson(row) : null
}

/** Names by id, for lists that show who did what. Whoever may not be seen is missing from it. */
export async function namesOf(tx: Tx, personIds: Iterable<string>): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(personIds)]
  if (ids.length === 0) return new Map()
  const rows = await on(tx)
    .selectFrom('organisation.person')
    .select(['id', 'name'])
    .where('authorityId', '=', tx.who.authorityId)
    .where('id', 'in', ids)
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

const asPerson = <Row extends { readonly roles: readonly string[] }>(
  row: Row,
): Omit<Row, 'roles'> & { readonly roles: readonly Role[] } => ({
  ...row,
  roles: row.roles.filter(isRole),
})

/** The ids of the people who held a role on a day, whatever they hold now. */
export async function listHoldersOf(tx: Tx, role: Role, at: Temporal.Instant): Promise<readonly string[]> {
  const day = londonDate(at)
  const rows = await on(tx)
    .selectFrom('organisation.standingPersonRole as held')
    .innerJoin('organisation.person as person', (join) =>
      join.onRef('person.authorityId', '=', 'held.authorityId').onRef('person.id', '=', 'held.personId'),
    )
    .select('person.id')
    .where('held.authorityId', '=', tx.who.authorityId)
    .where('held.role', '=', role)
    .where('held.startsOn', '<=', day)
    .where((where) => where.or([where('held.endsOn', 'is', null), where('held.endsOn', '>', day)]))
    .orderBy('person.name')
    .orderBy('person.id')
    .distinctOn(['person.name', 'person.id'])
    .execute()
  return rows.map(({ id }) => id)
}

/** The roles somebody held on a day, whatever they hold now. */
export async function rolesHeldOn(tx: Tx, personId: string, at: Temporal.Instant): Promise<readonly Role[]> {
  const day = londonDate(at)
  const rows = await on(tx)
    .selectFrom('organisation.standingPersonRole')
    .select('role')
    .where('authorityId', '=', tx.who.authorityId)
    .where('personId', '=', personId)
    .where('startsOn', '<=', day)
    .where((where) => where.or([where('endsOn', 'is', null), where('endsOn', '>', day)]))
    .execute()
  return rows.map(({ role }) => role).filter(isRole)
}
