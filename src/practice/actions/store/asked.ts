import { type RawBuilder, sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { ActionState, FromKind } from '../words.ts'

export const sortKeys = ['due', 'reference', 'from', 'owner', 'recorded'] as const

/** Which actions, in which order. What is left out does not narrow the list. */
export interface ActionsAsked {
  readonly ids?: readonly string[]
  readonly fromKind?: FromKind
  readonly fromId?: string
  readonly states?: readonly ActionState[]
  /** To do, and its day is over. */
  readonly isOverdue?: boolean
  /** Owned by any of these people. */
  readonly ownerPersonIds?: readonly string[]
  /** A partner agency, its desk and its people; 'own' for the authority's own people. */
  readonly ownerAgency?: string
  /** Also what the desk of this agency is to do, beside what the people named above are. */
  readonly orDeskOf?: string
  readonly recordedBy?: string
  readonly childId?: string
  readonly dueFrom?: Temporal.PlainDate
  /** Up to and including this day. */
  readonly dueBy?: Temporal.PlainDate
  readonly sort?: (typeof sortKeys)[number]
  readonly direction?: 'ascending' | 'descending'
  readonly limit?: number
  readonly skip?: number
}

/** Written out and not handed over, so that the partial indexes of what is open can serve them. */
const stateIs: Readonly<Record<ActionState, RawBuilder<unknown>>> = {
  open: sql`stands.state = 'open'`,
  done: sql`stands.state = 'done'`,
  verified: sql`stands.state = 'verified'`,
  cancelled: sql`stands.state = 'cancelled'`,
}

/** The conditions of a question, at least one, on `stands` (how it stands) and `action`. */
export function conditionsOf(asked: ActionsAsked, today: Temporal.PlainDate): readonly RawBuilder<unknown>[] {
  const conditions: RawBuilder<unknown>[] = [sql`true`]
  const add = (value: unknown, condition: () => RawBuilder<unknown>) => {
    if (value !== undefined && value !== false) conditions.push(condition())
  }
  add(asked.ids, () => sql`stands.action_id = any (${asked.ids}::uuid[])`)
  add(asked.fromKind, () => sql`action.from_kind = ${asked.fromKind}`)
  add(asked.fromId, () => sql`action.from_id = ${asked.fromId}`)
  add(
    asked.states,
    () =>
      sql`(${sql.join(
        (asked.states ?? []).map((state) => stateIs[state]),
        sql` or `,
      )})`,
  )
  add(asked.isOverdue, () => sql`stands.state = 'open' and stands.due_on < ${today}`)
  add(asked.ownerPersonIds, () => ownedBy(asked))
  add(asked.ownerAgency, () =>
    asked.ownerAgency === 'own'
      ? sql`stands.owner_agency_id is null`
      : sql`stands.owner_agency_id = ${asked.ownerAgency}`,
  )
  add(asked.recordedBy, () => sql`stands.recorded_by = ${asked.recordedBy}`)
  add(
    asked.childId,
    () => sql`exists (
    select from actions.action_child about
     where about.authority_id = stands.authority_id and about.action_id = stands.action_id
       and about.child_id = ${asked.childId})`,
  )
  add(asked.dueFrom, () => sql`stands.due_on >= ${asked.dueFrom}`)
  add(asked.dueBy, () => sql`stands.due_on <= ${asked.dueBy}`)
  return conditions
}

const ownedBy = ({ ownerPersonIds, orDeskOf }: ActionsAsked): RawBuilder<unknown> =>
  orDeskOf === undefined
    ? sql`stands.owner_person_id = any (${ownerPersonIds}::uuid[])`
    : sql`(stands.owner_person_id = any (${ownerPersonIds}::uuid[])
           or stands.owner_agency_id = ${orDeskOf} and stands.owner_person_id is null)`

const orders: Readonly<Record<(typeof sortKeys)[number], RawBuilder<unknown>>> = {
  due: sql`stands.due_on`,
  reference: sql`action.number`,
  from: sql`action.from_kind`,
  owner: sql`coalesce(owner.name, agency.name)`,
  recorded: sql`action.recorded_at`,
}

/** Soonest due first, unless asked otherwise; within it the order in which they were recorded. */
export const orderOf = ({ sort = 'due', direction }: ActionsAsked): RawBuilder<unknown> =>
  direction === 'descending' ? sql`${orders[sort]} desc, action.number desc` : sql`${orders[sort]}, action.number`
