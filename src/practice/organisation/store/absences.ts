import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import { invalid, type Outcome, ok } from '#kernel/outcome'
import type { Tx } from '#platform/transaction'
import type { OpenSpan } from '../rules/gaps.ts'
import { on } from '../tables.ts'
import type { AbsenceKind } from '../words.ts'
import { type AwayAsked, type AwayChange, touches } from './away.ts'
import { changedMeanwhile, waitForTurn } from './entries.ts'

export interface Absence extends OpenSpan {
  readonly id: string
  readonly personId: string
  readonly personName: string
  readonly kind: AbsenceKind
}

const selectAbsences = (tx: Tx) =>
  on(tx)
    .selectFrom('organisation.standingAbsence as entry')
    .innerJoin('organisation.person as person', (join) =>
      join.onRef('person.authorityId', '=', 'entry.authorityId').onRef('person.id', '=', 'entry.personId'),
    )
    .select(['entry.id', 'entry.personId', 'person.name as personName', 'entry.kind', 'entry.startsAt', 'entry.endsAt'])
    .where('entry.authorityId', '=', tx.who.authorityId)

/** Absences that touch the time asked, soonest first. */
export async function listAbsences(tx: Tx, asked: AwayAsked): Promise<readonly Absence[]> {
  let query = selectAbsences(tx).where(touches(asked))
  if (asked.personId !== undefined) query = query.where('entry.personId', '=', asked.personId)
  return query.orderBy('entry.startsAt').orderBy('entry.id').execute()
}

export async function findAbsence(tx: Tx, absenceId: string): Promise<Absence | null> {
  return (await selectAbsences(tx).where('entry.id', '=', absenceId).executeTakeFirst()) ?? null
}

/** The ids of everyone who is recorded as away at that moment. */
export const listAwayNow = async (tx: Tx, at: Temporal.Instant): Promise<ReadonlySet<string>> =>
  new Set((await listAbsences(tx, { from: at, to: at.add({ microseconds: 1 }) })).map(({ personId }) => personId))

export interface NewAbsence extends OpenSpan {
  readonly personId: string
  readonly kind: AbsenceKind
}

/** Records that somebody is or will be away. An absence that overlaps one already recorded is to be changed instead. */
export async function recordAbsence(tx: Tx, absence: NewAbsence): Promise<Outcome<string>> {
  await waitForTurn(tx, absence.personId)
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
export async function changeAbsence(tx: Tx, absence: Absence, change: AwayChange): Promise<Outcome<string>> {
  const { personName: _name, ...row } = absence
  const action = 'isCancelled' in change ? 'absence.taken-back' : 'absence.changed'
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
