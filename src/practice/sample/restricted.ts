import { londonDate, type WorkingCalendar } from '#kernel/clock'
import type { Tx } from '#platform/transaction'
import { listChildren } from '#practice/children'
import { breakingDeadlines, recordBreaking, recordRestriction } from '#practice/restricted-records'
import type { Family } from './families.ts'
import type { Staff } from './staff.ts'

/**
 * Three restricted records: one whose review is near and on which the glass was broken, one whose review is late, one that
 * is new. Of families that are heard of now and then, so that the board and the search have something to hide.
 */
export async function makeRestricted(
  tx: Tx,
  staff: Staff,
  families: readonly Family[],
  calendar: WorkingCalendar,
): Promise<void> {
  const today = londonDate(tx.now)
  const third = Math.floor(families.length / 3)
  const [near = '', late = '', recent = ''] = [0, 1, 2].map((at) => families[third + at]?.children[0]?.id)
  const [duty = '', other = ''] = staff.deciders
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
    guardianId: staff.serviceManager,
    readers: [duty],
    reviewDueOn: today.subtract({ days: 3 }),
  })
  await recordRestriction(tx, recent, {
    kind: 'set',
    category: 'high-profile',
    reason: 'A parent is known from television',
    guardianId: staff.headOfService,
    readers: [],
    reviewDueOn: today.add({ days: 90 }),
  })
  await makeBreaking(tx, { childId: near, personId: staff.socialWorkers[0] ?? '', guardianId: duty }, calendar)
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
