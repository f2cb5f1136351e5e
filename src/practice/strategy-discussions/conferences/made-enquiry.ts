import { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import { addChild } from '#practice/children'
import { findDiscussion } from '../store/discussions.ts'
import { recordDiscussion } from '../store/record-discussions.ts'
import { recordSettlement } from '../store/settlements.ts'
import { on } from './tables.ts'

/** A discussion that was held and at which section 47 was initiated for each of its children: for tests. */
export interface MadeEnquiry {
  readonly discussionId: string
  readonly reference: string
  readonly childIds: readonly string[]
  readonly section47Ids: readonly string[]
}

export interface Making {
  /** When the discussion began; the enquiry starts with it. */
  readonly heldAt: Temporal.Instant
  readonly conferenceDueOn: Temporal.PlainDate
  readonly children?: number
  readonly allocatedWorkerId?: string | null
  readonly teamId?: string | null
}

/** Makes it. Children are called Ottoline and Rafferty Fairweather, so that a test can look for their names. */
export async function madeEnquiry(tx: Tx, making: Making): Promise<MadeEnquiry> {
  const { heldAt, conferenceDueOn, children = 1, allocatedWorkerId = null, teamId = null } = making
  const givenNames = ['Ottoline', 'Rafferty', 'Ptolemy'].slice(0, children)
  const childIds: string[] = []
  for (const givenName of givenNames) childIds.push(await addChild(tx, { givenName, familyName: 'Fairweather' }))
  const cause = heldAt.subtract({ hours: 5 })
  const { id, reference } = await recordDiscussion(tx, {
    origin: 'open-case',
    route: 'open-case',
    children: childIds.map((childId) => ({ childId })),
    reasonableCauseAt: cause,
    reasonableCause: 'A bruise that nobody can explain',
    reasonableCauseBy: null,
    decidedToHoldAt: cause,
    decidedToHoldBy: null,
    dueAt: cause.add({ hours: 24 }),
    allocatedWorkerId,
    teamId,
  })
  const discussion = await findDiscussion(tx, id)
  if (discussion === null) throw new Error('the discussion that was made is not there')
  await recordSettlement(tx, discussion, {
    kind: 'held',
    happenedAt: heldAt,
    endedAt: heldAt.add({ minutes: 50 }),
    form: 'video',
    isEmergencyCall: false,
    whyByPhone: '',
    chairId: null,
    chairName: 'D. Ross',
    chairDepartures: [],
    chairDepartureReason: '',
    minuteTakerId: null,
    personId: null,
    reason: '',
  })
  const section47Ids: string[] = []
  for (const childId of childIds) {
    const row = { authorityId: tx.who.authorityId, id: newId(), discussionId: id, childId, conferenceDueOn }
    await on(tx)
      .insertInto('strategy.section_47')
      .values({ ...row, kind: 'joint', startedAt: heldAt, authorisedBy: null, knownAt: heldAt })
      .execute()
    section47Ids.push(row.id)
  }
  return { discussionId: id, reference, childIds, section47Ids }
}

/** A moment on London's clocks. */
export const london = (text: string): Temporal.Instant =>
  Temporal.PlainDateTime.from(text).toZonedDateTime('Europe/London').toInstant()
