import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { londonDate } from '#kernel/clock'
import type { Tx } from '#platform/transaction'
import { isOverdue } from '../rules/due.ts'
import type { ActionState, FromKind } from '../words.ts'
import { type ActionsAsked, conditionsOf, orderOf } from './asked.ts'

/** Who is to do something: a person (of ours or of a partner agency), or the desk of a partner agency. */
export interface ActionOwner {
  readonly personId: string | null
  /** The partner agency of the person, or whose desk it is; null for the authority's own people. */
  readonly agencyId: string | null
  /** Who at the desk; '' for a person or for nobody in particular. */
  readonly name: string
}

/** An action as it stands. */
export interface Action {
  readonly id: string
  /** "A-412". */
  readonly reference: string
  readonly what: string
  readonly why: string
  readonly fromKind: FromKind
  /** What it comes from, in its own area; null for an own action or where only the reference is known. */
  readonly fromId: string | null
  readonly fromReference: string
  readonly ownerPersonId: string | null
  readonly ownerAgencyId: string | null
  readonly ownerName: string
  /** "Amina Khan", "Sam Stone, County Police", "County Police: the desk". A partner is not told the names of our people. */
  readonly ownerWords: string
  readonly dueOn: Temporal.PlainDate
  readonly state: ActionState
  /** To do, and its day is over. */
  readonly isOverdue: boolean
  readonly isAboutChildren: boolean
  readonly recordedAt: Temporal.Instant
  readonly recordedBy: string | null
  readonly recordedByName: string | null
  /** Begins anew when the owner or the date changes. */
  readonly round: number
  readonly doneOn: Temporal.PlainDate | null
  readonly doneAt: Temporal.Instant | null
  readonly doneBy: string | null
  /** When it was verified or cancelled. */
  readonly settledAt: Temporal.Instant | null
}

type Row = Omit<Action, 'ownerWords' | 'isOverdue'> & {
  readonly personName: string | null
  readonly agencyName: string | null
}

/**
 * Actions that whoever asks may know of, and how many there are in all. Trailed as read where they are about children. What is
 * to do and to be verified costs with what is open, however many were settled long ago.
 */
export async function listActions(
  tx: Tx,
  asked: ActionsAsked,
): Promise<{ readonly actions: readonly Action[]; readonly total: number }> {
  const conditions = conditionsOf(asked, londonDate(tx.now))
  const { rows } = await sql<Row & { total: number }>`
    select action.id, action.reference, action.what, action.why, action.from_kind, action.from_id, action.from_reference,
           stands.owner_person_id, stands.owner_agency_id, stands.owner_name, owner.name as person_name,
           agency.name as agency_name, stands.due_on, stands.state, action.is_about_children, action.recorded_at,
           action.recorded_by, recorded.name as recorded_by_name, stands.round, stands.done_on, stands.done_at,
           stands.done_by, stands.settled_at, count(*) over ()::integer as total
      from actions.action_now stands
      join actions.action action on action.authority_id = stands.authority_id and action.id = stands.action_id
      left join organisation.person owner
        on owner.authority_id = stands.authority_id and owner.id = stands.owner_person_id
      left join organisation.agency agency
        on agency.authority_id = stands.authority_id and agency.id = stands.owner_agency_id
      left join organisation.person recorded
        on recorded.authority_id = action.authority_id and recorded.id = action.recorded_by
     where stands.authority_id = ${tx.who.authorityId} and ${sql.join(conditions, sql` and `)}
     order by ${orderOf(asked)}
     limit ${asked.limit ?? null} offset ${asked.skip ?? 0}`.execute(tx.sql)
  tx.trail.saw(
    'action',
    rows.filter(({ isAboutChildren }) => isAboutChildren).map(({ id }) => id),
  )
  return { actions: rows.map((row) => asAction(row, tx.now)), total: rows[0]?.total ?? 0 }
}

function asAction(row: Row & { readonly total?: number }, now: Temporal.Instant): Action {
  const { personName, agencyName, total: _total, ...action } = row
  return {
    ...action,
    ownerWords: ownerInWords(row, personName, agencyName),
    isOverdue: row.state === 'open' && isOverdue(row.dueOn, now),
  }
}

/** An owner in words; somebody whose name is not for whoever asks is of the authority or of an agency. */
export function ownerInWords(
  { ownerPersonId, ownerName }: Pick<Action, 'ownerPersonId' | 'ownerName'>,
  personName: string | null,
  agencyName: string | null,
): string {
  if (ownerPersonId === null) return `${agencyName ?? 'A partner agency'}: ${ownerName === '' ? 'the desk' : ownerName}`
  if (personName === null) return agencyName ?? 'Somebody of the authority'
  return agencyName === null ? personName : `${personName}, ${agencyName}`
}

/** One action; null when there is none that whoever asks may know of. */
export async function findAction(tx: Tx, actionId: string): Promise<Action | null> {
  const { actions } = await listActions(tx, { ids: [actionId], limit: 1 })
  return actions[0] ?? null
}

/** Everything that came from one thing (a strategy discussion, a meeting, an audit), soonest due first. */
export async function listActionsFrom(
  tx: Tx,
  { kind, id }: { readonly kind: FromKind; readonly id: string },
): Promise<readonly Action[]> {
  return (await listActions(tx, { fromKind: kind, fromId: id })).actions
}

/** How many actions from one thing stand where, without a word of them: also for those who may not read them. */
export async function countActionsFrom(
  tx: Tx,
  { kind, id }: { readonly kind: FromKind; readonly id: string },
): Promise<Readonly<Record<ActionState | 'overdue', number>>> {
  const { rows } = await sql<{ state: ActionState; isOverdue: boolean; actions: number }>`
    select * from actions.count_from(${kind}, ${id})`.execute(tx.sql)
  const count = (wanted: (row: (typeof rows)[number]) => boolean): number =>
    rows.filter(wanted).reduce((sum, { actions }) => sum + actions, 0)
  return {
    open: count(({ state }) => state === 'open'),
    overdue: count((row) => row.isOverdue),
    done: count(({ state }) => state === 'done'),
    verified: count(({ state }) => state === 'verified'),
    cancelled: count(({ state }) => state === 'cancelled'),
  }
}

/** The children whose records an action names, as far as they are open to whoever asks; nobody for partners. */
export async function listChildrenOf(tx: Tx, actionId: string): Promise<readonly string[]> {
  const { rows } = await sql<{ childId: string }>`
    select child_id from actions.action_child
     where authority_id = ${tx.who.authorityId} and action_id = ${actionId}`.execute(tx.sql)
  return rows.map(({ childId }) => childId)
}
