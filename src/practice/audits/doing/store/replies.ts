import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import { on } from '../../tables.ts'

/** What the team says of an audit, beside it. */
export interface Reply {
  readonly id: string
  readonly words: string
  readonly repliedAt: Temporal.Instant
  readonly repliedByName: string
}

export async function listReplies(tx: Tx, caseId: string): Promise<readonly Reply[]> {
  const { rows } = await sql<Reply>`
    select reply.id, reply.words, reply.replied_at, coalesce(person.name, '') as replied_by_name
      from audits.team_reply reply
      left join organisation.person person
        on person.authority_id = reply.authority_id and person.id = reply.recorded_by
     where reply.authority_id = ${tx.who.authorityId} and reply.case_id = ${caseId}
     order by reply.replied_at, reply.id`.execute(tx.sql)
  return rows
}

export async function recordReply(tx: Tx, caseId: string, words: string): Promise<void> {
  const row = { id: newId(), caseId, words, repliedAt: tx.now }
  await on(tx)
    .insertInto('audits.teamReply')
    .values({ authorityId: tx.who.authorityId, ...row })
    .execute()
  tx.trail.changed({ action: 'audit.replied', subjects: [caseId, row.id], content: row })
}
