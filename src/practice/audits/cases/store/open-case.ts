import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import { on } from '../../tables.ts'
import type { AuditedState, Subject } from '../../words.ts'
import type { Involved } from '../rules/involved.ts'

/** What a case is about: exactly one of the four, by its id. */
export interface NewCase {
  readonly cycleId: string
  readonly subject: Subject
  /** Of the contact, the discussion, the child or the person supervised. */
  readonly subjectId: string
  readonly involved: Involved
  readonly state?: AuditedState
  readonly dueOn: Temporal.PlainDate
  readonly openedAt: Temporal.Instant
  readonly follows?: string | null
  /** Of a sample's past: when the house knew of it. */
  readonly knownAt?: Temporal.Instant
}

/**
 * Opens the audit of one piece of work, with whose work it was and the children it is about as they are known now. Answers its
 * id, or null where that work has its case already.
 */
export async function openCase(tx: Tx, asked: NewCase): Promise<string | null> {
  const { involved, subject, subjectId } = asked
  const { rows } = await sql<{ number: number }>`select nextval('audits.case_number')::integer as number`.execute(
    tx.sql,
  )
  const { authorityId } = tx.who
  const row = {
    authorityId,
    id: newId(),
    number: rows[0]?.number ?? 0,
    cycleId: asked.cycleId,
    subject,
    contactId: subject === 'contact' ? subjectId : null,
    discussionId: subject === 'strategy-discussion' ? subjectId : null,
    childId: subject === 'child' ? subjectId : null,
    supervisedId: subject === 'supervision' ? subjectId : null,
    happenedOn: involved.happenedOn,
    state: asked.state ?? null,
    teamId: involved.teamId,
    areaId: involved.areaId,
    dueOn: asked.dueOn,
    independenceUnknown: involved.unknown,
    follows: asked.follows ?? null,
    openedAt: asked.openedAt,
    ...(asked.knownAt === undefined ? {} : { knownAt: asked.knownAt }),
  }
  const added = await on(tx)
    .insertInto('audits.auditCase')
    .values(row)
    .onConflict((twice) => twice.doNothing())
    .executeTakeFirst()
  if (added.numInsertedOrUpdatedRows === 0n) return null
  if (involved.people.length > 0)
    await on(tx)
      .insertInto('audits.casePerson')
      .values(involved.people.map((person) => ({ authorityId, caseId: row.id, ...person })))
      .execute()
  if (involved.childIds.length > 0)
    await on(tx)
      .insertInto('audits.caseChild')
      .values(involved.childIds.map((childId) => ({ authorityId, caseId: row.id, childId })))
      .execute()
  const content = { ...row, people: involved.people, childIds: involved.childIds }
  tx.trail.changed({ action: 'audit.opened', subjects: [row.id, ...involved.childIds], content })
  return row.id
}
