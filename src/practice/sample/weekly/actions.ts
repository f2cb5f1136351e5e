import { Temporal } from 'temporal-polyfill'
import { fromLondon, londonDate } from '#kernel/clock'
import type { Tx } from '#platform/transaction'
import { type Action, listActionsFrom, recordStep } from '#practice/actions'
import { listMeetings } from '#practice/meetings'
import { listPeople } from '#practice/organisation'
import { made, sampleStaff } from '../staff.ts'
import { topicOfAction } from './hold.ts'
import { paceOf, seriesId, weekNumberOf } from './told.ts'

/** By then everything that was agreed has been done and verified. */
const daysFollowed = 70

/** What the weekly meeting agreed goes on: reported as done by its owner, verified by somebody who had no part in it. */
export async function followActions(
  tx: Tx,
  { until }: { readonly seed: number; readonly until: Temporal.Instant },
): Promise<void> {
  const from = until.subtract({ hours: 24 * daysFollowed })
  const { meetings } = await listMeetings(tx, { seriesId, state: 'held', from, before: until, order: 'earliest' })
  const people = await listPeople(tx)
  const verifier = people.find(({ name }) => name === 'Bernadette Lowe')?.id ?? sampleStaff.headOfService
  const ofPolice = people.find(({ agencyId }) => agencyId === sampleStaff.police)?.id
  for (const meeting of meetings) {
    const day = londonDate(meeting.startsAt)
    for (const action of await listActionsFrom(tx, { kind: 'meeting', id: meeting.id }))
      await follow(tx, action, day, { until, verifier, doneBy: action.ownerPersonId ?? ofPolice ?? verifier })
  }
}

interface Following {
  readonly until: Temporal.Instant
  readonly verifier: string
  readonly doneBy: string
}

async function follow(
  tx: Tx,
  action: Action,
  day: Temporal.PlainDate,
  { until, verifier, doneBy }: Following,
): Promise<void> {
  const topic = topicOfAction(weekNumberOf(day), action.what)
  if (topic === undefined) return
  const { doneIn, verifiedIn } = paceOf(topic)
  const doneAt = at(day.add({ days: doneIn }), 15)
  const verifiedAt = at(day.add({ days: verifiedIn }), 11)
  const hasCome = (moment: Temporal.Instant): boolean => Temporal.Instant.compare(moment, until) <= 0
  // Only what stands as it was left: what somebody else did with it is theirs.
  const isOurs = action.round === 0
  if (!isOurs) return
  if (action.state === 'open' && hasCome(doneAt)) {
    const happenedOn = londonDate(doneAt)
    await recordStep(tx, action, {
      ...{ kind: 'done', words: topic.action.done, happenedOn, recordedBy: doneBy },
      recordedAt: doneAt,
    })
  }
  const isDone = action.state === 'done' || (action.state === 'open' && hasCome(doneAt))
  if (isDone && hasCome(verifiedAt) && action.doneBy !== verifier)
    await recordStep(tx, action, {
      kind: 'verified',
      words: topic.action.verified,
      recordedBy: verifier,
      recordedAt: verifiedAt,
    })
}

const at = (day: Temporal.PlainDate, hour: number): Temporal.Instant => made(fromLondon(day.toPlainDateTime({ hour })))
