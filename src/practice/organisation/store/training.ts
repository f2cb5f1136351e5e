import type { Temporal } from 'temporal-polyfill'
import { londonDate } from '#kernel/clock'
import { newId } from '#kernel/ids'
import { type Outcome, ok } from '#kernel/outcome'
import type { Tx } from '#platform/transaction'
import { isTrained, type TrainingRecord } from '../rules/training.ts'
import { on } from '../tables.ts'
import type { TrainingKind } from '../words.ts'
import { changedMeanwhile } from './entries.ts'

/** Training that stands, latest first; of some people, or of everybody. */
export async function listTraining(tx: Tx, personIds?: readonly string[]): Promise<readonly TrainingRecord[]> {
  let query = on(tx)
    .selectFrom('organisation.standingTraining')
    .select(['id', 'personId', 'kind', 'completedOn', 'expiresOn'])
    .where('authorityId', '=', tx.who.authorityId)
  if (personIds !== undefined) {
    if (personIds.length === 0) return []
    query = query.where('personId', 'in', personIds)
  }
  return query.orderBy('completedOn', 'desc').orderBy('id', 'desc').execute()
}

/** Whether training of this kind was in date for the person on that day. */
async function isTrainedOn(tx: Tx, personId: string, kind: TrainingKind, day: Temporal.PlainDate): Promise<boolean> {
  return isTrained(await listTraining(tx, [personId]), kind, day)
}

/** Whether the person's training to decide at night is in date at that moment. */
export const mayDecideAtNight = (tx: Tx, personId: string, at: Temporal.Instant): Promise<boolean> =>
  isTrainedOn(tx, personId, 'decide-at-night', londonDate(at))

/** Whether the person's training to audit is in date at that moment. */
export const mayAudit = (tx: Tx, personId: string, at: Temporal.Instant): Promise<boolean> =>
  isTrainedOn(tx, personId, 'audit', londonDate(at))

export type NewTraining = Omit<TrainingRecord, 'id'>

export const recordTraining = (tx: Tx, training: NewTraining): Promise<Outcome<string>> =>
  append(tx, { ...training, id: newId(), replaces: null }, 'training.recorded')

/** Takes back training that was entered by mistake or no longer counts. */
export const withdrawTraining = (tx: Tx, training: TrainingRecord, why: string): Promise<Outcome<string>> =>
  append(tx, { ...training, id: newId(), replaces: training.id, isCancelled: true, why }, 'training.withdrawn')

type Row = TrainingRecord & { readonly replaces: string | null; readonly isCancelled?: boolean; readonly why?: string }

async function append(tx: Tx, row: Row, action: string): Promise<Outcome<string>> {
  const added = await on(tx)
    .insertInto('organisation.training')
    .values({ authorityId: tx.who.authorityId, ...row })
    .onConflict((twice) => twice.columns(['authorityId', 'replaces']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!added) return changedMeanwhile
  tx.trail.changed({ action, subjects: [row.personId, row.id], content: row })
  return ok(row.id)
}
