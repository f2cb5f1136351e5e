import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { type Conflict, conflict } from '#kernel/outcome'
import type { Tx } from '#platform/transaction'
import { type MapDocument, mapDocument } from '../rules/document.ts'
import type { Edited } from '../rules/edit.ts'
import { on } from '../tables.ts'

/** A version with what it says: as it was published, or as the draft stands. */
export interface MapVersion {
  readonly id: string
  readonly mapId: string
  readonly mapName: string
  readonly number: number
  readonly copiedFrom: string | null
  readonly revision: number
  readonly document: MapDocument
  /** Null for a draft. */
  readonly published: { readonly at: Temporal.Instant; readonly by: string | null; readonly why: string } | null
}

interface VersionRow {
  readonly id: string
  readonly mapId: string
  readonly mapName: string
  readonly number: number
  readonly copiedFrom: string | null
  readonly revision: number
  readonly content: unknown
  readonly publishedAt: Temporal.Instant | null
  readonly publishedBy: string | null
  readonly why: string | null
}

export async function findVersion(tx: Tx, versionId: string): Promise<MapVersion | null> {
  const { rows } = await sql<VersionRow>`
    select version.id, version.map_id, map.name as map_name, version.number, version.copied_from,
           revision.number as revision, revision.content, publication.recorded_at as published_at,
           person.name as published_by, publication.why
      from process_map.version version
      join process_map.map map on map.authority_id = version.authority_id and map.id = version.map_id
      join lateral (
        select r.number, r.content from process_map.revision r
         where r.authority_id = version.authority_id and r.version_id = version.id
         order by r.number desc limit 1) revision on true
      left join process_map.publication publication
        on publication.authority_id = version.authority_id and publication.version_id = version.id
      left join organisation.person person
        on person.authority_id = publication.authority_id and person.id = publication.recorded_by
     where version.authority_id = ${tx.who.authorityId} and version.id = ${versionId}`.execute(tx.sql)
  const [row] = rows
  if (row === undefined) return null
  const { content, publishedAt, publishedBy, why, ...version } = row
  const published = publishedAt === null ? null : { at: publishedAt, by: publishedBy, why: why ?? '' }
  return { ...version, document: mapDocument.parse(content), published }
}

/** One line of a map's history. */
export interface VersionInList {
  readonly id: string
  readonly number: number
  readonly recordedAt: Temporal.Instant
  readonly recordedByName: string | null
  readonly publishedAt: Temporal.Instant | null
  readonly why: string | null
}

/** The versions of a map that whoever asks may see, newest first. */
export async function listVersions(tx: Tx, mapId: string): Promise<readonly VersionInList[]> {
  const { rows } = await sql<VersionInList>`
    select version.id, version.number, version.recorded_at, person.name as recorded_by_name,
           publication.recorded_at as published_at, publication.why
      from process_map.version version
      left join process_map.publication publication
        on publication.authority_id = version.authority_id and publication.version_id = version.id
      left join organisation.person person
        on person.authority_id = version.authority_id and person.id = version.recorded_by
     where version.authority_id = ${tx.who.authorityId} and version.map_id = ${mapId}
     order by version.number desc`.execute(tx.sql)
  return rows
}

/** What was done to a version, newest first. */
export interface EditInList {
  readonly number: number
  readonly what: string
  readonly recordedAt: Temporal.Instant
  readonly byName: string | null
}

export async function listEdits(tx: Tx, versionId: string, limit: number): Promise<readonly EditInList[]> {
  const { rows } = await sql<EditInList>`
    select revision.number, revision.what, revision.recorded_at, person.name as by_name
      from process_map.revision revision
      left join organisation.person person
        on person.authority_id = revision.authority_id and person.id = revision.recorded_by
     where revision.authority_id = ${tx.who.authorityId} and revision.version_id = ${versionId}
     order by revision.number desc limit ${limit}`.execute(tx.sql)
  return rows
}

/** A draft as it stood at an earlier edit, to see whether somebody has changed a part since. */
export async function findRevision(tx: Tx, versionId: string, number: number): Promise<MapDocument | null> {
  const row = await on(tx)
    .selectFrom('processMap.revision')
    .select('content')
    .where('authorityId', '=', tx.who.authorityId)
    .where('versionId', '=', versionId)
    .where('number', '=', number)
    .executeTakeFirst()
  return row === undefined ? null : mapDocument.parse(row.content)
}

/** Adds an edit to a draft. Conflict when somebody else was quicker. */
export async function recordEdit(tx: Tx, version: MapVersion, { document, what }: Edited): Promise<Conflict | null> {
  const row = { authorityId: tx.who.authorityId, versionId: version.id, number: version.revision + 1, what }
  const recorded = await on(tx)
    .insertInto('processMap.revision')
    .values({ ...row, content: JSON.stringify(document) })
    .onConflict((there) => there.doNothing())
    .returning('number')
    .executeTakeFirst()
  if (recorded === undefined) return changedMeanwhile
  tx.trail.changed({ action: 'process-map.edited', subjects: [version.mapId], content: { ...row, document } })
  return null
}

export const changedMeanwhile: Conflict = conflict(
  'Somebody else has changed this map since you opened the form.',
  'Go back to the map to see how it stands now, and make your change again.',
)

/** Freezes a draft as it stands. */
export async function publishVersion(tx: Tx, version: MapVersion, why: string): Promise<void> {
  const { mapId, id: versionId, revision } = version
  const row = { authorityId: tx.who.authorityId, mapId, versionId, revision, why }
  await on(tx).insertInto('processMap.publication').values(row).execute()
  tx.trail.changed({ action: 'process-map.published', subjects: [mapId], content: row })
}
