import { randomBytes } from 'node:crypto'
import { drawSample } from '#kernel/sampling'
import { sampleMargin } from '#kernel/statistics'
import type { Tx } from '#platform/transaction'
import { listContactsToAudit } from '#practice/front-door'
import type { Involved } from '../rules/involved.ts'
import { drawByStrata } from '../rules/strata.ts'
import type { Cycle } from './cycles.ts'
import { recordDraw } from './draws.ts'
import { frameOf, type Stratum, strata, stratumOf } from './frame.ts'
import { involvedInFile } from './involved/child.ts'
import { involvedInContact } from './involved/contact.ts'
import { involvedInSupervision } from './involved/supervision.ts'
import { openCase } from './open-case.ts'

/** Draws a round from its frame as it is now, keeps both, and opens a case for each that was drawn. Answers how many. */
export async function drawRound(
  tx: Tx,
  cycle: Cycle,
  { size, by }: { readonly size: number; readonly by: readonly Stratum[] },
): Promise<number> {
  const seed = randomBytes(16).toString('hex')
  const frame = (await frameOf(tx, cycle)).items.map((entry) => ({ id: entry.id, stratum: stratumOf(entry, by) }))
  const drawn = drawByStrata(frame, size, seed)
  await recordDraw(tx, {
    cycleId: cycle.id,
    frameOf: cycle.subject,
    method: drawn.size === frame.length ? 'all' : by.length > 0 ? 'stratified' : 'random',
    strata: by.map((each) => strata[each].toLowerCase()),
    seed,
    askedSize: size,
    frameSha256: drawSample(
      frame.map(({ id }) => id),
      0,
      seed,
    ).frameSha256,
    margin: sampleMargin(drawn.size, frame.length),
    frame: frame.map((each) => ({ ...each, isDrawn: drawn.has(each.id) })),
  })
  for (const subjectId of drawn)
    await openCase(tx, {
      cycleId: cycle.id,
      subject: cycle.subject,
      subjectId,
      involved: await involvedIn(tx, cycle, subjectId),
      dueOn: cycle.dueOn,
      openedAt: tx.now,
    })
  return drawn.size
}

async function involvedIn(tx: Tx, cycle: Cycle, subjectId: string): Promise<Involved> {
  const days = { from: cycle.fromDay, to: cycle.toDay }
  if (cycle.subject === 'child') return involvedInFile(tx, subjectId, days)
  if (cycle.subject === 'supervision') return involvedInSupervision(tx, subjectId, days)
  const [contact] = await listContactsToAudit(tx, { ids: [subjectId] })
  if (contact === undefined) throw new Error('a contact that was drawn is not there any more')
  return involvedInContact(tx, contact)
}
