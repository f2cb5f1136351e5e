import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import { on } from '../tables.ts'

/** An overdue action, and how far it has climbed in this round. */
export interface Overdue {
  readonly actionId: string
  readonly reference: string
  readonly dueOn: Temporal.PlainDate
  readonly round: number
  /** The highest rung it has climbed to; 0 for none yet. */
  readonly rung: number
  readonly ownerPersonId: string | null
  readonly ownerAgencyId: string | null
  readonly recordedBy: string | null
}

/** Everything to do whose day was over on a day, longest overdue first. For the job; without a word of what it is. */
export async function listOverdue(tx: Tx, today: Temporal.PlainDate): Promise<readonly Overdue[]> {
  const { rows } = await sql<Overdue>`
    select stands.action_id, action.reference, stands.due_on, stands.round, stands.owner_person_id, stands.owner_agency_id,
           stands.recorded_by,
           coalesce((select max(climb.rung) from actions.action_climb climb
                      where climb.authority_id = stands.authority_id and climb.action_id = stands.action_id
                        and climb.round = stands.round), 0) as rung
      from actions.action_now stands
      join actions.action action on action.authority_id = stands.authority_id and action.id = stands.action_id
     where stands.authority_id = ${tx.who.authorityId} and stands.state = 'open' and stands.due_on < ${today}
     order by stands.due_on, action.number`.execute(tx.sql)
  return rows
}

export interface Climb {
  readonly rung: number
  readonly toPersonId: string | null
  readonly toAgencyRung: number | null
}

/** An overdue action goes to somebody else as well. Answers false when it went there before. */
export async function recordClimb(tx: Tx, { actionId, round, dueOn }: Overdue, climb: Climb): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await on(tx)
    .insertInto('actions.actionClimb')
    .values({ authorityId: tx.who.authorityId, actionId, round, dueOn, ...climb })
    .onConflict((known) => known.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows !== 0n
}

/** To whom an action climbed, in its time line. */
export interface Climbed {
  readonly round: number
  readonly rung: number
  readonly toPersonName: string | null
  readonly toAgencyRung: number | null
  readonly dueOn: Temporal.PlainDate
  readonly climbedAt: Temporal.Instant
}

/** How far an action has climbed, in order; nothing for partners. */
export async function listClimbs(tx: Tx, actionId: string): Promise<readonly Climbed[]> {
  const { rows } = await sql<Climbed>`
    select climb.round, climb.rung, person.name as to_person_name, climb.to_agency_rung, climb.due_on, climb.climbed_at
      from actions.action_climb climb
      left join organisation.person person
        on person.authority_id = climb.authority_id and person.id = climb.to_person_id
     where climb.authority_id = ${tx.who.authorityId} and climb.action_id = ${actionId}
     order by climb.climbed_at, climb.rung`.execute(tx.sql)
  return rows
}

/** The overdue actions that climbed to any of these people and stand in the same round still, with whom they came to. */
export async function listClimbedTo(tx: Tx, people: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ actionId: string; toPersonId: string }>`
    select distinct on (climb.action_id) climb.action_id, climb.to_person_id
      from actions.action_climb climb
      join actions.action_now stands
        on stands.authority_id = climb.authority_id and stands.action_id = climb.action_id and stands.round = climb.round
     where climb.authority_id = ${tx.who.authorityId} and climb.to_person_id = any (${[...people]}::uuid[])
       and stands.state = 'open'
     order by climb.action_id, climb.rung desc`.execute(tx.sql)
  return new Map(rows.map(({ actionId, toPersonId }) => [actionId, toPersonId]))
}

/** Open actions about records that whoever asks answers for, whose owner may not open them any more. */
export async function listOutOfSight(tx: Tx): Promise<readonly string[]> {
  const { rows } = await sql<{ ids: string[] }>`select actions.out_of_sight() as ids`.execute(tx.sql)
  return rows[0]?.ids ?? []
}
