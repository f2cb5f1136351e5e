import { sql } from 'kysely'
import { asSystem } from '#platform/access'
import { listAuthorities } from '#platform/db'
import type { Job } from '#platform/jobs'
import { type Tx, transact } from '#platform/transaction'
import { type Discussion, lockDiscussion } from '../store/discussions.ts'
import { followNamed } from './named.ts'
import { callOff, findArrangement } from './store/arrangements.ts'
import { tellInvited } from './tell.ts'
import { tellJobName } from './words.ts'

/**
 * What follows from what others recorded, each minute: a discussion that was cancelled or decided against is called off in
 * everybody's calendar, whoever was named in somebody's place is asked, and asked no more when the answer changes. Whatever
 * way the fact came, and run twice, everybody is told once.
 */
export const followJob = (publicUrl: string): Job => ({
  name: tellJobName,
  cron: '* * * * *',
  async run(database) {
    for (const { authorityId } of await listAuthorities(database)) {
      const who = asSystem(authorityId, tellJobName)
      for (const discussionId of await transact(database, who, listToFollow))
        await transact(database, who, (tx) => follow(tx, publicUrl, discussionId))
    }
  },
})

/** Discussions arranged for yesterday or later of which something was recorded that people have to be told. */
export async function listToFollow(tx: Tx): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct planned.discussion_id as id
      from strategy.arrangement planned
     where planned.authority_id = ${tx.who.authorityId} and planned.starts_at > ${tx.now}::timestamptz - interval '1 day'
       and (exists (select from strategy.standing_settlement settled
                     where settled.authority_id = planned.authority_id and settled.discussion_id = planned.discussion_id
                       and settled.kind in ('cancelled', 'decided-not-to-hold')
                       and exists (select from strategy.standing_arrangement standing
                                    where standing.authority_id = planned.authority_id
                                      and standing.discussion_id = planned.discussion_id))
            or exists (select from strategy.reply said
                        where said.authority_id = planned.authority_id and said.discussion_id = planned.discussion_id
                          and said.answer = 'someone-else'))`.execute(tx.sql)
  return rows.map(({ id }) => id)
}

async function follow(tx: Tx, publicUrl: string, discussionId: string): Promise<void> {
  const discussion = await lockDiscussion(tx, discussionId)
  if (discussion === null || discussion.state === 'held') return
  const called = await callOffIfSettled(tx, discussion)
  const changed = discussion.state === 'due' ? await followNamed(tx, discussion.id) : 0
  if (!called && changed === 0) return
  await tellInvited(tx, publicUrl, discussion)
  tx.trail.ran('invitations.followed', { discussion: discussion.id, called, changed })
}

async function callOffIfSettled(tx: Tx, { id, state, settlement }: Discussion): Promise<boolean> {
  const arrangement = await findArrangement(tx, id)
  if (state === 'due' || settlement === null || arrangement === null || arrangement.isCancelled) return false
  await callOff(tx, arrangement, settlement.reason)
  return true
}
