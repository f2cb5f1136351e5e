import { randomBytes } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { londonDate } from '#kernel/clock'
import { newId } from '#kernel/ids'
import { invalid, type Outcome, ok, type Problem } from '#kernel/outcome'
import type { Role } from '#platform/access'
import { hashToken } from '#platform/http'
import type { Tx } from '#platform/transaction'
import { beginnerProblems } from '../rules/people.ts'
import { on } from '../tables.ts'
import { findAgency } from './agencies.ts'
import { beginDated } from './dated.ts'
import { findPerson } from './people.ts'
import { findTeam } from './places.ts'
import { refreshStanding } from './standing.ts'

export interface NewPerson {
  /** Made here unless the caller needs to know it beforehand. */
  readonly id?: string
  readonly name: string
  /** Also the name they sign in with. */
  readonly email: string
  readonly jobTitle?: string
  readonly telephone?: string
  readonly registration?: string
  readonly roles: readonly Role[]
  readonly teamId?: string | null
  readonly lineManagerId?: string | null
  /** Partners belong to an agency, and only they do. */
  readonly agencyId?: string | null
  /** First day of all of it; today unless history is being entered. */
  readonly startsOn?: Temporal.PlainDate
  readonly passwordHash?: string
}

/**
 * Adds a person and the account they sign in with, with their roles, team and line manager from `startsOn`. Answers the
 * person's id, or which field is wrong: the e-mail address may be in use, here or in another authority of this database.
 */
export async function addPerson(tx: Tx, given: NewPerson): Promise<Outcome<string>> {
  const problems = [...beginnerProblems(given), ...(await placeProblems(tx, given))]
  if (problems.length > 0) return invalid(...problems)
  const id = given.id ?? newId()
  if (!(await openAccount(tx, id, given))) {
    return invalid({
      field: 'email',
      message: 'Somebody already signs in with this e-mail address. Look for them under People.',
    })
  }
  await on(tx)
    .insertInto('organisation.person')
    .values(personRow(tx, id, given))
    .execute()
  const startsOn = given.startsOn ?? londonDate(tx.now)
  const why = 'Joined'
  const begin = { personId: id, startsOn, why }
  for (const role of given.roles) await beginDated(tx, 'role', { ...begin, about: role })
  if (given.teamId) await beginDated(tx, 'membership', { ...begin, about: given.teamId })
  if (given.lineManagerId) await beginDated(tx, 'line', { ...begin, about: given.lineManagerId })
  await refreshStanding(tx, id)
  const { passwordHash: _secret, ...content } = given
  tx.trail.changed({ action: 'person.added', subjects: [id], content: { ...content, startsOn } })
  return ok(id)
}

/** A team, manager or agency that is not there, or may not be seen: a form sent by hand. */
async function placeProblems(tx: Tx, { teamId, lineManagerId, agencyId }: NewPerson): Promise<readonly Problem[]> {
  const problems: Problem[] = []
  if (teamId && !(await findTeam(tx, teamId)))
    problems.push({ field: 'teamId', message: 'Choose a team from the list' })
  if (lineManagerId && !(await findPerson(tx, lineManagerId))) {
    problems.push({ field: 'lineManagerId', message: 'Choose a line manager from the list' })
  }
  if (agencyId && !(await findAgency(tx, agencyId))) {
    problems.push({ field: 'agencyId', message: 'Choose an agency from the list' })
  }
  return problems
}

async function openAccount(tx: Tx, id: string, given: NewPerson): Promise<boolean> {
  const row = await tx.sql
    .insertInto('platform.account')
    .values({
      authorityId: tx.who.authorityId,
      id,
      name: given.name,
      signInName: signInNameOf(given.email),
      passwordHash: given.passwordHash ?? null,
      roles: [],
      agencyId: given.agencyId ?? null,
    })
    .onConflict((taken) => taken.column('signInName').doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

const personRow = (tx: Tx, id: string, given: NewPerson) => ({
  authorityId: tx.who.authorityId,
  id,
  name: given.name,
  email: signInNameOf(given.email),
  jobTitle: given.jobTitle ?? '',
  telephone: given.telephone ?? '',
  registration: given.registration ?? '',
  agencyId: given.agencyId ?? null,
  teamId: null,
  lineManagerId: null,
})

export const signInNameOf = (email: string): string => email.trim().toLowerCase()

/** How long a one-time link can be used. */
export const invitationHours = 48

export interface Invitation {
  /** Stands in the link; shown once and kept nowhere, only its SHA-256 is. */
  readonly token: string
  readonly endsAt: Temporal.Instant
}

/** Makes a one-time link with which a person sets their password. Earlier links stay good until they run out. */
export async function invitePerson(tx: Tx, personId: string): Promise<Invitation> {
  const token = randomBytes(32).toString('base64url')
  const endsAt = tx.now.add(Temporal.Duration.from({ hours: invitationHours }))
  await tx.sql
    .insertInto('platform.invitation')
    .values({ authorityId: tx.who.authorityId, tokenHash: hashToken(token), personId, endsAt, usedAt: null })
    .execute()
  tx.trail.changed({ action: 'person.invited', subjects: [personId], content: { personId, endsAt } })
  return { token, endsAt }
}

/** Where the platform takes a one-time link. */
export const invitationPath = (token: string): string => `/invitation/${token}`
