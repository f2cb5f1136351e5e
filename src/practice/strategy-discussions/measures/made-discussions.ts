import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import { addChild } from '#practice/children'
import { findDiscussion } from '../store/discussions.ts'
import { recordDiscussion } from '../store/record-discussions.ts'
import { recordSettlement } from '../store/settlements.ts'
import type { KeyPartner, Origin } from '../words.ts'

/** A discussion as a test tells of it. */
export interface Made {
  readonly causeAt: Temporal.Instant
  readonly heldAt?: Temporal.Instant
  /** Twenty minutes unless given. */
  readonly minutes?: number
  readonly isCall?: boolean
  readonly attended?: readonly KeyPartner[]
  readonly circulatedAt?: Temporal.Instant
  readonly not?: 'cancelled' | 'decided-not-to-hold'
  readonly dueAt?: Temporal.Instant
  readonly origin?: Origin
  readonly follows?: string
  readonly teamId?: string | null
  /** Somebody called D. Ross, whom nobody knows, unless given. */
  readonly chairId?: string
  readonly allocatedWorkerId?: string
}

/** Makes it, for tests. Answers its id. */
export async function madeDiscussion(tx: Tx, made: Made): Promise<string> {
  const { causeAt, heldAt, not, isCall = false, origin = 'open-case' } = made
  const dueAt = made.dueAt ?? causeAt.add({ hours: 24 })
  const { id } = await recordDiscussion(tx, {
    origin,
    route: 'open-case',
    children: [{ childId: await addChild(tx, { givenName: 'A', familyName: 'Child' }) }],
    reasonableCauseAt: causeAt,
    reasonableCause: 'A bruise',
    reasonableCauseBy: null,
    decidedToHoldAt: null,
    decidedToHoldBy: null,
    dueAt,
    follows: made.follows ?? null,
    teamId: made.teamId ?? null,
    allocatedWorkerId: made.allocatedWorkerId ?? null,
  })
  const discussion = await findDiscussion(tx, id)
  if (discussion === null) throw new Error('the discussion that was made is not there')
  const decided = { happenedAt: dueAt, personId: null, reason: 'As agreed' }
  if (not === 'cancelled') await recordSettlement(tx, discussion, { ...decided, kind: not })
  if (not === 'decided-not-to-hold')
    await recordSettlement(tx, discussion, { ...decided, kind: not, reviewDueAt: dueAt.add({ hours: 24 }) })
  if (heldAt === undefined) return id
  await recordSettlement(tx, discussion, {
    kind: 'held',
    happenedAt: heldAt,
    endedAt: heldAt.add({ minutes: made.minutes ?? 20 }),
    form: isCall ? 'phone' : 'video',
    isEmergencyCall: isCall,
    whyByPhone: isCall ? 'It could not wait' : '',
    chairId: made.chairId ?? null,
    chairName: made.chairId === undefined ? 'D. Ross' : '',
    chairDepartures: [],
    chairDepartureReason: '',
    minuteTakerId: null,
    personId: null,
    reason: '',
  })
  for (const partner of made.attended ?? [])
    await sql`insert into strategy.attendance (authority_id, id, discussion_id, partner, name, came, how, happened_at)
              values (${tx.who.authorityId}, gen_random_uuid(), ${id}, ${partner}, 'Somebody', 'attended', 'video', ${heldAt})`.execute(
      tx.sql,
    )
  if (made.circulatedAt !== undefined) await circulated(tx, id, made.circulatedAt)
  return id
}

const circulated = (tx: Tx, discussionId: string, at: Temporal.Instant) =>
  sql`with written as (
        insert into strategy.record (authority_id, id, discussion_id, decision)
        values (${tx.who.authorityId}, gen_random_uuid(), ${discussionId}, 'As agreed') returning authority_id, id)
      insert into strategy.circulation (authority_id, id, discussion_id, record_id, circulated_at)
      select authority_id, gen_random_uuid(), ${discussionId}, id, ${at} from written`.execute(tx.sql)
