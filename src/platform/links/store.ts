import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import { hashToken } from '#platform/http'
import type { Tx } from '#platform/transaction'

export interface WantedLink {
  /** Which page or file it opens: the area and what it is for, `strategy-discussions.reply`. */
  readonly purpose: string
  /** Of what: an invitation, a person. */
  readonly subjectId: string
  /** Null: until it is ended or renewed. */
  readonly expiresAt: Temporal.Instant | null
}

/**
 * Makes a link and answers its token: 256 random bits, to be seen this once. The database keeps its hash, and the trail the
 * link's id. A token that goes into mail is better made as it is sent: see `queueMail`.
 */
export async function makeLink(tx: Tx, { purpose, subjectId, expiresAt }: WantedLink): Promise<string> {
  const [id, token] = [newId(), randomBytes(32).toString('base64url')]
  await sql`
    insert into links.link (authority_id, id, purpose, subject_id, token_hash, expires_at)
    values (${tx.who.authorityId}, ${id}, ${purpose}, ${subjectId}, ${hashToken(token)}, ${expiresAt})`.execute(tx.sql)
  const content = { id, purpose, subjectId, expiresAt: expiresAt?.toString() ?? null }
  tx.trail.changed({ action: 'link.made', subjects: [subjectId, id], content })
  return token
}

/** Ends every link of this purpose to this subject, at once. Answers how many there were. */
export async function endLinks(tx: Tx, purpose: string, subjectId: string): Promise<number> {
  const { rows } = await sql<{ id: string }>`select links.end_of(${purpose}, ${subjectId}) as id`.execute(tx.sql)
  const ids = rows.map(({ id }) => id)
  if (ids.length > 0) tx.trail.changed({ action: 'link.ended', subjects: [subjectId, ...ids], content: { purpose } })
  return ids.length
}

/** Makes a link in place of those there were: theirs no longer open anything. Answers the new token. */
export async function renewLink(tx: Tx, wanted: WantedLink): Promise<string> {
  await endLinks(tx, wanted.purpose, wanted.subjectId)
  return makeLink(tx, wanted)
}

/** A link as whoever made it sees it: never its token. */
export interface Link {
  readonly id: string
  readonly subjectId: string
  readonly madeAt: Temporal.Instant
  readonly madeBy: string | null
  readonly expiresAt: Temporal.Instant | null
  /** When the one answer was given by it. */
  readonly usedAt: Temporal.Instant | null
  readonly endedAt: Temporal.Instant | null
}

/** The links to these subjects, oldest first, ended and expired ones among them. */
export async function listLinks(tx: Tx, purpose: string, subjectIds: readonly string[]): Promise<readonly Link[]> {
  if (subjectIds.length === 0) return []
  const { rows } = await sql<Link>`select * from links.list_of(${purpose}, ${[...subjectIds]}::uuid[])`.execute(tx.sql)
  return rows
}

/** The id of the link of this token, however it stands; null when there is none of this purpose in this authority. */
export async function findLink(tx: Tx, purpose: string, token: string): Promise<string | null> {
  const { rows } = await sql<{ id: string | null }>`
    select links.find_link(${hashToken(token)}, ${purpose}) as id`.execute(tx.sql)
  return rows[0]?.id ?? null
}
