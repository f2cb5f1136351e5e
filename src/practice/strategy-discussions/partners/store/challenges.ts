import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import { nextReference } from '../../store/references.ts'
import { watchAgain } from '../../store/watch.ts'

/** What a partner may say they disagree with. */
export const challengeAbout = {
  'not-holding': 'That no discussion is held',
  decision: 'What was decided',
  information: 'What was said',
  record: 'The record',
  conference: 'The conference',
  other: 'Something else',
} as const
export type ChallengeAbout = keyof typeof challengeAbout

export interface NewChallenge {
  readonly discussionId: string | null
  readonly concernId: string | null
  readonly about: ChallengeAbout
  readonly words: string
  readonly agencyId: string
  readonly raisedBy: string
}

/** Records a partner's challenge: it is seen and answered by managers. Answers its reference. */
export async function recordPartnersChallenge(tx: Tx, challenge: NewChallenge): Promise<string> {
  const row = { ...challenge, id: newId(), reference: await nextReference(tx, 'challenge') }
  const { id, reference, discussionId, concernId, about, words, agencyId, raisedBy } = row
  await sql`
    insert into strategy.challenge (authority_id, id, reference, discussion_id, concern_id, about, words, agency_id, raised_by,
                                    raised_at)
    values (${tx.who.authorityId}, ${id}, ${reference}, ${discussionId}, ${concernId}, ${about}, ${words}, ${agencyId},
            ${raisedBy}, ${tx.now})`.execute(tx.sql)
  if (discussionId !== null) await watchAgain(tx, discussionId)
  tx.trail.changed({
    action: 'challenge.raised',
    subjects: [id, discussionId ?? concernId ?? ''].filter((each) => each !== ''),
    content: row,
  })
  return reference
}

export interface PartnersChallenge {
  readonly id: string
  readonly reference: string
  readonly discussionId: string | null
  readonly concernId: string | null
  readonly about: ChallengeAbout
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
