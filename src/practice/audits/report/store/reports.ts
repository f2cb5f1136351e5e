import { hash } from 'node:crypto'
import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import { contentOf, type Document, readDocument } from '#platform/documents'
import { canonical } from '#platform/trail'
import type { Tx } from '#platform/transaction'
import { on } from '../../tables.ts'
import { type QuarterData, quarterData } from '../data.ts'

/** An issued edition, without what is in it. */
export interface Edition {
  readonly id: string
  readonly quarter: string
  readonly edition: number
  /** Why it took the place of the one before; '' for the first. */
  readonly reason: string
  readonly issuedAt: Temporal.Instant
  readonly issuedBy: string | null
  readonly issuedByName: string | null
  readonly signedAt: Temporal.Instant | null
  readonly signedByName: string | null
  readonly signedWords: string
}

/** A frozen edition, and whether what is kept still has the hashes it was issued with. */
export interface Frozen extends Edition {
  readonly data: QuarterData
  readonly document: Document
  readonly contentSha256: string
  readonly publicContentSha256: string
  readonly isUnchanged: boolean
}

const columns = sql`
  made.id, made.quarter, made.edition, made.reason, made.issued_at, made.recorded_by as issued_by,
  author.name as issued_by_name, signed.signed_at, signer.name as signed_by_name, coalesce(signed.words, '') as signed_words`
const source = sql`audits.report made
  left join organisation.person author on author.authority_id = made.authority_id and author.id = made.recorded_by
  left join audits.report_sign_off signed on signed.authority_id = made.authority_id and signed.report_id = made.id
  left join organisation.person signer on signer.authority_id = signed.authority_id and signer.id = signed.recorded_by`

/** Every edition, or those of one quarter, the latest first. */
export async function listEditions(tx: Tx, quarter: string | null = null): Promise<readonly Edition[]> {
  const { rows } = await sql<Edition>`
    select ${columns} from ${source}
     where made.authority_id = ${tx.who.authorityId} and (${quarter}::text is null or made.quarter = ${quarter})
     order by made.quarter desc, made.edition desc`.execute(tx.sql)
  return rows
}

interface Row extends Edition {
  readonly data: unknown
  readonly dataSha256: string
  readonly content: unknown
  readonly contentSha256: string
  readonly publicContent: unknown
  readonly publicContentSha256: string
}

/** An edition with everything that was frozen. */
export async function findFrozen(tx: Tx, id: string): Promise<Frozen | null> {
  const { rows } = await sql<Row>`
    select ${columns}, made.data, made.data_sha256, made.content, made.content_sha256, made.public_content,
           made.public_content_sha256
      from ${source} where made.authority_id = ${tx.who.authorityId} and made.id = ${id}`.execute(tx.sql)
  const row = rows[0]
  if (row === undefined) return null
  const { data, dataSha256, content, publicContent, ...edition } = row
  return {
    ...edition,
    data: quarterData.parse(data),
    document: readDocument(canonical(content)),
    isUnchanged:
      sha256Of(data) === dataSha256 &&
      sha256Of(content) === row.contentSha256 &&
      sha256Of(publicContent) === row.publicContentSha256,
  }
}

const sha256Of = (value: unknown): string => hash('sha256', canonical(value))

/** The next edition of this quarter. Locks the quarter against another. */
export async function nextEdition(tx: Tx, quarter: string): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`audits.report ${quarter}`}, 0))`.execute(tx.sql)
  return ((await listEditions(tx, quarter))[0]?.edition ?? 0) + 1
}

export interface NewEdition {
  readonly quarter: string
  readonly edition: number
  readonly reason: string
  readonly data: QuarterData
  readonly document: Document
  readonly publicDocument: Document
}

/** Freezes data, document and public document, each with its SHA-256 over canonical JSON. Answers the id. */
export async function recordEdition(tx: Tx, made: NewEdition): Promise<string> {
  const { data, document, publicDocument, ...about } = made
  const [kept, open] = [contentOf(document), contentOf(publicDocument)]
  const json = canonical(data)
  const row = { ...about, id: newId(), dataSha256: hash('sha256', json), contentSha256: kept.sha256 }
  await on(tx)
    .insertInto('audits.report')
    .values({
      ...{ ...row, authorityId: tx.who.authorityId, data: json, content: kept.json, publicContent: open.json },
      ...{ publicContentSha256: open.sha256, issuedAt: tx.now },
    })
    .execute()
  tx.trail.changed({ action: 'audit-report.issued', subjects: [row.id], content: row })
  return row.id
}

/** A senior manager signs an edition off: the database refuses whoever issued it. */
export async function recordSignOff(tx: Tx, reportId: string, words: string): Promise<void> {
  const row = { authorityId: tx.who.authorityId, reportId, words, signedAt: tx.now }
  await on(tx).insertInto('audits.reportSignOff').values(row).execute()
  tx.trail.changed({ action: 'audit-report.signed-off', subjects: [reportId], content: row })
}

export interface PublicReport {
  readonly id: string
  readonly quarter: string
  readonly edition: number
  readonly issuedAt: Temporal.Instant
  readonly signedAt: Temporal.Instant | null
  readonly document: Document
  readonly sha256: string
  readonly isUnchanged: boolean
}

/** Issued reports without small numbers, the latest first. */
export async function listPublicReports(tx: Tx): Promise<readonly PublicReport[]> {
  const { rows } = await sql<
    Omit<PublicReport, 'document' | 'sha256' | 'isUnchanged'> & { content: unknown; sha256: string }
  >`
    select id, quarter, edition, content, content_sha256 as sha256, issued_at, signed_at
      from audits.public_reports()`.execute(tx.sql)
  return rows.map(({ content, ...report }) => ({
    ...report,
    document: readDocument(canonical(content)),
    isUnchanged: sha256Of(content) === report.sha256,
  }))
}

/** The day on which the first audit was due; null while there is none. */
export async function firstDueOn(tx: Tx): Promise<Temporal.PlainDate | null> {
  const { rows } = await sql<{ first: Temporal.PlainDate | null }>`
    select min(due_on) as first from audits.audit_case where authority_id = ${tx.who.authorityId}`.execute(tx.sql)
  return rows[0]?.first ?? null
}
