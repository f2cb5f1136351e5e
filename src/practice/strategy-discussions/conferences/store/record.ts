import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import { watchAgain } from '../../store/watch.ts'
import { on } from '../tables.ts'
import type { ConferenceStepKind, Section47Outcome } from '../words.ts'
import type { Enquiry } from './enquiries.ts'

/** Enough of an enquiry to record something about it. */
export type About = Pick<Enquiry, 'id' | 'discussionId' | 'childId'>

export interface NewEnd {
  readonly outcome: Section47Outcome
  readonly reasons: string
  readonly endedAt: Temporal.Instant
  readonly authorisedBy: string | null
  readonly knownAt?: Temporal.Instant
}

/** How the enquiry ended. Where an end stands already, this one takes its place. */
export async function recordEnd(tx: Tx, enquiry: About & Pick<Enquiry, 'end'>, end: NewEnd): Promise<void> {
  const row = {
    ...end,
    knownAt: end.knownAt ?? tx.now,
    authorityId: tx.who.authorityId,
    id: newId(),
    section_47Id: enquiry.id,
    discussionId: enquiry.discussionId,
    corrects: enquiry.end?.id ?? null,
  }
  await on(tx).insertInto('strategy.section_47End').values(row).execute()
  await changed(tx, 'section-47.ended', enquiry, row)
}

export interface NewStep {
  readonly kind: ConferenceStepKind
  /** The step whose place this one takes. */
  readonly replaces?: string | null
  readonly slotId?: string
  readonly heldOn?: Temporal.PlainDate
  readonly ledToPlan?: boolean | null
  readonly reason?: string
  /** Who authorised it, where somebody has to. */
  readonly personId?: string | null
  readonly happenedAt?: Temporal.Instant
  readonly knownAt?: Temporal.Instant
  /** Whoever is signed in, unless a job tells what somebody else recorded. */
  readonly recordedBy?: string
}

/** A step of the child's conference. The database refuses a second of a kind, and a slot that another family has. */
export async function recordConferenceStep(tx: Tx, enquiry: About, step: NewStep): Promise<void> {
  const row = {
    replaces: null,
    slotId: null,
    heldOn: null,
    ledToPlan: null,
    personId: null,
    happenedAt: tx.now,
    knownAt: tx.now,
    ...step,
    authorityId: tx.who.authorityId,
    id: newId(),
    section_47Id: enquiry.id,
    discussionId: enquiry.discussionId,
    childId: enquiry.childId,
  }
  await on(tx).insertInto('strategy.conferenceStep').values(row).execute()
  await changed(tx, `conference.${step.kind}`, enquiry, row)
}

export interface NewInterimCheck {
  readonly checkedAt: Temporal.Instant
  readonly checkedBy: string
  readonly isSafe: boolean
  /** What was seen. */
  readonly what: string
  /** What was done at once, where the plan does not keep the child safe. */
  readonly done: string
  /** The service manager who was told of that. */
  readonly toldId: string | null
  /** Who looks next week. */
  readonly nextBy: string | null
  readonly knownAt?: Temporal.Instant
  readonly recordedBy?: string
}

/** Somebody looked whether the interim plan keeps a child safe who waits for a conference. */
export async function recordInterimCheck(tx: Tx, enquiry: About, check: NewInterimCheck): Promise<void> {
  const row = {
    ...check,
    knownAt: check.knownAt ?? tx.now,
    authorityId: tx.who.authorityId,
    id: newId(),
    section_47Id: enquiry.id,
    discussionId: enquiry.discussionId,
  }
  await on(tx).insertInto('strategy.interimCheck').values(row).execute()
  await changed(tx, 'interim-plan.checked', enquiry, row)
}

async function changed(tx: Tx, action: string, about: About, content: object & { readonly id: string }): Promise<void> {
  await watchAgain(tx, about.discussionId)
  tx.trail.changed({ action, subjects: [about.discussionId, about.childId, about.id, content.id], content })
}
