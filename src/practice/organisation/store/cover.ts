import { newId } from '#kernel/ids'
import { invalid, type Outcome, ok } from '#kernel/outcome'
import type { Tx } from '#platform/transaction'
import type { OpenSpan } from '../rules/gaps.ts'
import { coverProblem } from '../rules/rota.ts'
import { on } from '../tables.ts'
import { type AwayAsked, type AwayChange, touches } from './away.ts'
import { changedMeanwhile } from './entries.ts'
import { findPerson } from './people.ts'

export interface Covering extends OpenSpan {
  readonly id: string
  readonly personId: string
  readonly personName: string
  /** Who stands in, by id and name. */
  readonly coveredBy: string
  readonly coveredByName: string
}

const selectCover = (tx: Tx) =>
  on(tx)
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

/** Cover that touches the time asked, soonest first; for a person both the cover they have and the cover they give. */
export async function listCover(tx: Tx, asked: AwayAsked): Promise<readonly Covering[]> {
  let query = selectCover(tx).where(touches(asked))
  const { personId } = asked
  if (personId !== undefined) {
    query = query.where((where) =>
      where.or([where('entry.personId', '=', personId), where('entry.coveredBy', '=', personId)]),
    )
  }
  return query.orderBy('entry.startsAt').orderBy('entry.id').execute()
}

export async function findCover(tx: Tx, coverId: string): Promise<Covering | null> {
  return (await selectCover(tx).where('entry.id', '=', coverId).executeTakeFirst()) ?? null
}

export interface NewCover extends OpenSpan {
  readonly personId: string
  readonly coveredBy: string
}

/** Records who stands in for whom, and when. Whoever covers a decider must be allowed to decide. */
export async function recordCover(tx: Tx, cover: NewCover): Promise<Outcome<string>> {
  if (cover.personId === cover.coveredBy) {
    return invalid({ field: 'coveredBy', message: 'Choose somebody else: nobody covers themselves' })
  }
  const [person, standIn] = [await findPerson(tx, cover.personId), await findPerson(tx, cover.coveredBy)]
  if (person === null) return invalid({ field: 'personId', message: 'Choose who is covered from the list' })
  if (standIn === null) return invalid({ field: 'coveredBy', message: 'Choose who covers from the list' })
  const problem = coverProblem(person, standIn)
  if (problem !== null) return invalid({ field: 'coveredBy', message: problem })
  return appendCover(tx, { ...cover, id: newId(), replaces: null }, 'cover.recorded')
}

export async function changeCover(tx: Tx, cover: Covering, change: AwayChange): Promise<Outcome<string>> {
  const { personName: _person, coveredByName: _standIn, ...row } = cover
  const action = 'isCancelled' in change ? 'cover.taken-back' : 'cover.changed'
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
