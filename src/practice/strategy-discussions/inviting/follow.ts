import { sql } from 'kysely'
import { asSystem } from '#platform/access'
import { listAuthorities } from '#platform/db'
import type { Job } from '#platform/jobs'
import { type Tx, transact } from '#platform/transaction'
import { listAgencies } from '#practice/organisation'
import { type Discussion, lockDiscussion } from '../store/discussions.ts'
import { followNamed } from './named.ts'
import { callOff, findArrangement } from './store/arrangements.ts'
import { listInvitations, recordInvitation } from './store/invitations.ts'
import { tellInvited } from './tell.ts'
import { tellJobName } from './words.ts'

/**
 * What follows from what others recorded, each minute: a discussion that was cancelled or decided against is called off in
 * everybody's calendar, whoever was named in somebody's place is asked, and asked no more when the answer changes; where the case
 * system told of a time, the NHS and the police are asked to it. Whatever
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
                          and said.answer = 'someone-else')
            or ${arrangedElsewhere('planned')})`.execute(tx.sql)
  return rows.map(({ id }) => id)
}

/** The case system told of a time that is still to come: nobody here has asked anybody. */
const arrangedElsewhere = (planned: string) => sql`(
  ${sql.ref(planned)}.recorded_by is null and ${sql.ref(planned)}.starts_at > now() and not ${sql.ref(planned)}.is_cancelled
  and not exists (select from strategy.arrangement later
                   where later.authority_id = ${sql.ref(planned)}.authority_id and later.replaces = ${sql.ref(planned)}.id))`

async function follow(tx: Tx, publicUrl: string, discussionId: string): Promise<void> {
  const discussion = await lockDiscussion(tx, discussionId)
  if (discussion === null || discussion.state === 'held') return
  const called = await callOffIfSettled(tx, discussion)
  const isElsewhere = discussion.state === 'due' && (await isArrangedElsewhere(tx, discussion.id))
  const asked = isElsewhere ? await inviteDesks(tx, discussion.id) : 0
  const changed = asked + (discussion.state === 'due' ? await followNamed(tx, discussion.id) : 0)
  if (!called && changed === 0 && !isElsewhere) return
  await tellInvited(tx, publicUrl, discussion)
  if (called || changed > 0) tx.trail.ran('invitations.followed', { discussion: discussion.id, called, changed })
}

async function isArrangedElsewhere(tx: Tx, discussionId: string): Promise<boolean> {
  const { rows } = await sql`
    select from strategy.arrangement planned
     where planned.authority_id = ${tx.who.authorityId} and planned.discussion_id = ${discussionId}
       and ${arrangedElsewhere('planned')}`.execute(tx.sql)
  return rows.length > 0
}

/** The NHS and the police are always asked: at their desk, where there is one agency of the kind. Answers how many were. */
async function inviteDesks(tx: Tx, discussionId: string): Promise<number> {
  const asked = new Set((await listInvitations(tx, discussionId)).map(({ partner }) => partner))
  const agencies = await listAgencies(tx)
  let many = 0
  for (const partner of ['nhs', 'police'] as const) {
    const [agency, ...others] = agencies.filter(({ kind }) => kind === partner)
    if (asked.has(partner) || agency === undefined || others.length > 0) continue
    await recordInvitation(tx, discussionId, {
      ...{ partner, agencyId: agency.id, agencyName: agency.name, isToDesk: true, personId: null },
      ...{ name: agency.deskName, email: agency.deskEmail, telephone: agency.deskTelephone },
    })
    many += 1
  }
  return many
}

async function callOffIfSettled(tx: Tx, { id, state, settlement }: Discussion): Promise<boolean> {
  const arrangement = await findArrangement(tx, id)
  if (state === 'due' || settlement === null || arrangement === null || arrangement.isCancelled) return false
  await callOff(tx, arrangement, settlement.reason)
  return true
}
