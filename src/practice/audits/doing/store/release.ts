import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'

/** How far an audit is on its way to being read. Everybody may know that, and nothing in it. */
export interface Release {
  /** A first audit of the case was sent in. */
  readonly isSent: boolean
  /** It is over, so that the team whose work it was reads it. */
  readonly isOver: boolean
  /** Whoever asks reads it as one of that team or of their line. */
  readonly isReleasedToMe: boolean
}

export async function findRelease(tx: Tx, caseId: string): Promise<Release> {
  const { rows } = await sql<Release>`
    select is_sent, is_over, ${caseId}::uuid = any (audits.released_cases()) as is_released_to_me
      from audits.progress_of(${caseId})`.execute(tx.sql)
  return rows[0] ?? { isSent: false, isOver: false, isReleasedToMe: false }
}

/** An audit that was released to whoever asks, and since when. */
export interface Released {
  readonly caseId: string
  readonly reference: string
  readonly releasedAt: Temporal.Instant
  /** Of their own work, rather than that of somebody in their line. */
  readonly personId: string
}

/** Audits of the work of these people that were released since, and to which nobody of the team has replied. */
export async function listReleasedTo(
  tx: Tx,
  people: readonly string[],
  since: Temporal.Instant,
): Promise<readonly Released[]> {
  const { rows } = await sql<Released>`
    select distinct on (audited.id) audited.id as case_id, audited.reference, about.person_id,
           coalesce(final.decided_at, picked.picked_at, sent.submitted_at) as released_at
      from audits.audit_case audited
      join audits.case_person about on about.authority_id = audited.authority_id and about.case_id = audited.id
      join audits.submission sent
        on sent.authority_id = audited.authority_id and sent.case_id = audited.id and sent.purpose = 'mark'
       and sent.corrects is null
      left join audits.final_grade final
        on final.authority_id = audited.authority_id and final.case_id = audited.id and final.replaces is null
      left join audits.moderation_pick picked
        on picked.authority_id = audited.authority_id and picked.case_id = audited.id
     where audited.authority_id = ${tx.who.authorityId} and about.person_id = any (${[...people]}::uuid[])
       and audited.id = any ((select audits.released_cases())::uuid[])
       and coalesce(final.decided_at, picked.picked_at, sent.submitted_at) >= ${since}
       and not exists (select from audits.team_reply reply
                        where reply.authority_id = audited.authority_id and reply.case_id = audited.id)
     order by audited.id, sent.submitted_at`.execute(tx.sql)
  return rows
}
