import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import type { ChallengeSubject } from '../../after/words.ts'

/** A challenge of one's own agency, with what was last answered. */
export interface PartnersChallenge {
  readonly id: string
  readonly reference: string
  readonly discussionId: string | null
  readonly concernId: string | null
  readonly about: ChallengeSubject
  readonly words: string
  readonly raisedAt: Temporal.Instant
  readonly answer: string | null
  readonly answeredAt: Temporal.Instant | null
}

/** Challenges of one's own agency, latest first, with the latest answer to each. */
export async function listPartnersChallenges(
  tx: Tx,
  asked: { readonly discussionId?: string; readonly concernId?: string } = {},
): Promise<readonly PartnersChallenge[]> {
  const { rows } = await sql<PartnersChallenge>`
    select challenge.id, challenge.reference, challenge.discussion_id, challenge.concern_id, challenge.about, challenge.words,
           challenge.raised_at, said.answer, said.answered_at
      from strategy.challenge challenge
      left join lateral (
        select answer.answer, answer.answered_at from strategy.challenge_answer answer
         where answer.authority_id = challenge.authority_id and answer.challenge_id = challenge.id
         order by answer.known_at desc, answer.id desc limit 1) said on true
     where challenge.authority_id = ${tx.who.authorityId} and challenge.agency_id = (select organisation.current_agency())
       and (${asked.discussionId ?? null}::uuid is null or challenge.discussion_id = ${asked.discussionId ?? null})
       and (${asked.concernId ?? null}::uuid is null or challenge.concern_id = ${asked.concernId ?? null})
     order by challenge.raised_at desc, challenge.id limit 200`.execute(tx.sql)
  return rows
}
