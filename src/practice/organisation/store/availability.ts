import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import { type Availability, isAway } from '../rules/stand-in.ts'
import { on } from '../tables.ts'
import { listAbsences } from './absences.ts'
import { listCover } from './cover.ts'

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
