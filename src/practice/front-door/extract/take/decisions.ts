import { newId } from '#kernel/ids'
import type { Warned } from '#platform/area'
import type { Tx } from '#platform/transaction'
import { type Decision, listDecisions, standing } from '../../store/decisions.ts'
import { on } from '../../tables.ts'
import type { ExtractDecision } from '../row.ts'
import type { HashedRow } from './contacts.ts'
import type { People } from './people.ts'

export interface ToDecide {
  readonly row: HashedRow
  readonly contactId: string
  readonly childId: string
}

/**
 * Records what the extract says was decided. A decision that an earlier extract brought and this one tells otherwise is
 * corrected by a new row; one that people recorded here is never touched, and the difference is told.
 */
export async function takeDecisions(
  tx: Tx,
  rows: readonly ToDecide[],
  people: People,
  madeIn: 'extract' | 'case-system',
): Promise<readonly Warned[]> {
  const contactIds = [...new Set(rows.map(({ contactId }) => contactId))]
  const stand = new Map(
    standing(await listDecisions(tx, contactIds)).map((decision) => [
      `${decision.contactId} ${decision.childId}`,
      decision,
    ]),
  )
  const warnings: Warned[] = []
  const fresh = rows.flatMap((row) => {
    const earlier = stand.get(`${row.contactId} ${row.childId}`) ?? null
    const { decision } = row.row.value
    if (decision === null) {
      if (earlier !== null && earlier.madeIn !== 'here')
        warnings.push(warned(row, earlier, 'The extract gives no outcome any more: the one it gave before stays.'))
      return []
    }
    const differs = earlier !== null && isDifferent(earlier, decision, people)
    if (earlier !== null && !differs) return []
    if (earlier !== null && earlier.madeIn === 'here') {
      warnings.push(warned(row, earlier, 'A decision recorded here says otherwise, and stays.'))
      return []
    }
    return [decisionRow(tx, row, decision, earlier, people, madeIn)]
  })
  if (fresh.length > 0) await on(tx).insertInto('frontDoor.decision').values(fresh).execute()
  return warnings
}

const corrected = { extract: 'Corrected in the extract', 'case-system': 'Corrected in the case system' } as const

const warned = ({ row }: ToDecide, earlier: Decision, reason: string): Warned => ({
  sheet: row.sheet,
  row: row.row,
  column: 'outcome',
  value: row.value.decision?.outcome ?? '',
  taken: earlier.outcome,
  reason,
})

function isDifferent(earlier: Decision, decision: ExtractDecision, people: People): boolean {
  const by = people.personCalled(decision.decidedBy)
  return (
    earlier.outcome !== decision.outcome ||
    earlier.decidedAt?.epochMilliseconds !== decision.decidedAt?.epochMilliseconds ||
    (earlier.madeIn !== 'here' &&
      (earlier.why !== decision.reason ||
        earlier.decidedBy !== by ||
        earlier.decidedByName !== (by === null ? decision.decidedBy : '')))
  )
}

function decisionRow(
  tx: Tx,
  { contactId, childId }: ToDecide,
  decision: ExtractDecision,
  earlier: Decision | null,
  people: People,
  madeIn: 'extract' | 'case-system',
) {
  const { outcome, decidedAt, recordedAt, decidedBy, reason } = decision
  const person = people.personCalled(decidedBy)
  return {
    authorityId: tx.who.authorityId,
    id: newId(),
    contactId,
    childId,
    outcome,
    why: reason,
    decidedAt,
    decidedBy: person,
    decidedByName: person === null ? decidedBy : '',
    madeIn,
    departures: [] as [],
    corrects: earlier?.id ?? null,
    correctionReason: earlier === null ? '' : corrected[madeIn],
    // A correction counts from when it came to be known; a first decision from when the extract says it was recorded.
    knownAt: earlier === null ? (recordedAt ?? decidedAt ?? tx.now) : tx.now,
    isKnownAtTold: earlier !== null || recordedAt !== null,
  }
}
