import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import { on } from '../tables.ts'
import type { ConcernCameTo } from '../words.ts'
import { nextReference } from './references.ts'
import { watchConcernAgain } from './watch.ts'

/** A partner's worry that a discussion is needed, with what it came to. */
export interface Concern {
  readonly id: string
  readonly reference: string
  readonly agencyId: string | null
  readonly agencyName: string | null
  readonly raisedByName: string
  readonly raisedAt: Temporal.Instant
  readonly about: string
  readonly worry: string
  readonly answer: ConcernAnswer | null
}

export interface ConcernAnswer {
  readonly id: string
  readonly kind: 'discussion' | 'not-holding' | 'other'
  readonly discussionId: string | null
  /** Of something else: what. */
  readonly cameTo: ConcernCameTo | null
  /** The contact that was recorded. */
  readonly contactId: string | null
  readonly answer: string
  readonly at: Temporal.Instant
}

export type NewConcernAnswer = Pick<ConcernAnswer, 'kind' | 'discussionId' | 'answer'> &
  Partial<Pick<ConcernAnswer, 'cameTo' | 'contactId'>> & { readonly knownAt?: Temporal.Instant }

export interface NewConcern {
  readonly agencyId: string | null
  readonly raisedBy: string | null
  readonly raisedByName: string
  readonly raisedAt: Temporal.Instant
  readonly about: string
  readonly worry: string
  /** When the house knew of it, where that is not now. */
  readonly knownAt?: Temporal.Instant
}

/** Records a concern: by a partner who is signed in, or as it was taken by telephone. */
export async function recordConcern(
  tx: Tx,
  concern: NewConcern,
): Promise<{ readonly id: string; readonly reference: string }> {
  const row = {
    ...concern,
    knownAt: concern.knownAt ?? tx.now,
    authorityId: tx.who.authorityId,
    id: newId(),
    reference: await nextReference(tx, 'concern'),
  }
  await on(tx).insertInto('strategy.concern').values(row).execute()
  await watchConcernAgain(tx, row.id, row.knownAt)
  tx.trail.changed({ action: 'concern.raised', subjects: [row.id], content: row })
  return { id: row.id, reference: row.reference }
}

/** What a concern came to. The one who raised it is told: here, and by whoever records this. */
export async function answerConcern(tx: Tx, concern: Concern, answer: NewConcernAnswer): Promise<void> {
  const row = {
    cameTo: null,
    contactId: null,
    ...answer,
    knownAt: answer.knownAt ?? tx.now,
    authorityId: tx.who.authorityId,
    id: newId(),
    concernId: concern.id,
    replaces: concern.answer?.id ?? null,
  }
  await on(tx).insertInto('strategy.concernAnswer').values(row).execute()
  await watchConcernAgain(tx, concern.id, row.knownAt)
  tx.trail.changed({ action: 'concern.answered', subjects: [concern.id, row.id], content: row })
}

export async function findConcern(tx: Tx, id: string): Promise<Concern | null> {
  return (await listConcerns(tx, { id, limit: 1, skip: 0 })).concerns[0] ?? null
}

/** The same, locked against whoever else would answer it. */
export async function lockConcern(tx: Tx, id: string): Promise<Concern | null> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`strategy.concern:${id}`}, ${tx.who.authorityId}))`.execute(
    tx.sql,
  )
  return findConcern(tx, id)
}

export interface ConcernsAsked {
  readonly id?: string
  readonly isAnswered?: boolean
  readonly limit: number
  readonly skip: number
}

type ConcernRow = Omit<Concern, 'answer'> & {
  readonly answerId: string | null
  readonly kind: ConcernAnswer['kind']
  readonly discussionId: string | null
  readonly cameTo: ConcernCameTo | null
  readonly contactId: string | null
  readonly answer: string
  readonly answeredAt: Temporal.Instant
  readonly total: number
}

/** Concerns that whoever asks may know of, those without an answer first. */
export async function listConcerns(
  tx: Tx,
  { id, isAnswered, limit, skip }: ConcernsAsked,
): Promise<{ readonly concerns: readonly Concern[]; readonly total: number }> {
  const { rows } = await sql<ConcernRow>`
    select concern.id, concern.reference, concern.agency_id, agency.name as agency_name, concern.raised_at, concern.about,
           concern.worry, coalesce(nullif(concern.raised_by_name, ''), person.name, '') as raised_by_name,
           said.id as answer_id, said.kind, said.discussion_id, said.came_to, said.contact_id, said.answer, said.known_at as answered_at,
           count(*) over ()::integer as total
      from strategy.concern concern
      left join organisation.agency agency on agency.authority_id = concern.authority_id and agency.id = concern.agency_id
      left join organisation.person person on person.authority_id = concern.authority_id and person.id = concern.raised_by
      left join strategy.concern_answer said
        on said.authority_id = concern.authority_id and said.concern_id = concern.id
       and not exists (select from strategy.concern_answer later
                        where later.authority_id = said.authority_id and later.replaces = said.id)
     where concern.authority_id = ${tx.who.authorityId} and (${id ?? null}::uuid is null or concern.id = ${id ?? null})
       and (${isAnswered ?? null}::boolean is null or (said.id is not null) = ${isAnswered ?? null})
     order by said.id is not null, concern.raised_at desc, concern.id
     limit ${limit} offset ${skip}`.execute(tx.sql)
  tx.trail.saw(
    'concern',
    rows.map((row) => row.id),
  )
  return { concerns: rows.map(asConcern), total: rows[0]?.total ?? 0 }
}

function asConcern({ total: _total, ...read }: ConcernRow): Concern {
  const { answerId, kind, discussionId, cameTo, contactId, answer, answeredAt: at, ...row } = read
  const said = { kind, discussionId, cameTo, contactId, answer, at }
  return { ...row, answer: answerId === null ? null : { id: answerId, ...said } }
}
