import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import { on } from '../../tables.ts'

/** Somebody says that they cannot judge the work of a team, of a person, or about a child. */
export interface DeclaredConflict {
  readonly id: string
  readonly personId: string
  readonly personName: string
  readonly teamId: string | null
  readonly teamName: string | null
  readonly aboutPersonId: string | null
  readonly aboutPersonName: string | null
  readonly childId: string | null
  readonly childReference: string | null
  readonly reason: string
  readonly fromDay: Temporal.PlainDate
  readonly untilDay: Temporal.PlainDate | null
}

/** Conflicts that stand and that whoever asks may know of: their own; all of them for those who run audits. */
export async function listConflicts(tx: Tx): Promise<readonly DeclaredConflict[]> {
  const { rows } = await sql<DeclaredConflict>`
    select said.id, said.person_id, person.name as person_name, said.team_id, team.name as team_name, said.about_person_id,
           about.name as about_person_name, said.child_id, child.reference as child_reference, said.reason, said.from_day,
           said.until_day
      from audits.standing_conflict said
      join organisation.person person on person.authority_id = said.authority_id and person.id = said.person_id
      left join organisation.team team on team.authority_id = said.authority_id and team.id = said.team_id
      left join organisation.person about on about.authority_id = said.authority_id and about.id = said.about_person_id
      left join children.child child on child.authority_id = said.authority_id and child.id = said.child_id
     where said.authority_id = ${tx.who.authorityId} and (said.until_day is null or said.until_day > current_date)
     order by person.name, said.from_day, said.id`.execute(tx.sql)
  tx.trail.saw(
    'child',
    rows.flatMap(({ childId }) => (childId === null ? [] : [childId])),
  )
  return rows
}

export interface NewConflict {
  readonly personId: string
  readonly teamId: string | null
  readonly aboutPersonId: string | null
  readonly childId: string | null
  readonly reason: string
  readonly fromDay: Temporal.PlainDate
  readonly untilDay: Temporal.PlainDate | null
}

export async function recordConflict(tx: Tx, declared: NewConflict): Promise<void> {
  const row = { ...declared, authorityId: tx.who.authorityId, id: newId(), replaces: null }
  await on(tx).insertInto('audits.conflict').values(row).execute()
  tx.trail.changed({ action: 'audit-conflict.declared', subjects: [declared.personId], content: row })
}

/** Takes back a conflict that is none any more. Answers false where somebody was quicker. */
export async function withdrawConflict(tx: Tx, declared: DeclaredConflict, reason: string): Promise<boolean> {
  const { id, personId, teamId, aboutPersonId, childId, fromDay, untilDay } = declared
  const row = {
    ...{ authorityId: tx.who.authorityId, id: newId(), personId, teamId, aboutPersonId, childId, fromDay, untilDay },
    ...{ reason, replaces: id, isCancelled: true },
  }
  const added = await on(tx)
    .insertInto('audits.conflict')
    .values(row)
    .onConflict((twice) => twice.doNothing())
    .executeTakeFirst()
  if (added.numInsertedOrUpdatedRows === 0n) return false
  tx.trail.changed({ action: 'audit-conflict.withdrawn', subjects: [personId], content: row })
  return true
}
