import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { drawSample } from '#kernel/sampling'
import type { Tx } from '#platform/transaction'
import { listDrawnSubjects, listDraws, recordDraw } from '../../cases/store/draws.ts'
import { shareSize } from '../rules/share.ts'

/** What the random share was drawn from. */
export const moderationFrame = 'moderation'

/**
 * Whether a case is in the random share of its round. The share is drawn when the first audit of the round is sent in, over all
 * cases it has then; those opened later are drawn when one of them is sent in, in a frame of their own. The seed is made then and
 * kept with the frame. The round is locked by the caller.
 */
export async function isInRandomShare(tx: Tx, caseId: string, cycleId: string, percent: number): Promise<boolean> {
  const draws = (await listDraws(tx, cycleId)).filter(({ frameOf }) => frameOf === moderationFrame)
  const known = await listDrawnSubjects(
    tx,
    draws.map(({ id }) => id),
  )
  const before = known.get(caseId)
  if (before !== undefined) return before
  const frame = (await listFrameable(tx, cycleId)).filter((id) => !known.has(id))
  const seed = randomBytes(16).toString('hex')
  const askedSize = shareSize(frame.length, percent, seed, draws.length === 0)
  const { ids, frameSha256 } = drawSample(frame, askedSize, seed)
  const drawn = new Set(ids)
  await recordDraw(tx, {
    ...{ cycleId, frameOf: moderationFrame, method: 'random', strata: [], seed, askedSize, frameSha256, margin: null },
    frame: frame.map((id) => ({ id, stratum: '', isDrawn: drawn.has(id) })),
  })
  return drawn.has(caseId)
}

/** Cases of a round that were not excused, or sent in for all that. */
async function listFrameable(tx: Tx, cycleId: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select audited.id from audits.audit_case audited
     where audited.authority_id = ${tx.who.authorityId} and audited.cycle_id = ${cycleId}
       and (not exists (select from audits.excuse excused
                         where excused.authority_id = audited.authority_id and excused.case_id = audited.id)
            or exists (select from audits.submission sent
                        where sent.authority_id = audited.authority_id and sent.case_id = audited.id))
     order by audited.id`.execute(tx.sql)
  return rows.map(({ id }) => id)
}
