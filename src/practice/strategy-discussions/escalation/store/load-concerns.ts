import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import type { ConcernFacts } from '../rules/facts.ts'
import { escalationsOf } from './load-escalations.ts'

/** Concerns that could be late with something at a moment, in no order: what is open, and nothing else. Jobs only. */
export async function listWatchedConcerns(tx: Tx, at: Temporal.Instant): Promise<readonly string[]> {
  const { rows } = await sql<{ concernId: string }>`select concern_id from strategy.watched_concerns_at(${at})`.execute(
    tx.sql,
  )
  return rows.map(({ concernId }) => concernId)
}

type Of<Key extends keyof ConcernFacts> = ConcernFacts[Key] extends readonly (infer Fact)[]
  ? Fact & { readonly concernId: string }
  : never

/** All the facts about these concerns that escalation looks at: one query for each kind of fact, however many they are. */
export async function loadConcernFacts(tx: Tx, ids: readonly string[]): Promise<readonly ConcernFacts[]> {
  if (ids.length === 0) return []
  const authority = tx.who.authorityId
  const { rows: heads } = await sql<Pick<ConcernFacts, 'id' | 'reference' | 'agencyId' | 'raisedAt' | 'knownAt'>>`
    select id, reference, agency_id, raised_at, known_at from strategy.concern
     where authority_id = ${authority} and id = any (${[...ids]}::uuid[])`.execute(tx.sql)
  const { rows: answers } = await sql<Of<'answers'>>`
    select concern_id, id, discussion_id, known_at from strategy.concern_answer
     where authority_id = ${authority} and concern_id = any (${[...ids]}::uuid[])`.execute(tx.sql)
  const { rows: challenges } = await sql<Of<'challenges'>>`
    select concern_id, id, about, known_at from strategy.challenge
     where authority_id = ${authority} and concern_id = any (${[...ids]}::uuid[]) and discussion_id is null`.execute(
    tx.sql,
  )
  const { rows: challengeAnswers } = await sql<Of<'challengeAnswers'>>`
    select challenge.concern_id, answer.challenge_id as id, answer.known_at
      from strategy.challenge challenge
      join strategy.challenge_answer answer
        on answer.authority_id = challenge.authority_id and answer.challenge_id = challenge.id
     where challenge.authority_id = ${authority} and challenge.concern_id = any (${[...ids]}::uuid[])
       and challenge.discussion_id is null`.execute(tx.sql)
  const escalations = await escalationsOf(tx, 'concern_id', ids)
  return heads.map((head) => {
    const isOfIt = ({ concernId }: { readonly concernId: string }): boolean => concernId === head.id
    return {
      ...head,
      answers: answers.filter(isOfIt),
      challenges: challenges.filter(isOfIt),
      challengeAnswers: challengeAnswers.filter(isOfIt),
      escalations: escalations.filter(({ aboutId }) => aboutId === head.id),
    }
  })
}
