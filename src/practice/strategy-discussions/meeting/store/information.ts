import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import { watchAgain } from '../../store/watch.ts'
import type { Partner } from '../../words.ts'
import { on } from '../tables.ts'
import type { InformationAnswerKind } from '../words.ts'

/** What an agency said at a discussion, or promised to send by a time. */
export interface Information {
  readonly id: string
  readonly discussionId: string
  readonly partner: Partner
  readonly agencyId: string | null
  readonly agencyName: string | null
  readonly givenByName: string
  readonly what: string
  readonly givenAt: Temporal.Instant
  /** By when what was promised is to come; null for what was said. */
  readonly promisedBy: Temporal.Instant | null
  /** When what was promised came; null while it is awaited, and for what was said. */
  readonly cameAt: Temporal.Instant | null
  /** The promise that this fulfils. */
  readonly fulfils: string | null
  readonly recordedByName: string
  /** What the agency answered last: whether this is what it said, and whether the family may see it. */
  readonly answer: InformationAnswer | null
}

export interface InformationAnswer {
  readonly kind: InformationAnswerKind
  readonly correctedText: string
  readonly familyMaySee: boolean
  readonly familyMaySeeWhy: string
  readonly givenBy: 'own-sign-in' | 'telephone'
  readonly givenByName: string
  readonly at: Temporal.Instant
}

interface InformationRow extends Omit<Information, 'answer'> {
  readonly answerKind: InformationAnswerKind | null
  readonly correctedText: string
  readonly familyMaySee: boolean
  readonly familyMaySeeWhy: string
  readonly answerGivenBy: 'own-sign-in' | 'telephone'
  readonly answerGivenByName: string
  readonly answeredAt: Temporal.Instant
}

/** What was said and promised, as far as whoever asks may know of it, in the order in which it was given. */
export async function listInformation(
  tx: Tx,
  asked: { readonly discussionId: string; readonly id?: string },
): Promise<readonly Information[]> {
  const { rows } = await sql<InformationRow>`
    select said.id, said.discussion_id, said.partner, said.agency_id, agency.name as agency_name, said.given_by_name,
           said.what, said.given_at, said.promised_by, came.given_at as came_at, said.fulfils,
           coalesce(recorder.name, '') as recorded_by_name, answer.kind as answer_kind,
           coalesce(answer.corrected_text, '') as corrected_text, answer.family_may_see,
           coalesce(answer.family_may_see_why, '') as family_may_see_why, answer.given_by as answer_given_by,
           coalesce(nullif(answer.given_by_name, ''), answerer.name, '') as answer_given_by_name, answer.answered_at
      from strategy.information said
      left join organisation.agency agency on agency.authority_id = said.authority_id and agency.id = said.agency_id
      left join organisation.person recorder on recorder.authority_id = said.authority_id and recorder.id = said.recorded_by
      left join strategy.information came on came.authority_id = said.authority_id and came.fulfils = said.id
      left join lateral (
        select * from strategy.information_answer latest
         where latest.authority_id = said.authority_id and latest.information_id = said.id
         order by latest.known_at desc, latest.id desc limit 1) answer on true
      left join organisation.person answerer
        on answerer.authority_id = said.authority_id and answerer.id = answer.recorded_by
     where said.authority_id = ${tx.who.authorityId} and said.discussion_id = ${asked.discussionId}
       and (${asked.id ?? null}::uuid is null or said.id = ${asked.id ?? null})
     order by said.given_at, said.id`.execute(tx.sql)
  return rows.map(asInformation)
}

export const findInformation = async (tx: Tx, discussionId: string, id: string): Promise<Information | null> =>
  (await listInformation(tx, { discussionId, id }))[0] ?? null

function asInformation(row: InformationRow): Information {
  const {
    answerKind,
    correctedText,
    familyMaySee,
    familyMaySeeWhy,
    answerGivenBy,
    answerGivenByName,
    answeredAt,
    ...said
  } = row
  if (answerKind === null) return { ...said, answer: null }
  const given = { givenBy: answerGivenBy, givenByName: answerGivenByName, at: answeredAt }
  return { ...said, answer: { kind: answerKind, correctedText, familyMaySee, familyMaySeeWhy, ...given } }
}

export interface NewInformation {
  readonly partner: Partner
  readonly agencyId: string | null
  readonly givenByName: string
  readonly what: string
  readonly givenAt: Temporal.Instant
  readonly promisedBy: Temporal.Instant | null
  /** The promise that this fulfils. */
  readonly fulfils?: string | null
  readonly knownAt?: Temporal.Instant
}

/** Records what an agency said, promised, or sent as promised. Nobody edits it; the agency confirms or corrects it. */
export async function recordInformation(tx: Tx, discussionId: string, said: NewInformation): Promise<string> {
  const row = {
    ...said,
    fulfils: said.fulfils ?? null,
    isPromised: said.promisedBy !== null,
    knownAt: said.knownAt ?? tx.now,
    authorityId: tx.who.authorityId,
    id: newId(),
    discussionId,
  }
  await on(tx).insertInto('strategy.information').values(row).execute()
  await watchAgain(tx, discussionId, row.knownAt)
  const action = row.isPromised
    ? 'information.promised'
    : row.fulfils === null
      ? 'information.given'
      : 'information.sent'
  tx.trail.changed({ action, subjects: [discussionId, row.id], content: row })
  return row.id
}

export interface NewInformationAnswer extends Omit<InformationAnswer, 'at'> {
  readonly answeredAt: Temporal.Instant
  readonly knownAt?: Temporal.Instant
}

/** The agency that gave it says whether it is right, and whether the family may see it. The last answer stands. */
export async function answerInformation(
  tx: Tx,
  said: Pick<Information, 'id' | 'discussionId'>,
  answer: NewInformationAnswer,
): Promise<string> {
  const row = {
    ...answer,
    knownAt: answer.knownAt ?? tx.now,
    authorityId: tx.who.authorityId,
    id: newId(),
    informationId: said.id,
    discussionId: said.discussionId,
  }
  await on(tx).insertInto('strategy.informationAnswer').values(row).execute()
  await watchAgain(tx, said.discussionId, row.knownAt)
  tx.trail.changed({ action: `information.${answer.kind}`, subjects: [said.discussionId, said.id], content: row })
  return row.id
}
