import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import { invalid, type Outcome, ok } from '#kernel/outcome'
import type { Tx } from '#platform/transaction'
import type { MapDocument } from '../rules/document.ts'
import { on } from '../tables.ts'

/** A map, and how far its versions are, as whoever asks may see them. */
export interface ProcessMap {
  readonly id: string
  readonly name: string
  readonly purpose: string
  /** The version that holds now; null while nothing was published. */
  readonly published: { readonly versionId: string; readonly number: number; readonly at: Temporal.Instant } | null
  /** The newest version that was not published; only for those who edit. */
  readonly draft: { readonly versionId: string; readonly number: number } | null
}

interface MapRow {
  readonly id: string
  readonly name: string
  readonly purpose: string
  readonly publishedId: string | null
  readonly publishedNumber: number | null
  readonly publishedAt: Temporal.Instant | null
  readonly draftId: string | null
  readonly draftNumber: number | null
}

const selectMaps = (tx: Tx, mapId: string | null) => sql<MapRow>`
  select map.id, map.name, map.purpose, published.id as published_id, published.number as published_number,
         published.at as published_at, draft.id as draft_id, draft.number as draft_number
    from process_map.map map
    left join lateral (
      select version.id, version.number, publication.recorded_at as at
        from process_map.publication publication
        join process_map.version version
          on version.authority_id = publication.authority_id and version.id = publication.version_id
       where publication.authority_id = map.authority_id and publication.map_id = map.id
       order by publication.recorded_at desc, version.number desc limit 1) published on true
    left join lateral (
      select version.id, version.number from process_map.version version
       where version.authority_id = map.authority_id and version.map_id = map.id
         and not exists (select from process_map.publication publication
                          where publication.authority_id = version.authority_id and publication.version_id = version.id)
       order by version.number desc limit 1) draft on true
   where map.authority_id = ${tx.who.authorityId} and (${mapId}::uuid is null or map.id = ${mapId}::uuid)
   order by lower(map.name)`

const mapOf = (row: MapRow): ProcessMap => ({
  id: row.id,
  name: row.name,
  purpose: row.purpose,
  published:
    row.publishedId === null || row.publishedNumber === null || row.publishedAt === null
      ? null
      : { versionId: row.publishedId, number: row.publishedNumber, at: row.publishedAt },
  draft: row.draftId === null || row.draftNumber === null ? null : { versionId: row.draftId, number: row.draftNumber },
})

/** Every map that whoever asks may see, by name. */
export async function listMaps(tx: Tx): Promise<readonly ProcessMap[]> {
  const { rows } = await selectMaps(tx, null).execute(tx.sql)
  return rows.map(mapOf)
}

export async function findMap(tx: Tx, mapId: string): Promise<ProcessMap | null> {
  const { rows } = await selectMaps(tx, mapId).execute(tx.sql)
  const [row] = rows
  return row === undefined ? null : mapOf(row)
}

/** Begins a map with its first version, a draft. */
export async function addMap(
  tx: Tx,
  given: { readonly name: string; readonly purpose: string; readonly document: MapDocument; readonly what: string },
): Promise<Outcome<{ readonly mapId: string; readonly versionId: string }>> {
  const isTaken = (await listMaps(tx)).some(({ name }) => name.toLowerCase() === given.name.toLowerCase())
  if (isTaken) return invalid({ field: 'name', message: 'There is a map of this name already: choose another' })
  const row = { authorityId: tx.who.authorityId, id: newId(), name: given.name, purpose: given.purpose }
  await on(tx).insertInto('processMap.map').values(row).execute()
  tx.trail.changed({ action: 'process-map.added', subjects: [row.id], content: row })
  const versionId = await addVersion(tx, { mapId: row.id, copiedFrom: null, ...given })
  return ok({ mapId: row.id, versionId })
}

/** A further version of a map, a draft that begins with this document. */
export async function addVersion(
  tx: Tx,
  given: {
    readonly mapId: string
    readonly copiedFrom: string | null
    readonly document: MapDocument
    readonly what: string
  },
): Promise<string> {
  const { rows } = await sql<{ next: number }>`
    select coalesce(max(number), 0)::integer + 1 as next from process_map.version
     where authority_id = ${tx.who.authorityId} and map_id = ${given.mapId}`.execute(tx.sql)
  const { mapId, copiedFrom, document, what } = given
  const version = { authorityId: tx.who.authorityId, id: newId(), mapId, number: rows[0]?.next ?? 1, copiedFrom }
  await on(tx).insertInto('processMap.version').values(version).execute()
  const revision = { authorityId: tx.who.authorityId, versionId: version.id, number: 1, what }
  await on(tx)
    .insertInto('processMap.revision')
    .values({ ...revision, content: JSON.stringify(document) })
    .execute()
  tx.trail.changed({ action: 'process-map.drafted', subjects: [mapId], content: { ...version, document, what } })
  return version.id
}
