import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import { watchAgain } from '../../store/watch.ts'
import type { HealthService, Partner } from '../../words.ts'
import { on } from '../tables.ts'
import type { Answer, GivenBy } from '../words.ts'
import { nextSequence } from './sequence.ts'

/** Somebody asked to a discussion, with what they last answered. */
export interface Invitation {
  readonly id: string
  readonly discussionId: string
  readonly partner: Partner
  readonly healthService: HealthService | null
  readonly agencyId: string | null
  /** As it was called when it was asked. */
  readonly agencyName: string
  readonly isToDesk: boolean
  readonly personId: string | null
  /** The person, or what the desk is called; '' for a desk without a name of its own. */
  readonly name: string
  readonly email: string
  readonly telephone: string
  /** The answer that named them in somebody's place. */
  readonly namedIn: string | null
  readonly sequence: number
  readonly invitedAt: Temporal.Instant
  readonly knownAt: Temporal.Instant
  readonly withdrawal: {
    readonly reason: string
    readonly sequence: number
    readonly knownAt: Temporal.Instant
  } | null
  /** The latest answer. */
  readonly reply: Reply | null
}

export interface Reply {
  readonly id: string
  readonly answer: Answer
  readonly reason: string
  readonly someoneName: string
  readonly someoneRole: string
  readonly someoneEmail: string
  readonly someoneId: string | null
  readonly givenBy: GivenBy
  /** Who gave it, where it was by telephone. */
  readonly givenByName: string
  /** Who took it, where it was by telephone. */
  readonly recordedBy: string | null
  readonly repliedAt: Temporal.Instant
  readonly knownAt: Temporal.Instant
}

type Row = Omit<Invitation, 'withdrawal' | 'reply'> & {
  readonly goneReason: string | null
  readonly goneSequence: number
  readonly goneKnownAt: Temporal.Instant
}

/** Everybody who was ever asked to a discussion, in the order in which they were; withdrawn ones too. */
export const listInvitations = (tx: Tx, discussionId: string): Promise<readonly Invitation[]> =>
  select(tx, sql`asked.discussion_id = ${discussionId}`)

/** One invitation, or null when there is none that whoever asks may see. */
export async function findInvitation(tx: Tx, id: string): Promise<Invitation | null> {
  return (await select(tx, sql`asked.id = ${id}`))[0] ?? null
}

async function select(tx: Tx, which: ReturnType<typeof sql>): Promise<readonly Invitation[]> {
  const { rows } = await sql<Row>`
    select asked.id, asked.discussion_id, asked.partner, asked.health_service, asked.agency_id, asked.agency_name,
           asked.is_to_desk, asked.person_id, asked.name, asked.email, asked.telephone, asked.named_in, asked.sequence,
           asked.invited_at, asked.known_at, gone.reason as gone_reason, gone.sequence as gone_sequence,
           gone.known_at as gone_known_at
      from strategy.invitation asked
      left join strategy.invitation_withdrawal gone
        on gone.authority_id = asked.authority_id and gone.invitation_id = asked.id
     where asked.authority_id = ${tx.who.authorityId} and ${which}
     order by asked.invited_at, asked.id`.execute(tx.sql)
  const said = await listReplies(
    tx,
    rows.map(({ id }) => id),
  )
  return rows.map(({ goneReason, goneSequence, goneKnownAt, ...row }) => ({
    ...row,
    withdrawal: goneReason === null ? null : { reason: goneReason, sequence: goneSequence, knownAt: goneKnownAt },
    reply: said.get(row.id)?.at(-1) ?? null,
  }))
}

/** Every answer to these invitations, the latest last. */
export async function listReplies(
  tx: Tx,
  invitationIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Reply[]>> {
  if (invitationIds.length === 0) return new Map()
  const { rows } = await sql<Reply & { readonly invitationId: string }>`
    select id, invitation_id, answer, reason, someone_name, someone_role, someone_email, someone_id, given_by, given_by_name,
           recorded_by, replied_at, known_at
      from strategy.reply
     where authority_id = ${tx.who.authorityId} and invitation_id = any (${[...invitationIds]}::uuid[])
     order by known_at, id`.execute(tx.sql)
  return Map.groupBy(rows, ({ invitationId }) => invitationId)
}

export interface NewInvitation {
  readonly partner: Partner
  readonly healthService?: HealthService | null
  readonly agencyId: string | null
  readonly agencyName: string
  /** The desk, and whoever signs in from that agency. */
  readonly isToDesk: boolean
  readonly personId: string | null
  readonly name: string
  /** '' where none is known: they are asked by telephone. */
  readonly email: string
  readonly telephone: string
  readonly namedIn?: string | null
  readonly invitedAt?: Temporal.Instant
  readonly knownAt?: Temporal.Instant
}

/** Asks somebody to a discussion, which is locked by whoever calls. Answers the invitation's id. */
export async function recordInvitation(tx: Tx, discussionId: string, invitation: NewInvitation): Promise<string> {
  const knownAt = invitation.knownAt ?? tx.now
  const row = {
    ...invitation,
    authorityId: tx.who.authorityId,
    id: newId(),
    discussionId,
    healthService: invitation.healthService ?? null,
    namedIn: invitation.namedIn ?? null,
    invitedAt: invitation.invitedAt ?? knownAt,
    knownAt,
    sequence: (await wasToldNotToCome(tx, discussionId, invitation.email)) ? await nextSequence(tx, discussionId) : 0,
  }
  await on(tx).insertInto('strategy.invitation').values(row).execute()
  await watchAgain(tx, discussionId, knownAt)
  tx.trail.changed({ action: 'invitation.made', subjects: [discussionId, row.id], content: row })
  return row.id
}

/** Their calendar holds a cancellation, and takes only what is newer. */
async function wasToldNotToCome(tx: Tx, discussionId: string, email: string): Promise<boolean> {
  if (email === '') return false
  const { rows } = await sql<{ wasTold: boolean }>`
    select exists (
      select from strategy.invitation_withdrawal gone
        join strategy.invitation asked on asked.authority_id = gone.authority_id and asked.id = gone.invitation_id
       where gone.authority_id = ${tx.who.authorityId} and gone.discussion_id = ${discussionId}
         and lower(asked.email) = lower(${email})) as was_told`.execute(tx.sql)
  return rows[0]?.wasTold === true
}

/** Takes an invitation back. The discussion is locked by whoever calls. */
export async function withdrawInvitation(tx: Tx, { id, discussionId }: Invitation, reason: string): Promise<void> {
  const row = {
    authorityId: tx.who.authorityId,
    invitationId: id,
    discussionId,
    reason,
    sequence: await nextSequence(tx, discussionId),
  }
  await on(tx).insertInto('strategy.invitationWithdrawal').values(row).execute()
  await watchAgain(tx, discussionId)
  tx.trail.changed({ action: 'invitation.withdrawn', subjects: [discussionId, id], content: row })
}
