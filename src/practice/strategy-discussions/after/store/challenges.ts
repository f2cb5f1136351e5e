import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import { nextReference } from '../../store/references.ts'
import { watchAgain, watchConcernAgain } from '../../store/watch.ts'
import { on } from '../tables.ts'
import type { ChallengeSubject } from '../words.ts'

/** A professional disagrees, with what was answered. */
export interface Challenge {
  readonly id: string
  readonly reference: string
  /** Null where none was held: then it is about a concern. */
  readonly discussionId: string | null
  readonly discussionReference: string | null
  readonly concernId: string | null
  readonly concernReference: string | null
  readonly about: ChallengeSubject
  /** What was said that is disagreed with. */
  readonly information: string | null
  readonly words: string
  readonly agencyName: string | null
  readonly raisedBy: string | null
  readonly raisedByName: string
  readonly raisedAt: Temporal.Instant
  readonly answers: readonly ChallengeAnswer[]
}

export interface ChallengeAnswer {
  readonly answer: string
  /** What changes because of it; '' where nothing does. */
  readonly whatChanges: string
  readonly answeredByName: string
  readonly answeredAt: Temporal.Instant
}

export interface NewChallenge {
  /** One of the two at least. */
  readonly discussionId: string | null
  readonly concernId: string | null
  readonly about: ChallengeSubject
  readonly informationId: string | null
  readonly words: string
  /** Whose it is: a partner's own agency; null for the authority's own people. */
  readonly agencyId: string | null
  /** Who signs in here; null for somebody who rang, whose name is in `raisedByName`. */
  readonly raisedBy: string | null
  readonly raisedByName: string
  readonly raisedAt: Temporal.Instant
  readonly knownAt?: Temporal.Instant
}

/**
 * Records that a professional disagrees: a partner who is part of the discussion or raised the concern, one of the authority's
 * own, or somebody who rang. It is to be answered, and nobody takes it back. Answers its id and its reference.
 */
export async function raiseChallenge(
  tx: Tx,
  challenge: NewChallenge,
): Promise<{ readonly id: string; readonly reference: string }> {
  const row = {
    ...challenge,
    knownAt: challenge.knownAt ?? tx.now,
    authorityId: tx.who.authorityId,
    id: newId(),
    reference: await nextReference(tx, 'challenge'),
  }
  await on(tx).insertInto('strategy.challenge').values(row).execute()
  await watchChallenged(tx, row, row.knownAt)
  const subjects = [row.id, row.discussionId, row.concernId].filter((id) => id !== null)
  tx.trail.changed({ action: 'challenge.raised', subjects, content: row })
  return { id: row.id, reference: row.reference }
}

/** Escalated about the discussion where there is one, else about the concern. */
async function watchChallenged(
  tx: Tx,
  { discussionId, concernId }: Pick<NewChallenge, 'discussionId' | 'concernId'>,
  since?: Temporal.Instant,
): Promise<void> {
  if (discussionId !== null) await watchAgain(tx, discussionId, since)
  else if (concernId !== null) await watchConcernAgain(tx, concernId, since)
}

/** Answers a challenge. Each answer stays; the challenge stays beside it. */
export async function answerChallenge(
  tx: Tx,
  { id, discussionId, concernId }: Challenge,
  answer: { readonly answer: string; readonly whatChanges: string; readonly answeredAt: Temporal.Instant },
): Promise<void> {
  const row = { ...answer, authorityId: tx.who.authorityId, id: newId(), challengeId: id, discussionId }
  await on(tx).insertInto('strategy.challengeAnswer').values(row).execute()
  await watchChallenged(tx, { discussionId, concernId })
  const subjects = [id, discussionId, concernId].filter((each) => each !== null)
  tx.trail.changed({ action: 'challenge.answered', subjects, content: row })
}

export interface ChallengesAsked {
  readonly id?: string | undefined
  readonly discussionId?: string | undefined
  readonly concernId?: string | undefined
  readonly isAnswered?: boolean | undefined
  readonly limit: number
  readonly skip: number
}

type ChallengeRow = Omit<Challenge, 'answers'> & { readonly total: number }

/** Challenges that whoever asks may know of: those without an answer first, oldest first among them. */
export async function listChallenges(
  tx: Tx,
  { id, discussionId, concernId, isAnswered, limit, skip }: ChallengesAsked,
): Promise<{ readonly challenges: readonly Challenge[]; readonly total: number }> {
  const isAnsweredNow = sql<boolean>`exists (
    select from strategy.challenge_answer said
     where said.authority_id = challenge.authority_id and said.challenge_id = challenge.id)`
  const { rows } = await sql<ChallengeRow>`
    select challenge.id, challenge.reference, challenge.discussion_id, discussion.reference as discussion_reference,
           challenge.concern_id, concern.reference as concern_reference, challenge.about, information.what as information, challenge.words,
           agency.name as agency_name, challenge.raised_by, challenge.raised_at,
           coalesce(nullif(challenge.raised_by_name, ''), person.name, 'somebody') as raised_by_name,
           count(*) over ()::integer as total
      from strategy.challenge challenge
      left join strategy.discussion discussion
        on discussion.authority_id = challenge.authority_id and discussion.id = challenge.discussion_id
      left join strategy.concern concern
        on concern.authority_id = challenge.authority_id and concern.id = challenge.concern_id
      left join strategy.information information
        on information.authority_id = challenge.authority_id and information.id = challenge.information_id
      left join organisation.agency agency on agency.authority_id = challenge.authority_id and agency.id = challenge.agency_id
      left join organisation.person person on person.authority_id = challenge.authority_id and person.id = challenge.raised_by
     where challenge.authority_id = ${tx.who.authorityId} and (${id ?? null}::uuid is null or challenge.id = ${id ?? null})
       and (${discussionId ?? null}::uuid is null or challenge.discussion_id = ${discussionId ?? null}
            -- Made of the concern before there was a discussion.
            or challenge.discussion_id is null and challenge.concern_id in (
              select said.concern_id from strategy.concern_answer said
               where said.authority_id = challenge.authority_id and said.discussion_id = ${discussionId ?? null}))
       and (${concernId ?? null}::uuid is null or challenge.concern_id = ${concernId ?? null})
       and (${isAnswered ?? null}::boolean is null or ${isAnsweredNow} = ${isAnswered ?? null})
     order by ${isAnsweredNow}, case when not ${isAnsweredNow} then challenge.raised_at end, challenge.raised_at desc,
              challenge.id
     limit ${limit} offset ${skip}`.execute(tx.sql)
  tx.trail.saw(
    'challenge',
    rows.map((row) => row.id),
  )
  const answers = await answersOf(
    tx,
    rows.map((row) => row.id),
  )
  const challenges = rows.map(({ total: _total, ...row }) => ({ ...row, answers: answers.get(row.id) ?? [] }))
  return { challenges, total: rows[0]?.total ?? 0 }
}

export const findChallenge = async (tx: Tx, id: string): Promise<Challenge | null> =>
  (await listChallenges(tx, { id, limit: 1, skip: 0 })).challenges[0] ?? null

async function answersOf(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, readonly ChallengeAnswer[]>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<ChallengeAnswer & { readonly challengeId: string }>`
    select said.challenge_id, said.answer, said.what_changes, said.answered_at,
           coalesce(person.name, 'the local authority') as answered_by_name
      from strategy.challenge_answer said
      left join organisation.person person on person.authority_id = said.authority_id and person.id = said.recorded_by
     where said.authority_id = ${tx.who.authorityId} and said.challenge_id = any (${[...ids]}::uuid[])
     order by said.known_at, said.id`.execute(tx.sql)
  return Map.groupBy(rows, ({ challengeId }) => challengeId)
}
