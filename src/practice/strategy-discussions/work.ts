import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { timeLeftInWords, whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import type { WorkItem, WorkSource } from '#platform/area'
import { may } from '#platform/http'
import type { Tx } from '#platform/transaction'
import { readSettings, serviceManagerFor } from '#practice/organisation'
import { afterWork } from './after/work.ts'
import { meetingWork } from './meeting/work.ts'
import { paths } from './paths.ts'
import { heldBy } from './rules/limits.ts'
import { listConcerns } from './store/concerns.ts'
import { listNotHoldingToReview } from './store/not-holding.ts'

/** What is due of discussions: to be held, decisions against one to be reviewed, concerns without an answer. */
export const discussionsWork: WorkSource = async (tx, asked) => {
  const { user, people } = asked
  const atAndAfter = [...(await meetingWork(tx, asked)), ...(await afterWork(tx, asked))]
  if (!may(user, access.workDiscussions)) return atAndAfter
  return [
    ...atAndAfter,
    ...(await dueItems(tx, people)),
    ...(await concernItems(tx)),
    ...(may(user, access.reviewNotHolding) ? await reviewItems(tx, people) : []),
  ]
}

interface DueRow {
  readonly id: string
  readonly reference: string
  readonly dueAt: Temporal.Instant
  readonly startsAt: Temporal.Instant | null
  readonly ownerId: string | null
}

/** Due discussions: whoever chairs the meeting that is arranged, or the worker; without either, anybody's. */
async function dueItems(tx: Tx, people: readonly string[]): Promise<readonly WorkItem[]> {
  const { rows } = await sql<DueRow>`
    select discussion.id, discussion.reference, discussion.due_at, planned.starts_at,
           coalesce(planned.chair_id, worker.line_manager_id, discussion.decided_to_hold_by) as owner_id
      from strategy.watch watch
      join strategy.discussion discussion
        on discussion.authority_id = watch.authority_id and discussion.id = watch.discussion_id
      left join strategy.standing_settlement settled
        on settled.authority_id = discussion.authority_id and settled.discussion_id = discussion.id
      left join strategy.standing_arrangement planned
        on planned.authority_id = discussion.authority_id and planned.discussion_id = discussion.id
      left join organisation.person worker
        on worker.authority_id = discussion.authority_id and worker.id = discussion.allocated_worker_id
     where watch.authority_id = ${tx.who.authorityId} and watch.until_at is null
       and coalesce(settled.kind, 'reopened') = 'reopened'
     order by discussion.due_at`.execute(tx.sql)
  return rows
    .filter(({ ownerId }) => ownerId === null || people.includes(ownerId))
    .map(({ id, reference, dueAt, startsAt, ownerId }) => ({
      id: `discussion:${id}`,
      due: dueAt,
      title: `Strategy discussion ${reference}`,
      detail: `${startsAt === null ? 'Not arranged yet' : `Arranged for ${whenInWords(startsAt, tx.now)}`}, ${timeLeftInWords(dueAt, tx.now).text}`,
      verb: startsAt === null ? 'Arrange' : 'Open',
      href: paths.discussion({ discussionId: id }),
      ownerId,
    }))
}

async function concernItems(tx: Tx): Promise<readonly WorkItem[]> {
  const settings = await readSettings(tx)
  const { concerns } = await listConcerns(tx, { isAnswered: false, limit: 50, skip: 0 })
  return concerns.map(({ id, reference, agencyName, raisedAt }) => ({
    id: `concern:${id}`,
    due: heldBy(raisedAt, settings),
    title: `Concern ${reference}`,
    detail: `${agencyName ?? 'A partner'} asks whether a strategy discussion is needed`,
    verb: 'Decide',
    href: paths.concern({ concernId: id }),
    ownerId: null,
  }))
}

/** The service manager's in whose line the team is; without one, anybody's who may. */
async function reviewItems(tx: Tx, people: readonly string[]): Promise<readonly WorkItem[]> {
  const waiting = await listNotHoldingToReview(tx)
  const items: WorkItem[] = []
  for (const { discussionId, reference, decidedAt, decidedBy, reviewDueAt, teamId } of waiting) {
    const owner = teamId === null ? null : await serviceManagerFor(tx, { teamId }, tx.now)
    const ownerId = owner === null || owner.personId === decidedBy ? null : owner.personId
    if (decidedBy !== null && people.includes(decidedBy) && people.length === 1) continue
    if (ownerId !== null && !people.includes(ownerId)) continue
    items.push({
      id: `not-holding:${discussionId}`,
      due: reviewDueAt,
      title: `${reference} is not to be held`,
      detail: `Decided ${whenInWords(decidedAt, tx.now)}: do you agree?`,
      verb: 'Review',
      href: paths.reviewNotHolding({ discussionId }),
      ownerId,
    })
  }
  return items
}
