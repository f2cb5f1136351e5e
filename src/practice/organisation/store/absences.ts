import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import { invalid, type Outcome, ok } from '#kernel/outcome'
import type { Tx } from '#platform/transaction'
import type { OpenSpan } from '../rules/gaps.ts'
import { type Availability, isAway } from '../rules/stand-in.ts'
import { on } from '../tables.ts'
import type { AbsenceKind } from '../words.ts'
import { changedMeanwhile } from './entries.ts'

export interface Absence extends OpenSpan {
  readonly id: string
  readonly personId: string
  readonly personName: string
  readonly kind: AbsenceKind
}

export interface Covering extends OpenSpan {
  readonly id: string
  readonly personId: string
  readonly personName: string
  /** Who stands in, by id and name. */
  readonly coveredBy: string
  readonly coveredByName: string
}

/** What is asked of absences and cover: those that touch [from, to), of some people or of everybody. */
export interface AwayAsked {
  readonly from: Temporal.Instant
  /** null: from then on, however far ahead. */
  readonly to: Temporal.Instant | null
  readonly personId?: string
}

const touches = ({ from, to }: AwayAsked) =>
  sql<boolean>`(entry.ends_at is null or entry.ends_at > ${from}) and (${to}::timestamptz is null or entry.starts_at < ${to})`

/** Absences that touch the time asked, soonest first. */
export async function listAbsences(tx: Tx, asked: AwayAsked): Promise<readonly Absence[]> {
  let query = on(tx)
    .selectFrom('organisation.standingAbsence as entry')
    .innerJoin('organisation.person as person', (join) =>
      join.onRef('person.authorityId', '=', 'entry.authorityId').onRef('person.id', '=', 'entry.personId'),
    )
    .select(['entry.id', 'entry.personId', 'person.name as personName', 'entry.kind', 'entry.startsAt', 'entry.endsAt'])
    .where('entry.authorityId', '=', tx.who.authorityId)
    .where(touches(asked))
  if (asked.personId !== undefined) query = query.where('entry.personId', '=', asked.personId)
  return query.orderBy('entry.startsAt').orderBy('entry.id').execute()
}

/** Cover that touches the time asked, soonest first; for a person both the cover they have and the cover they give. */
export async function listCover(tx: Tx, asked: AwayAsked): Promise<readonly Covering[]> {
  let query = on(tx)
    .selectFrom('organisation.standingCover as entry')
    .innerJoin('organisation.person as person', (join) =>
      join.onRef('person.authorityId', '=', 'entry.authorityId').onRef('person.id', '=', 'entry.personId'),
    )
    .innerJoin('organisation.person as standIn', (join) =>
      join.onRef('standIn.authorityId', '=', 'entry.authorityId').onRef('standIn.id', '=', 'entry.coveredBy'),
    )
    .select([
      'entry.id',
      'entry.personId',
      'person.name as personName',
      'entry.coveredBy',
      'standIn.name as coveredByName',
      'entry.startsAt',
      'entry.endsAt',
    ])
    .where('entry.authorityId', '=', tx.who.authorityId)
    .where(touches(asked))
  const { personId } = asked
  if (personId !== undefined) {
    query = query.where((where) =>
      where.or([where('entry.personId', '=', personId), where('entry.coveredBy', '=', personId)]),
    )
  }
  return query.orderBy('entry.startsAt').orderBy('entry.id').execute()
}

export interface NewAbsence extends OpenSpan {
  readonly personId: string
  readonly kind: AbsenceKind
}

/** Records that somebody is or will be away. An absence that overlaps one already recorded is to be changed instead. */
export async function recordAbsence(tx: Tx, absence: NewAbsence): Promise<Outcome<string>> {
  const standing = await listAbsences(tx, {
    from: absence.startsAt,
    to: absence.endsAt,
    personId: absence.personId,
  })
  if (standing.length > 0) {
    return invalid({
      field: 'startsAt',
      message: 'An absence is already recorded for part of this time. Change that one instead',
    })
  }
  return appendAbsence(tx, { ...absence, id: newId(), replaces: null }, 'absence.recorded')
}

/** Changes when an absence ends, or takes it back; the earlier entry stays on record. */
export async function changeAbsence(
  tx: Tx,
  absence: Absence,
  change: { readonly endsAt?: Temporal.Instant | null; readonly isCancelled?: boolean; readonly why: string },
): Promise<Outcome<string>> {
  const { personName: _name, ...row } = absence
  const action = change.isCancelled ? 'absence.taken-back' : 'absence.changed'
  return appendAbsence(tx, { ...row, ...change, id: newId(), replaces: absence.id }, action)
}

type AbsenceRow = NewAbsence & {
  readonly id: string
  readonly replaces: string | null
  readonly isCancelled?: boolean
  readonly why?: string
}

async function appendAbsence(tx: Tx, row: AbsenceRow, action: string): Promise<Outcome<string>> {
  const added = await on(tx)
    .insertInto('organisation.absence')
    .values({ authorityId: tx.who.authorityId, ...row })
    .onConflict((twice) => twice.columns(['authorityId', 'replaces']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!added) return changedMeanwhile
  tx.trail.changed({ action, subjects: [row.personId, row.id], content: row })
  return ok(row.id)
}

export interface NewCover extends OpenSpan {
  readonly personId: string
  readonly coveredBy: string
}

/** Records who stands in for whom, and when. */
export async function recordCover(tx: Tx, cover: NewCover): Promise<Outcome<string>> {
  if (cover.personId === cover.coveredBy) {
    return invalid({ field: 'coveredBy', message: 'Choose somebody else: nobody covers themselves' })
  }
  return appendCover(tx, { ...cover, id: newId(), replaces: null }, 'cover.recorded')
}

export async function changeCover(
  tx: Tx,
  cover: Covering,
  change: { readonly endsAt?: Temporal.Instant | null; readonly isCancelled?: boolean; readonly why: string },
): Promise<Outcome<string>> {
  const { personName: _person, coveredByName: _standIn, ...row } = cover
  const action = change.isCancelled ? 'cover.taken-back' : 'cover.changed'
  return appendCover(tx, { ...row, ...change, id: newId(), replaces: cover.id }, action)
}

type CoverRow = NewCover & {
  readonly id: string
  readonly replaces: string | null
  readonly isCancelled?: boolean
  readonly why?: string
}

async function appendCover(tx: Tx, row: CoverRow, action: string): Promise<Outcome<string>> {
  const added = await on(tx)
    .insertInto('organisation.cover')
    .values({ authorityId: tx.who.authorityId, ...row })
    .onConflict((twice) => twice.columns(['authorityId', 'replaces']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!added) return changedMeanwhile
  tx.trail.changed({ action, subjects: [row.personId, row.coveredBy, row.id], content: row })
  return ok(row.id)
}

/** Who is away, covered or gone over [from, to): what the rules on standing in need to know. */
export async function readAvailability(tx: Tx, from: Temporal.Instant, to: Temporal.Instant): Promise<Availability> {
  const absences = await listAbsences(tx, { from, to })
  const covers = await listCover(tx, { from, to })
  const left = await on(tx)
    .selectFrom('organisation.person')
    .select('id')
    .where('authorityId', '=', tx.who.authorityId)
    .where('isActive', '=', false)
    .execute()
  return { absences, covers, left: new Set(left.map(({ id }) => id)) }
}

/** Whether the person is recorded as away at that moment, or has left. */
export const isAbsent = async (tx: Tx, personId: string, at: Temporal.Instant): Promise<boolean> =>
  isAway(personId, at, await readAvailability(tx, at, at.add({ microseconds: 1 })))
