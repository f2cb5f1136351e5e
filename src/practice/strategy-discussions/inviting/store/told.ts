import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { listMailFor, type MailState } from '#platform/mail'
import type { Tx } from '#platform/transaction'
import type { Partner } from '../../words.ts'
import { isUndelivered } from '../rules/chasing.ts'
import { on } from '../tables.ts'
import { aboutInvitation } from '../words.ts'

/** That somebody whom a mail did not reach was told of it in another way. */
export interface Told {
  readonly messageId: string
  readonly invitationId: string
  /** Who was told: whoever took the call. */
  readonly toldName: string
  readonly toldAt: Temporal.Instant
  readonly recordedBy: string | null
}

/** Everybody of a discussion who was told in another way what mail did not bring them. */
export async function listTold(tx: Tx, invitationIds: readonly string[]): Promise<readonly Told[]> {
  if (invitationIds.length === 0) return []
  const { rows } = await sql<Told>`
    select message_id, invitation_id, told_name, told_at, recorded_by from strategy.invitation_told
     where authority_id = ${tx.who.authorityId} and invitation_id = any (${[...invitationIds]}::uuid[])
     order by told_at, message_id`.execute(tx.sql)
  return rows
}

/**
 * Of each invitation the last mail, where it did not arrive and nobody has told them in another way since: a later one that
 * did arrive makes up for it.
 */
export async function listUntold(tx: Tx, invitationIds: readonly string[]): Promise<ReadonlyMap<string, MailState>> {
  const last = new Map(
    (await listMailFor(tx, aboutInvitation, invitationIds)).map((state) => [state.aboutId, state] as const),
  )
  const undelivered = [...last].filter(([, { state }]) => isUndelivered(state))
  const told = new Set(
    (
      await listTold(
        tx,
        undelivered.map(([id]) => id),
      )
    ).map(({ messageId }) => messageId),
  )
  return new Map(undelivered.filter(([, { messageId }]) => !told.has(messageId)))
}

/** Records that they were told what this mail did not bring them. The discussion is locked by whoever calls. */
export async function recordTold(
  tx: Tx,
  invitation: { readonly id: string; readonly discussionId: string },
  told: Pick<Told, 'messageId' | 'toldName' | 'toldAt'>,
): Promise<void> {
  const row = {
    ...told,
    authorityId: tx.who.authorityId,
    invitationId: invitation.id,
    discussionId: invitation.discussionId,
  }
  await on(tx).insertInto('strategy.invitationTold').values(row).execute()
  tx.trail.changed({ action: 'invitation.told', subjects: [invitation.discussionId, invitation.id], content: row })
}

/** Somebody who is not to come any more, to a time that is not over yet. */
export interface GoneInvitation {
  readonly invitationId: string
  readonly discussionId: string
  readonly reference: string
  readonly partner: Partner
  readonly agencyName: string
  readonly name: string
  readonly personId: string | null
  readonly startsAt: Temporal.Instant
  readonly chairId: string | null
  readonly arrangedBy: string | null
}

/**
 * Invitations that were withdrawn, or whose time was called off or whose discussion is not to be, while that time is still to
 * come. A mailbox that is asked by another invitation as well is told that, and nothing else.
 */
export async function listGoneInvitations(tx: Tx): Promise<readonly GoneInvitation[]> {
  const { rows } = await sql<GoneInvitation>`
    select asked.id as invitation_id, discussion.id as discussion_id, discussion.reference, asked.partner, asked.agency_name,
           asked.name, asked.person_id, planned.starts_at, planned.chair_id,
           coalesce(gone.recorded_by, settled.recorded_by, planned.recorded_by) as arranged_by
      from strategy.arrangement planned
      join strategy.discussion discussion
        on discussion.authority_id = planned.authority_id and discussion.id = planned.discussion_id
      join strategy.invitation asked
        on asked.authority_id = planned.authority_id and asked.discussion_id = planned.discussion_id
      left join strategy.invitation_withdrawal gone
        on gone.authority_id = asked.authority_id and gone.invitation_id = asked.id
      left join strategy.standing_settlement settled
        on settled.authority_id = planned.authority_id and settled.discussion_id = planned.discussion_id
     where planned.authority_id = ${tx.who.authorityId} and planned.ends_at > ${tx.now} and asked.email <> ''
       and not exists (select from strategy.arrangement later
                        where later.authority_id = planned.authority_id and later.replaces = planned.id)
       and coalesce(settled.kind, 'reopened') <> 'held'
       and (planned.is_cancelled or settled.kind in ('cancelled', 'decided-not-to-hold')
            or gone.invitation_id is not null and not exists (
              select from strategy.invitation other
               where other.authority_id = asked.authority_id and other.discussion_id = asked.discussion_id
                 and lower(other.email) = lower(asked.email)
                 and not exists (select from strategy.invitation_withdrawal left_out
                                  where left_out.authority_id = other.authority_id
                                    and left_out.invitation_id = other.id)))
     order by planned.starts_at, asked.id`.execute(tx.sql)
  return rows
}
