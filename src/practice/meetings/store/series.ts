import { sql } from 'kysely'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import type { SeriesKind } from '../words.ts'
import { append } from './append.ts'

/** A series of meetings as it stands. */
export interface Series {
  readonly id: string
  readonly kind: SeriesKind
  readonly name: string
  readonly purpose: string
  /** Where it usually meets. */
  readonly place: string
  readonly chairId: string | null
  readonly chairName: string | null
  readonly minuteTakerId: string | null
  readonly minuteTakerName: string | null
  readonly isEnded: boolean
}

/** Series by name, those that ended last. Partners find none. */
export async function listSeries(tx: Tx, asked: { readonly id?: string } = {}): Promise<readonly Series[]> {
  const { rows } = await sql<Series>`
    select series.id, series.kind, series.name, series.purpose, series.place, series.chair_id, chair.name as chair_name,
           series.minute_taker_id, taker.name as minute_taker_name, series.is_ended
      from meetings.standing_series series
      left join organisation.person chair on chair.authority_id = series.authority_id and chair.id = series.chair_id
      left join organisation.person taker on taker.authority_id = series.authority_id and taker.id = series.minute_taker_id
     where series.authority_id = ${tx.who.authorityId}
       and (${asked.id ?? null}::uuid is null or series.id = ${asked.id ?? null})
     order by series.is_ended, series.name, series.id`.execute(tx.sql)
  return rows
}

export async function findSeries(tx: Tx, seriesId: string): Promise<Series | null> {
  const [series] = await listSeries(tx, { id: seriesId })
  return series ?? null
}

export interface SeriesTerms {
  readonly name: string
  readonly purpose: string
  readonly place: string
  readonly chairId: string | null
  readonly minuteTakerId: string | null
}

/** Begins a series. Answers its id. */
export async function addSeries(tx: Tx, kind: SeriesKind, terms: SeriesTerms): Promise<string> {
  const id = newId()
  await append(tx, 'meetings.series', 'series.added', [id], { id, kind })
  await appendTerms(tx, id, { ...terms, isEnded: false, reason: '' })
  return id
}

/** What the series is called, who chairs it, and whether it goes on: the whole of it as it stands from now on. */
export const changeSeries = (
  tx: Tx,
  seriesId: string,
  terms: SeriesTerms & { readonly isEnded: boolean; readonly reason: string },
): Promise<void> => appendTerms(tx, seriesId, terms)

async function appendTerms(
  tx: Tx,
  seriesId: string,
  terms: SeriesTerms & { readonly isEnded: boolean; readonly reason: string },
): Promise<void> {
  await append(tx, 'meetings.seriesTerms', 'series.terms-set', [seriesId], { id: newId(), seriesId, ...terms })
}
