import type { Generated } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'
import type { ActionState, FromKind, StepKind } from './words.ts'

/** The area's tables, as Kysely sees them. */
type ActionTables = {
  'actions.action': {
    authorityId: number
    id: string
    number: number
    reference: Generated<string>
    what: string
    why: string
    fromKind: FromKind
    fromId: string | null
    fromReference: string
    ownerPersonId: string | null
    ownerAgencyId: string | null
    ownerName: string
    dueOn: Temporal.PlainDate
    isAboutChildren: boolean
    recordedAt: Generated<Temporal.Instant>
    recordedBy: Generated<string | null>
  }
  'actions.actionChild': {
    authorityId: number
    actionId: string
    childId: string
    recordedAt: Generated<Temporal.Instant>
  }
  'actions.actionStep': {
    authorityId: number
    id: string
    actionId: string
    number: Generated<number>
    kind: StepKind
    words: string
    happenedOn: Temporal.PlainDate | null
    toDueOn: Temporal.PlainDate | null
    toOwnerPersonId: string | null
    toOwnerAgencyId: string | null
    toOwnerName: Generated<string>
    corrects: string | null
    recordedAt: Generated<Temporal.Instant>
    recordedBy: Generated<string | null>
  }
  'actions.actionClimb': {
    authorityId: number
    actionId: string
    round: number
    rung: number
    toPersonId: string | null
    toAgencyRung: number | null
    dueOn: Temporal.PlainDate
    climbedAt: Generated<Temporal.Instant>
  }
  'actions.actionNow': {
    authorityId: number
    actionId: string
    state: ActionState
  }
}

export const on = (tx: Tx) => tx.sql.withTables<ActionTables>()

/** Who records: the person signed in, or nobody for a job. */
export const recorder = (tx: Tx): string | null => (tx.who.kind === 'person' ? tx.who.personId : null)
