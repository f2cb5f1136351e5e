import { Temporal } from 'temporal-polyfill'
import { whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import type { WorkItem, WorkSource } from '#platform/area'
import { may } from '#platform/http'
import type { Tx } from '#platform/transaction'
import { paths } from './paths.ts'
import { endOfReviewDay, isReviewNear } from './rules/due.ts'
import { listRestrictedRecords } from './store/restrictions.ts'
import { listReviewsDue, type ReviewDue } from './store/reviews-due.ts'

/**
 * What guardians have to do: review restrictions every so many days, and each breaking of the glass within a working day.
 * A review that is late stands with whoever it climbed to as well, and in the end with everybody who watches reading.
 */
export const restrictedWork: WorkSource = async (tx, { user, people }) => {
  if (!may(user, access.breakGlass)) return []
  const watches = may(user, access.watchReading)
  const due = (await listReviewsDue(tx)).filter(({ personId }) => personId !== user.personId)
  return [
    ...due.flatMap((review) => breakingItem(tx, review, people, watches)),
    ...(await restrictionItems(tx, people, watches)),
  ]
}

function breakingItem(tx: Tx, review: ReviewDue, people: readonly string[], watches: boolean): readonly WorkItem[] {
  const holders = [review.reviewerId, review.climbedTo].filter((id) => id !== null)
  const ownerId = holders.find((id) => people.includes(id)) ?? null
  const isAnybodys = holders.length === 0 || Temporal.Instant.compare(review.climbDueAt, tx.now) < 0
  if (ownerId === null && !(watches && isAnybodys)) return []
  return [
    {
      id: `glass:${review.breakingId}`,
      due: review.reviewDueAt,
      title: `Glass broken on ${review.childReference}`,
      detail: review.hasClimbed
        ? `Its review was due ${whenInWords(review.reviewDueAt, tx.now)} and has climbed`
        : 'Somebody who is not named on the record opened it. Was it needed?',
      verb: 'Review',
      href: paths.breaking({ breakingId: review.breakingId }),
      ownerId,
    },
  ]
}

/** The guardian's; where the guardian has left, anybody's who watches reading. */
async function restrictionItems(tx: Tx, people: readonly string[], watches: boolean): Promise<readonly WorkItem[]> {
  const records = (await listRestrictedRecords(tx)).filter(({ guardianId, isGuardianHere }) =>
    isGuardianHere ? people.includes(guardianId) : watches,
  )
  return records
    .filter(({ reviewDueOn }) => isReviewNear(reviewDueOn, tx.now))
    .map(({ restrictionId, childId, reference, reviewDueOn, guardianId, isGuardianHere }) => ({
      id: `restriction-review:${restrictionId}`,
      due: endOfReviewDay(reviewDueOn),
      title: `Restricted record ${reference}`,
      detail: 'Does it still have to be restricted?',
      verb: 'Review',
      href: paths.review({ childId }),
      ownerId: isGuardianHere ? guardianId : null,
    }))
}
