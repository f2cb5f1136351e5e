import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import { on } from '../../tables.ts'

/** What somebody who answers for the team did about an audit. */
export interface FollowUp {
  readonly id: string
  readonly words: string
  readonly followedAt: Temporal.Instant
  readonly byName: string
}

export async function listFollowUps(tx: Tx, caseId: string): Promise<readonly FollowUp[]> {
  const { rows } = await sql<FollowUp>`
    select done.id, done.words, done.followed_at, coalesce(person.name, '') as by_name
      from audits.follow_up done
      left join organisation.person person on person.authority_id = done.authority_id and person.id = done.recorded_by
     where done.authority_id = ${tx.who.authorityId} and done.case_id = ${caseId}
     order by done.followed_at, done.id`.execute(tx.sql)
  return rows
}

export async function recordFollowUp(tx: Tx, caseId: string, words: string): Promise<void> {
  const row = { id: newId(), caseId, words, followedAt: tx.now }
  await on(tx)
    .insertInto('audits.followUp')
    .values({ authorityId: tx.who.authorityId, ...row })
    .execute()
  tx.trail.changed({ action: 'audit.followed-up', subjects: [caseId, row.id], content: row })
}

/** The audit of a discussion that is over and that nobody has followed up. */
export interface NotFollowedUp {
  readonly caseId: string
  readonly overAt: Temporal.Instant
}

/** Those that were over since, the longest first. */
export async function listNotFollowedUp(tx: Tx, since: Temporal.Instant): Promise<readonly NotFollowedUp[]> {
  const { rows } = await sql<NotFollowedUp>`
    select case_id, over_at from audits.not_followed_up(${since}) order by over_at, case_id`.execute(tx.sql)
  return rows
}
