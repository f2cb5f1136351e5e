import { newId } from '#kernel/ids'
import { invalid, type Outcome, ok } from '#kernel/outcome'
import type { Tx } from '#platform/transaction'
import { on } from '../tables.ts'
import type { DecidesIn } from '../words.ts'

/** An area of the authority. */
export interface Area {
  readonly id: string
  readonly name: string
  readonly isActive: boolean
}

export interface Team {
  readonly id: string
  readonly name: string
  /** null for a team that serves the whole authority, such as the front door. */
  readonly areaId: string | null
  readonly areaName: string | null
  /** Contacts go to a front door team unless somebody chooses another. */
  readonly isFrontDoor: boolean
  /** 'case-system': this team decides there, and its decisions arrive by the API. */
  readonly decidesIn: DecidesIn
  /** False once it has been closed. */
  readonly isActive: boolean
}

export async function listAreas(tx: Tx): Promise<readonly Area[]> {
  return on(tx)
    .selectFrom('organisation.area')
    .select(['id', 'name', 'isActive'])
    .where('authorityId', '=', tx.who.authorityId)
    .orderBy('name')
    .execute()
}

/** An area's id, or the problem with its name. */
export async function addArea(tx: Tx, area: { readonly id?: string; readonly name: string }): Promise<Outcome<string>> {
  const row = { id: area.id ?? newId(), name: area.name.trim() }
  const added = await on(tx)
    .insertInto('organisation.area')
    .values({ authorityId: tx.who.authorityId, ...row })
    .onConflict((same) => same.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!added) return invalid({ field: 'name', message: 'There is an area of this name already' })
  tx.trail.changed({ action: 'area.added', subjects: [row.id], content: row })
  return ok(row.id)
}

const selectTeams = (tx: Tx) =>
  on(tx)
    .selectFrom('organisation.team as team')
    .leftJoin('organisation.area as area', (join) =>
      join.onRef('area.authorityId', '=', 'team.authorityId').onRef('area.id', '=', 'team.areaId'),
    )
    .select([
      'team.id',
      'team.name',
      'team.areaId',
      'area.name as areaName',
      'team.isFrontDoor',
      'team.decidesIn',
      'team.isActive',
    ])
    .where('team.authorityId', '=', tx.who.authorityId)

/** Teams by name; those that were closed only when asked for. */
export async function listTeams(tx: Tx, asked: { readonly withClosed?: boolean } = {}): Promise<readonly Team[]> {
  const query = selectTeams(tx).orderBy('team.name')
  return (asked.withClosed ? query : query.where('team.isActive', '=', true)).execute()
}

export async function findTeam(tx: Tx, teamId: string): Promise<Team | null> {
  return (await selectTeams(tx).where('team.id', '=', teamId).executeTakeFirst()) ?? null
}

/** One team that is known to be there, closed or not. */
export async function getTeam(tx: Tx, teamId: string): Promise<Team> {
  const team = await findTeam(tx, teamId)
  if (team === null) throw new Error(`no team ${teamId}`)
  return team
}

export interface NewTeam {
  readonly id?: string
  readonly name: string
  readonly areaId: string | null
  readonly isFrontDoor?: boolean
  readonly decidesIn?: DecidesIn
}

/** A team's id, or the problem with its name or area. */
export async function addTeam(tx: Tx, team: NewTeam): Promise<Outcome<string>> {
  if (!(await isArea(tx, team.areaId))) return noSuchArea
  const row = {
    id: team.id ?? newId(),
    name: team.name.trim(),
    areaId: team.areaId,
    isFrontDoor: team.isFrontDoor ?? false,
    decidesIn: team.decidesIn ?? ('here' as const),
  }
  const added = await on(tx)
    .insertInto('organisation.team')
    .values({ authorityId: tx.who.authorityId, ...row })
    .onConflict((same) => same.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!added) return invalid({ field: 'name', message: 'There is a team of this name already' })
  tx.trail.changed({ action: 'team.added', subjects: [row.id], content: row })
  return ok(row.id)
}

export type TeamChange = Pick<Team, 'id' | 'name' | 'areaId' | 'isFrontDoor' | 'decidesIn' | 'isActive'>

/** Changes a team. Closing one leaves its history and its people where they are; it can no longer be chosen. */
export async function changeTeam(tx: Tx, { id, ...change }: TeamChange): Promise<Outcome<null>> {
  if (!(await isArea(tx, change.areaId))) return noSuchArea
  const named = await listTeams(tx, { withClosed: true })
  const isTaken = named.some((team) => team.id !== id && team.name.toLowerCase() === change.name.trim().toLowerCase())
  if (isTaken) return invalid({ field: 'name', message: 'There is another team of this name' })
  const row = { ...change, name: change.name.trim() }
  await on(tx)
    .updateTable('organisation.team')
    .set(row)
    .where('authorityId', '=', tx.who.authorityId)
    .where('id', '=', id)
    .execute()
  tx.trail.changed({ action: 'team.changed', subjects: [id], content: { id, ...row } })
  return ok(null)
}

/** Whether a team may belong to it: an area that is there, or none. */
const isArea = async (tx: Tx, areaId: string | null): Promise<boolean> =>
  areaId === null || (await listAreas(tx)).some(({ id }) => id === areaId)

const noSuchArea = invalid({ field: 'areaId', message: 'Choose an area from the list' })
