import { londonDate, type WorkingCalendar } from '#kernel/clock'
import type { Tx } from '#platform/transaction'
import { listChildren } from '#practice/children'
import { breakingDeadlines, recordBreaking, recordRestriction } from '#practice/restricted-records'
import { childrenHeardOf } from './heard-of.ts'
import { sampleStaff } from './staff.ts'

/**
 * Three restricted records: one whose review is near and on which the glass was broken, one whose review is late, one that
 * is new. Of children that are heard of now and then, so that the board and the search have something to hide.
 */
export async function restrictSome(tx: Tx, calendar: WorkingCalendar): Promise<void> {
  const [near, late, recent] = await childrenHeardOf(tx, 3, 21)
  if (near === undefined || late === undefined || recent === undefined) return
  const today = londonDate(tx.now)
  const [duty = '', other = ''] = sampleStaff.deciders
  await recordRestriction(tx, near, {
    kind: 'set',
    category: 'high-risk',
    reason: 'The family’s new address must not become known',
    guardianId: duty,
    readers: [other],
    reviewDueOn: today.add({ days: 9 }),
  })
  await recordRestriction(tx, late, {
    kind: 'set',
    category: 'staff-or-relative',
    reason: 'Grandchild of somebody who works here',
    guardianId: sampleStaff.serviceManager,
    readers: [duty],
    reviewDueOn: today.subtract({ days: 3 }),
  })
  await recordRestriction(tx, recent, {
    kind: 'set',
    category: 'high-profile',
    reason: 'A parent is known from television',
    guardianId: sampleStaff.headOfService,
    readers: [],
    reviewDueOn: today.add({ days: 90 }),
  })
  await makeBreaking(tx, { childId: near, personId: sampleStaff.socialWorkers[0] ?? '', guardianId: duty }, calendar)
}

/** Yesterday evening: closed again, and not reviewed yet. */
async function makeBreaking(
  tx: Tx,
  who: { readonly childId: string; readonly personId: string; readonly guardianId: string },
  calendar: WorkingCalendar,
): Promise<void> {
  const [child] = await listChildren(tx, [who.childId])
  const brokenAt = tx.now.subtract({ hours: 16 })
  await recordBreaking(tx, {
    ...who,
    childReference: child?.reference ?? '',
    reasonKind: 'emergency-duty',
    reason: 'A hospital rang about the child and nobody named on the record answered the telephone',
    reviewerId: who.guardianId,
    brokenAt,
    ...breakingDeadlines(calendar, brokenAt),
  })
}
