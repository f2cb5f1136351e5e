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
