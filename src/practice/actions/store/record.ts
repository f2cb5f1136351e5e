import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import { invalid, type Outcome, ok } from '#kernel/outcome'
import type { Tx } from '#platform/transaction'
import { on, recorder } from '../tables.ts'
import { type FromKind, kindsAboutChildren, type NotOwner, notOwnerWords } from '../words.ts'
import type { ActionOwner } from './actions.ts'

export interface NewAction {
  readonly id?: string
  readonly what: string
  readonly why?: string
  readonly from: {
    readonly kind: FromKind
    /** The record it comes from, in its own area. */
    readonly id?: string | null
    /** What people call that: "SD-412". */
    readonly reference?: string
  }
  readonly owner: ActionOwner
  readonly dueOn: Temporal.PlainDate
  /** The children it concerns, by id. Partners never see which. */
  readonly children?: readonly string[]
  /** Whether its words may tell of a child. Where a child is named, or from a discussion of one, they always may. */
  readonly isAboutChildren?: boolean
  /** Whoever is signed in, unless a job records what somebody else set: PostgreSQL lets a person name nobody else. */
  readonly recordedBy?: string
  /** Now; earlier only where a job tells what was set before. */
  readonly recordedAt?: Temporal.Instant
}

/**
 * Puts something down that is to be done, and answers its id and reference. Invalid, on the field `owner`, when whoever is to do
 * it could not see it or has left; on `children` when one of them is not open to whoever records it.
 */
export async function recordAction(
  tx: Tx,
  {
    id = newId(),
    what,
    why = '',
    from,
    owner,
    dueOn,
    children = [],
    isAboutChildren,
    recordedBy,
    recordedAt,
  }: NewAction,
): Promise<Outcome<{ readonly id: string; readonly reference: string }>> {
  const isAbout = isAboutChildren === true || children.length > 0 || kindsAboutChildren.has(from.kind)
  const problem = await ownerProblem(tx, owner, isAbout, children)
  if (problem !== null) return invalid({ field: 'owner', message: problem })
  if (!(await areOpen(tx, children)))
    return invalid({ field: 'children', message: 'One of these records is not open to you, or is not there' })
  const number = await nextNumber(tx)
  const row = {
    ...{ authorityId: tx.who.authorityId, id, number, what, why, dueOn },
    ...{ fromKind: from.kind, fromId: from.id ?? null, fromReference: from.reference ?? '' },
    ...{ ownerPersonId: owner.personId, ownerAgencyId: owner.agencyId, ownerName: owner.name },
    ...{ isAboutChildren: isAbout, recordedBy: recordedBy ?? recorder(tx) },
    ...(recordedAt === undefined ? {} : { recordedAt }),
  }
  await on(tx).insertInto('actions.action').values(row).execute()
  const concerned = [...new Set(children)].map((childId) => ({ authorityId: row.authorityId, actionId: id, childId }))
  if (concerned.length > 0) await on(tx).insertInto('actions.actionChild').values(concerned).execute()
  tx.trail.changed({ action: 'action.recorded', subjects: [id, ...children], content: { ...row, children } })
  return ok({ id, reference: `A-${number}` })
}

/** Why this owner cannot be given such an action, in words; null when they can. */
export async function ownerProblem(
  tx: Tx,
  { personId, agencyId }: ActionOwner,
  isAboutChildren: boolean,
  children: readonly string[],
): Promise<string | null> {
  if (personId === null && agencyId === null) return notOwnerWords['wrong-agency']
  const { rows } = await sql<{ problem: NotOwner | null }>`
    select actions.why_not_owner(${personId}, ${agencyId}, ${isAboutChildren}, ${[...children]}::uuid[]) as problem`.execute(
    tx.sql,
  )
  const problem = rows[0]?.problem ?? null
  return problem === null ? null : notOwnerWords[problem]
}

/** Whether all of these records are open to whoever asks. A minute-taker, who may open none, can name those not restricted. */
async function areOpen(tx: Tx, children: readonly string[]): Promise<boolean> {
  if (children.length === 0 || tx.who.kind === 'system') return true
  const { rows } = await sql<{ isOpen: boolean }>`
    select not ${[...children]}::uuid[] && children.closed_children() as is_open`.execute(tx.sql)
  return rows[0]?.isOpen === true
}

async function nextNumber(tx: Tx): Promise<number> {
  const { rows } = await sql<{ number: number }>`select actions.next_number() as number`.execute(tx.sql)
  const number = rows[0]?.number
  if (number === undefined) throw new Error('PostgreSQL gave no number for an action')
  return number
}
