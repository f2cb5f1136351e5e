import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import { on, recorder } from '../tables.ts'
import type { StepKind } from '../words.ts'
import { type Action, type ActionOwner, findAction, ownerInWords } from './actions.ts'

/** One step in what became of an action. */
export interface Step {
  readonly id: string
  readonly number: number
  readonly kind: StepKind
  /** Evidence, how somebody knows, or the reason. */
  readonly words: string
  readonly happenedOn: Temporal.PlainDate | null
  readonly toDueOn: Temporal.PlainDate | null
  /** To whom it was handed; null for other steps. */
  readonly toOwnerWords: string | null
  readonly corrects: string | null
  readonly recordedAt: Temporal.Instant
  readonly recordedBy: string | null
  /** Null for a job, and for names that are not for whoever asks. */
  readonly recordedByName: string | null
}

type Row = Omit<Step, 'toOwnerWords'> & {
  readonly toOwnerPersonId: string | null
  readonly toOwnerAgencyId: string | null
  readonly toOwnerName: string
  readonly personName: string | null
  readonly agencyName: string | null
}

/** What became of an action, in order; for a partner, since it was theirs. */
export async function listSteps(tx: Tx, actionId: string): Promise<readonly Step[]> {
  const { rows } = await sql<Row>`
    select step.id, step.number, step.kind, step.words, step.happened_on, step.to_due_on, step.to_owner_person_id,
           step.to_owner_agency_id, step.to_owner_name, step.corrects, step.recorded_at, step.recorded_by,
           recorded.name as recorded_by_name, owner.name as person_name, agency.name as agency_name
      from actions.action_step step
      left join organisation.person recorded
        on recorded.authority_id = step.authority_id and recorded.id = step.recorded_by
      left join organisation.person owner
        on owner.authority_id = step.authority_id and owner.id = step.to_owner_person_id
      left join organisation.agency agency
        on agency.authority_id = step.authority_id and agency.id = step.to_owner_agency_id
     where step.authority_id = ${tx.who.authorityId} and step.action_id = ${actionId}
     order by step.number`.execute(tx.sql)
  return rows.map(asStep)
}

function asStep({ toOwnerPersonId, toOwnerAgencyId, toOwnerName, personName, agencyName, ...step }: Row): Step {
  const wasHanded = toOwnerPersonId !== null || toOwnerAgencyId !== null
  const owner = { ownerPersonId: toOwnerPersonId, ownerName: toOwnerName }
  return { ...step, toOwnerWords: wasHanded ? ownerInWords(owner, personName, agencyName) : null }
}

/** The last step that nobody took back: the only one that can be. */
export function lastStanding(steps: readonly Step[]): Step | null {
  const corrected = new Set(steps.map(({ corrects }) => corrects))
  return steps.findLast(({ id, kind }) => kind !== 'taken-back' && !corrected.has(id)) ?? null
}

/** Like {@link findAction}, after everybody who was about to change it: two people who press at once take turns. */
export async function lockAction(tx: Tx, actionId: string): Promise<Action | null> {
  await sql`select pg_advisory_xact_lock(hashtextextended('actions.action ' || ${actionId}::text, 0))`.execute(tx.sql)
  return findAction(tx, actionId)
}

export interface NewStep {
  readonly kind: StepKind
  readonly words: string
  readonly happenedOn?: Temporal.PlainDate
  readonly toDueOn?: Temporal.PlainDate | null
  readonly toOwner?: ActionOwner
  readonly corrects?: string
  /** As for an action: only for a job that records what somebody else did. */
  readonly recordedBy?: string
  readonly recordedAt?: Temporal.Instant
}

/** Records a step on an action that was locked. Whether it may follow was decided by the rules; PostgreSQL checks it again. */
export async function recordStep(tx: Tx, { id: actionId }: Pick<Action, 'id'>, step: NewStep): Promise<void> {
  const row = {
    ...{ authorityId: tx.who.authorityId, id: newId(), actionId, kind: step.kind, words: step.words },
    ...{ happenedOn: step.happenedOn ?? null, toDueOn: step.toDueOn ?? null, corrects: step.corrects ?? null },
    ...{ toOwnerPersonId: step.toOwner?.personId ?? null, toOwnerAgencyId: step.toOwner?.agencyId ?? null },
    ...{ toOwnerName: step.toOwner?.name ?? '', recordedBy: step.recordedBy ?? recorder(tx) },
    ...(step.recordedAt === undefined ? {} : { recordedAt: step.recordedAt }),
  }
  await on(tx).insertInto('actions.actionStep').values(row).execute()
  tx.trail.changed({ action: `action.${step.kind}`, subjects: [actionId], content: row })
}
