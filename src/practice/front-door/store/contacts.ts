import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import type { Referrer } from '../rules/contact.ts'
import { on } from '../tables.ts'
import type { Method, ParentsKnow, SourceCode, Urgency } from '../words.ts'
import { type Decision, listDecisions, standing } from './decisions.ts'

/** A contact as it stands. */
export interface Contact {
  readonly id: string
  readonly reference: string
  /** Which extract brought it; null when it was recorded here. */
  readonly sourceSystem: string | null
  /** Null only for history of which the day alone is known. */
  readonly receivedAt: Temporal.Instant | null
  readonly receivedOn: Temporal.PlainDate
  readonly isHistory: boolean
  readonly enteredLateBecause: string
  readonly wasSystemDown: boolean
  readonly sourceCode: SourceCode
  readonly method: Method | null
  readonly isWrittenFormDue: boolean
  readonly referrer: Referrer
  readonly concern: string
  readonly urgency: Urgency | null
  readonly urgencyReason: string
  readonly parentsKnow: ParentsKnow | null
  readonly parentsKnowWhy: string
  readonly teamId: string | null
  readonly teamName: string | null
  /** True when its team decides in the case system. */
  readonly isDecidedElsewhere: boolean
  readonly dangerCallId: string | null
  readonly knownAt: Temporal.Instant
  readonly recordedAt: Temporal.Instant
  readonly recordedBy: string | null
  /** As written by an extract, when it is nobody of the organisation. */
  readonly recordedByName: string
  /** The children it is about, each with the decision that stands. Those added by mistake are left out. */
  readonly children: readonly ContactChild[]
  /** Every decision ever recorded about it, corrections too. */
  readonly decisions: readonly Decision[]
  /** What the board knows while it waits; null when every child has an outcome, and for history. */
  readonly waiting: Waiting | null
}

export interface ContactChild {
  readonly childId: string
  readonly recordedAt: Temporal.Instant
  readonly decision: Decision | null
}

export interface Waiting {
  readonly claimedBy: string | null
  readonly claimedAt: Temporal.Instant | null
  /** What is still needed; '' when nobody said. */
  readonly furtherEnquiries: string
}

/** The contact, or null when there is none or it is not open to whoever asks. That it was read goes into the trail. */
export async function findContact(tx: Tx, contactId: string): Promise<Contact | null> {
  const row = await findRow(tx, contactId)
  if (!row) return null
  const children = await listContactChildren(tx, contactId)
  const decisions = await listDecisions(tx, [contactId])
  const stand = standing(decisions)
  tx.trail.saw('contact', [contactId])
  tx.trail.saw(
    'child',
    children.map(({ childId }) => childId),
  )
  return {
    ...row,
    children: children.map((child) => ({
      ...child,
      decision: stand.find(({ childId }) => childId === child.childId) ?? null,
    })),
    decisions,
  }
}

/**
 * The contact, held until this transaction ends, so that two managers cannot decide at once: the second waits here and
 * then reads what the first decided.
 */
export async function lockContact(tx: Tx, contactId: string): Promise<Contact | null> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${contactId}, 0))`.execute(tx.sql)
  return findContact(tx, contactId)
}

async function findRow(tx: Tx, contactId: string): Promise<Omit<Contact, 'children' | 'decisions'> | null> {
  const row = await on(tx)
    .selectFrom('frontDoor.contact as contact')
    .leftJoin('organisation.team as team', (join) =>
      join.onRef('team.authorityId', '=', 'contact.authorityId').onRef('team.id', '=', 'contact.teamId'),
    )
    .leftJoin('frontDoor.awaitingOutcome as waiting', (join) =>
      join.onRef('waiting.authorityId', '=', 'contact.authorityId').onRef('waiting.contactId', '=', 'contact.id'),
    )
    .selectAll('contact')
    .select([
      'team.name as teamName',
      'team.decidesIn',
      'waiting.contactId as waitingId',
      'waiting.claimedBy',
      'waiting.claimedAt',
      'waiting.furtherEnquiries',
    ])
    .where('contact.authorityId', '=', tx.who.authorityId)
    .where('contact.id', '=', contactId)
    // Worked out first, whether or not there is such a contact: a hidden one takes as long as a missing one.
    .where(sql<boolean>`(select front_door.open_of(${contactId}))`)
    .executeTakeFirst()
  if (!row) return null
  const { referrerName, referrerRole, referrerAgency, referrerTelephone, referrerEmail, decidesIn, ...rest } = row
  const { waitingId, claimedBy, claimedAt, furtherEnquiries, ...contact } = rest
  return {
    ...contact,
    referrer: {
      name: referrerName,
      role: referrerRole,
      agency: referrerAgency,
      telephone: referrerTelephone,
      email: referrerEmail,
    },
    isDecidedElsewhere: decidesIn === 'case-system',
    waiting: waitingId === null ? null : { claimedBy, claimedAt, furtherEnquiries: furtherEnquiries ?? '' },
  }
}

const listContactChildren = (tx: Tx, contactId: string) =>
  on(tx)
    .selectFrom('frontDoor.contactChild as child')
    .leftJoin('frontDoor.contactChildRemoval as removal', (join) =>
      join
        .onRef('removal.authorityId', '=', 'child.authorityId')
        .onRef('removal.contactId', '=', 'child.contactId')
        .onRef('removal.childId', '=', 'child.childId'),
    )
    .select(['child.childId', 'child.recordedAt'])
    .where('child.authorityId', '=', tx.who.authorityId)
    .where('child.contactId', '=', contactId)
    .where('removal.childId', 'is', null)
    .orderBy('child.recordedAt')
    .orderBy('child.childId')
    .execute()
