import type { Temporal } from 'temporal-polyfill'
import { asSystem } from '#platform/access'
import { transactOrUndo } from '#platform/transaction'
import { sweep } from '#practice/front-door'
import type { Filled } from './laid-down.ts'

/** One sweep as the job does it, undone afterwards so that the next finds the same. Answers 1. */
export async function sweepOnce(
  { database, authorityId }: Filled,
  at: Temporal.Instant,
  late: number,
): Promise<number> {
  const { opened } = await transactOrUndo(database, asSystem(authorityId, 'bench'), { isDryRun: true }, (tx) =>
    sweep(tx, at),
  )
  if (opened.length !== late) throw new Error(`${opened.length} reviews were opened for ${late} late contacts`)
  return 1
}
