import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import { on } from '../../tables.ts'
import type { DrawMethod } from '../../words.ts'

/** A draw as it is kept, with its frame, so that anybody can draw again. */
export interface NewDraw {
  readonly cycleId: string
  /** What was drawn from: 'child', 'contact', 'not-held' … */
  readonly frameOf: string
  readonly method: DrawMethod
  readonly strata: readonly string[]
  readonly seed: string
  readonly askedSize: number
  readonly frameSha256: string
  readonly margin: number | null
  readonly frame: readonly { readonly id: string; readonly stratum: string; readonly isDrawn: boolean }[]
}

/** Keeps a draw and its whole frame. Answers its id. */
export async function recordDraw(tx: Tx, { frame, ...draw }: NewDraw): Promise<string> {
  const { authorityId } = tx.who
  const row = { ...draw, strata: [...draw.strata], authorityId, id: newId(), frameSize: frame.length }
  await on(tx).insertInto('audits.draw').values(row).execute()
  const items = frame.map(({ id, stratum, isDrawn }) => ({
    authorityId,
    drawId: row.id,
    subjectId: id,
    stratum,
    isDrawn,
  }))
  for (let at = 0; at < items.length; at += 1000)
    await on(tx)
      .insertInto('audits.frameItem')
      .values(items.slice(at, at + 1000))
      .execute()
  tx.trail.changed({ action: 'audit-round.drawn', subjects: [draw.cycleId], content: row })
  return row.id
}

/** A draw as it was made. */
export interface Draw {
  readonly id: string
  readonly cycleId: string
  readonly frameOf: string
  readonly method: DrawMethod
  readonly strata: readonly string[]
  readonly seed: string
  readonly askedSize: number
  readonly frameSize: number
  readonly frameSha256: string
  readonly margin: number | null
  readonly drawn: number
  readonly recordedAt: Temporal.Instant
  readonly byName: string | null
}

/** The draws of a round, first first. */
export async function listDraws(tx: Tx, cycleId: string): Promise<readonly Draw[]> {
  const { rows } = await sql<Draw>`
    select draw.id, draw.cycle_id, draw.frame_of, draw.method, draw.strata, draw.seed, draw.asked_size, draw.frame_size,
           draw.frame_sha256, draw.margin, least(draw.asked_size, draw.frame_size) as drawn, draw.recorded_at,
           person.name as by_name
      from audits.draw draw
      left join organisation.person person on person.authority_id = draw.authority_id and person.id = draw.recorded_by
     where draw.authority_id = ${tx.who.authorityId} and draw.cycle_id = ${cycleId}
     order by draw.recorded_at, draw.id`.execute(tx.sql)
  return rows
}

/** What stood in a frame, as far as whoever asks may know: whoever grades a case of it does not see that one. */
export interface FrameItem {
  readonly subjectId: string
  readonly stratum: string
  readonly isDrawn: boolean
}

export async function listFrame(tx: Tx, drawId: string): Promise<readonly FrameItem[]> {
  const { rows } = await sql<FrameItem>`
    select subject_id, stratum, is_drawn from audits.frame_item
     where authority_id = ${tx.who.authorityId} and draw_id = ${drawId} order by subject_id`.execute(tx.sql)
  return rows
}

/** Of everything that stood in the frames of these draws, whether it was drawn. */
export async function listDrawnSubjects(tx: Tx, drawIds: readonly string[]): Promise<ReadonlyMap<string, boolean>> {
  const { rows } = await sql<FrameItem>`
    select subject_id, is_drawn from audits.frame_item
     where authority_id = ${tx.who.authorityId} and draw_id = any (${[...drawIds]}::uuid[])`.execute(tx.sql)
  return new Map(rows.map(({ subjectId, isDrawn }) => [subjectId, isDrawn]))
}
