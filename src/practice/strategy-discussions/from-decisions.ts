import { sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import { asSystem } from '#platform/access'
import { listAuthorities } from '#platform/db'
import type { Job } from '#platform/jobs'
import { type Tx, transact } from '#platform/transaction'
import { type DecidedFor, listDecidedSince } from '#practice/front-door'
import { findTeam, readSettings } from '#practice/organisation'
import { heldBy } from './rules/limits.ts'
import { addDiscussionChild, recordDiscussion } from './store/record-discussions.ts'

/** Looked back so far, so that a stop of some weeks leaves no decision without its discussion. */
const daysBack = 35

/**
 * A contact for which a strategy discussion was decided makes one due, within a minute: one for the contact, about all
 * children that it was decided for. Whoever runs it, and however often, there is one.
 */
export const dueFromDecisionsJob: Job = {
  name: 'strategy-discussions.due-from-decisions',
  cron: '* * * * *',
  async run(database, now) {
    for (const { authorityId } of await listAuthorities(database))
      await transact(database, asSystem(authorityId, 'strategy-discussions.due-from-decisions'), (tx) =>
        makeDue(tx, now),
      )
  },
}

/** Answers how many discussions became due. */
export async function makeDue(tx: Tx, now: Temporal.Instant): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended('strategy.due-from-decisions', ${tx.who.authorityId}))`.execute(
    tx.sql,
  )
  const decided = await listDecidedSince(tx, 'strategy-discussion', now.subtract({ hours: 24 * daysBack }))
  const contacts = Map.groupBy(decided, ({ contactId }) => contactId)
  const standing = await discussionsOf(tx, [...contacts.keys()])
  let made = 0
  for (const [contactId, decisions] of contacts) {
    const known = standing.get(contactId)
    if (known === undefined) {
      await makeOneDue(tx, contactId, decisions)
      made += 1
      continue
    }
    // Another child of the same contact was decided later.
    for (const { childId, decisionId, hasDisability } of decisions.filter(
      (each) => !known.children.includes(each.childId),
    ))
      if (known.isDue) await addDiscussionChild(tx, known.id, { childId, decisionId, hasDisability })
  }
  return made
}

async function makeOneDue(tx: Tx, contactId: string, decisions: readonly DecidedFor[]): Promise<void> {
  const [first] = decisions.toSorted((one, other) => Temporal.Instant.compare(one.decidedAt, other.decidedAt))
  if (first === undefined) return
  const team = first.teamId === null ? null : await findTeam(tx, first.teamId)
  await recordDiscussion(tx, {
    origin: 'decision',
    route: 'front-door',
    contactId,
    children: decisions.map(({ childId, decisionId, hasDisability }) => ({ childId, decisionId, hasDisability })),
    reasonableCauseAt: first.decidedAt,
    reasonableCause: [first.worry, first.why].filter((part) => part !== '').join('\n'),
    reasonableCauseBy: first.decidedBy,
    decidedToHoldAt: first.decidedAt,
    decidedToHoldBy: first.decidedBy,
    dueAt: heldBy(first.decidedAt, await readSettings(tx)),
    teamId: first.teamId,
    areaId: team?.areaId ?? null,
  })
}

interface Standing {
  readonly id: string
  readonly contactId: string
  readonly children: readonly string[]
  readonly isDue: boolean
}

async function discussionsOf(tx: Tx, contactIds: readonly string[]): Promise<ReadonlyMap<string, Standing>> {
  if (contactIds.length === 0) return new Map()
  const { rows } = await sql<Standing>`
    select discussion.id, discussion.contact_id,
           array(select about.child_id from strategy.discussion_child about
                  where about.authority_id = discussion.authority_id and about.discussion_id = discussion.id) as children,
           coalesce(settled.kind, 'reopened') = 'reopened' as is_due
      from strategy.discussion discussion
      left join strategy.standing_settlement settled
        on settled.authority_id = discussion.authority_id and settled.discussion_id = discussion.id
     where discussion.authority_id = ${tx.who.authorityId} and discussion.contact_id = any (${[...contactIds]}::uuid[])
       and discussion.origin = 'decision'`.execute(tx.sql)
  return new Map(rows.map((row) => [row.contactId, row]))
}
