import { startOfLondonDay } from '#kernel/clock'
import { drawSample } from '#kernel/sampling'
import { forAuthority, type PackSection, type PackSource } from '#platform/area'
import { listReferrals } from '#practice/front-door'
import { attendanceBlocks } from './attendance.ts'
import { escalationBlocks } from './escalations.ts'
import { notHeldBlocks } from './not-held.ts'
import { listDiscussedChildren, listPacked, listPackedEscalations, type PackedDiscussion } from './store.ts'
import { sampleBlocks, sampleOf } from './without-discussion.ts'

/** As many cases without a discussion as a meeting can talk about. */
const drawnEachWeek = 5
const sampleName = 'without-discussion'

/** A discussion up to so many days before the referral still counts as held for it. */
const daysBefore = 14

/**
 * For the weekly referral review: who came to the discussions of the week, which were not held or held late, what was escalated,
 * and a random sample of cases with abuse or neglect, or from the police, where none was held. A register of meetings held is
 * blind to those never held: that sample looks there. Counts are the same in every copy; rows are of cases the reader was part of.
 */
export const strategyPack: PackSource = async (tx, { from, to, audience, seed, occasion }) => {
  if (occasion !== 'referral-review') return []
  const [starts, ends] = [startOfLondonDay(from), startOfLondonDay(to)]
  const packed = await listPacked(tx, starts, ends)
  const isShown = (each: PackedDiscussion): boolean =>
    each.isListed && (audience === forAuthority || each.agencies.includes(audience))
  tx.trail.saw(
    'discussion',
    packed.filter(isShown).map(({ id }) => id),
  )
  const escalations = await listPackedEscalations(tx, starts, ends)
  const sections: PackSection[] = [
    {
      key: 'attendance',
      title: 'Who came to strategy discussions',
      order: 200,
      blocks: attendanceBlocks(packed, isShown),
    },
    {
      key: 'not-held',
      title: 'Not held, and held late',
      order: 210,
      blocks: notHeldBlocks(packed, isShown, { weekEnds: ends, isOurs: audience === forAuthority }),
    },
    { key: 'escalations', title: 'Escalations', order: 220, blocks: escalationBlocks(escalations, audience) },
  ]
  // A row about a case where nobody was invited is the authority's alone.
  if (audience !== forAuthority) return sections
  const suspected = (await listReferrals(tx, starts, ends)).filter(
    ({ sourceCode, isAbuseOrNeglect }) => isAbuseOrNeglect || sourceCode === '6',
  )
  const discussed = await listDiscussedChildren(
    tx,
    suspected.flatMap(({ childIds }) => childIds),
    starts.subtract({ hours: 24 * daysBefore }),
  )
  const frame = suspected.filter(({ childIds }) => !childIds.some((id) => discussed.has(id)))
  const drawn = drawSample(
    frame.map(({ reference }) => reference),
    drawnEachWeek,
    `${seed}/${sampleName}`,
  )
  const sample = sampleOf(frame, drawn)
  tx.trail.saw(
    'contact',
    sample.map(({ contactId }) => contactId),
  )
  return [
    ...sections,
    {
      key: sampleName,
      title: 'No discussion held: drawn at random',
      order: 410,
      blocks: sampleBlocks(sample, drawn),
      samples: [{ name: sampleName, drawn }],
    },
  ]
}
