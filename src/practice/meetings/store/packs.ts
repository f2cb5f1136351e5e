import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import type { Drawn } from '#kernel/sampling'
import type { Content } from '#platform/documents'
import type { Tx } from '#platform/transaction'
import { append } from './append.ts'

/** A pack as it was issued. */
export interface Pack {
  readonly id: string
  readonly seriesId: string
  readonly meetingId: string
  readonly meetingReference: string
  readonly title: string
  /** The Monday of its week. */
  readonly week: Temporal.PlainDate
  readonly seed: string
  readonly trailRoot: string | null
  readonly supersedes: string | null
  readonly reason: string
  readonly issuedAt: Temporal.Instant
  readonly issuedByName: string
  /** The pack that took its place; null while it stands. */
  readonly supersededBy: string | null
}

export interface PacksAsked {
  readonly id?: string | undefined
  readonly seriesId?: string | undefined
  readonly meetingId?: string | undefined
  readonly week?: Temporal.PlainDate | undefined
  readonly limit?: number
  readonly skip?: number
}

/** Packs that whoever asks may know of, latest week first, and how many in all. */
export async function listPacks(
  tx: Tx,
  { id, seriesId, meetingId, week, limit = 200, skip = 0 }: PacksAsked,
): Promise<{ readonly packs: readonly Pack[]; readonly total: number }> {
  const { rows } = await sql<Pack & { total: number }>`
    select pack.id, pack.series_id, pack.meeting_id, meeting.reference as meeting_reference, meeting.title, pack.week,
           pack.seed, pack.trail_root, pack.supersedes, pack.reason, pack.issued_at, pack.issued_by_name,
           later.id as superseded_by, count(*) over ()::integer as total
      from meetings.pack pack
      join meetings.meeting meeting on meeting.authority_id = pack.authority_id and meeting.id = pack.meeting_id
      left join meetings.pack later on later.authority_id = pack.authority_id and later.supersedes = pack.id
     where pack.authority_id = ${tx.who.authorityId}
       and (${id ?? null}::uuid is null or pack.id = ${id ?? null})
       and (${seriesId ?? null}::uuid is null or pack.series_id = ${seriesId ?? null})
       and (${meetingId ?? null}::uuid is null or pack.meeting_id = ${meetingId ?? null})
       and (${week ?? null}::date is null or pack.week = ${week ?? null})
     order by pack.week desc, pack.issued_at desc, pack.id desc
     limit ${limit} offset ${skip}`.execute(tx.sql)
  return { packs: rows, total: rows[0]?.total ?? 0 }
}

export async function findPack(tx: Tx, packId: string): Promise<Pack | null> {
  const { packs } = await listPacks(tx, { id: packId, limit: 1 })
  return packs[0] ?? null
}

/** Locks a series until the transaction ends: two who issue at the same time wait for each other. */
export const lockSeries = async (tx: Tx, seriesId: string): Promise<void> =>
  void (await sql`select pg_advisory_xact_lock(hashtextextended(${`meetings.pack:${seriesId}`}, 0))`.execute(tx.sql))

/**
 * What the week's samples are drawn with: made once, the first time that anybody looks at the week's pack, so that nobody
 * looks again until they like what is drawn. A pack that takes the place of another draws with the same.
 */
export async function seedOf(tx: Tx, seriesId: string, week: Temporal.PlainDate): Promise<string> {
  const seed = randomBytes(16).toString('hex')
  await append(tx, 'meetings.packSeed', 'pack.seed-made', [seriesId], { seriesId, week, seed })
  const { rows } = await sql<{ seed: string }>`
    select seed from meetings.pack_seed
     where authority_id = ${tx.who.authorityId} and series_id = ${seriesId} and week = ${week}`.execute(tx.sql)
  const [known] = rows
  if (!known) throw new Error('the seed of a pack is not to be seen by whoever made it')
  return known.seed
}

export interface NewPack {
  readonly seriesId: string
  readonly meetingId: string
  readonly week: Temporal.PlainDate
  readonly seed: string
  readonly trailRoot: string | null
  readonly supersedes: string | null
  readonly reason: string
  readonly issuedByName: string
}

/** Issues a pack. Null when the week has one already, or somebody else has taken the place of that one. */
export async function addPack(tx: Tx, pack: NewPack): Promise<string | null> {
  const id = newId()
  return (await append(tx, 'meetings.pack', 'pack.issued', [id, pack.meetingId], { id, ...pack })) ? id : null
}

/** What one audience is given, as it is frozen. */
export interface Version {
  readonly id: string
  /** Null for the authority's own. */
  readonly agencyId: string | null
  readonly agencyName: string
  readonly content: Content
}

export async function addVersion(
  tx: Tx,
  {
    packId,
    meetingId,
    agencyId,
    agencyName,
    content,
  }: Omit<Version, 'id'> & {
    readonly packId: string
    readonly meetingId: string
  },
): Promise<void> {
  const { json, sha256 } = content
  const row = { id: newId(), packId, meetingId, agencyId, agencyName, content: json, contentSha256: sha256 }
  await append(tx, 'meetings.packVersion', 'pack.version-frozen', [packId], row)
}

/**
 * The versions of a pack that whoever asks may read: the authority's first, then those of agencies that were ever invited. What is
 * kept for an agency that was not, nobody was given.
 */
export async function listVersions(tx: Tx, packId: string): Promise<readonly Version[]> {
  const { rows } = await sql<Omit<Version, 'content'> & { content: string; contentSha256: string }>`
    select id, agency_id, agency_name, content, content_sha256 from meetings.pack_version kept
     where authority_id = ${tx.who.authorityId} and pack_id = ${packId}
       and (agency_id is null
            or exists (select from meetings.invitation asked
                        where asked.authority_id = kept.authority_id and asked.meeting_id = kept.meeting_id
                          and asked.agency_id = kept.agency_id))
     order by agency_id is not null, agency_name, id`.execute(tx.sql)
  return rows.map(({ content, contentSha256, ...row }) => ({
    ...row,
    content: { json: content, sha256: contentSha256 },
  }))
}

/** A copy that was frozen for an agency, without what is in it. */
export interface KeptCopy {
  readonly packId: string
  readonly versionId: string
  readonly agencyId: string
  readonly contentSha256: string
}

/** The copies for these agencies of the pack that stands for a meeting. */
export async function listKeptCopies(
  tx: Tx,
  meetingId: string,
  agencyIds: readonly string[],
): Promise<readonly KeptCopy[]> {
  const { rows } = await sql<KeptCopy>`
    select * from meetings.copies_kept(${meetingId}, ${[...agencyIds]}::uuid[])`.execute(tx.sql)
  return rows
}

export const addSample = async (tx: Tx, packId: string, name: string, drawn: Drawn): Promise<boolean> => {
  const { seed, frameSize, frameSha256, ids } = drawn
  const row = { packId, name, seed, frameSize, frameSha256, ids: [...ids] }
  return append(tx, 'meetings.packSample', 'pack.sample-recorded', [packId], row)
}

/** What was drawn for a pack and from what; for those who read records. */
export async function listSamples(tx: Tx, packId: string): Promise<readonly (Drawn & { readonly name: string })[]> {
  const { rows } = await sql<Drawn & { name: string }>`
    select name, seed, frame_size, frame_sha256, ids from meetings.pack_sample
     where authority_id = ${tx.who.authorityId} and pack_id = ${packId} order by name`.execute(tx.sql)
  return rows
}

/** Which of these records are closed to whoever reads now, whatever was so when they were put into a pack. */
export async function closedOf(tx: Tx, recordIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (recordIds.length === 0) return new Set()
  const { rows } = await sql<{ closed: string[] }>`
    select meetings.closed_of(${recordIds}::uuid[]) as closed`.execute(tx.sql)
  return new Set(rows[0]?.closed ?? [])
}
