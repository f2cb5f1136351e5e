import { Temporal } from 'temporal-polyfill'
import { londonDate } from '#kernel/clock'
import { conflict, invalid, type Outcome, ok } from '#kernel/outcome'
import type { Tx } from '#platform/transaction'
import { reportDocument } from './document/document.ts'
import { gatherQuarter } from './gather.ts'
import { type Quarter, quarterInWords } from './rules/quarter.ts'
import { nextEdition, recordEdition } from './store/reports.ts'

/** Freezes a quarter's report as it stands now. From the second edition on it says why. Answers the id. */
export async function issueReport(
  tx: Tx,
  quarter: Quarter,
  { reason, expected }: { readonly reason: string; readonly expected: number },
): Promise<Outcome<string>> {
  if (Temporal.PlainDate.compare(londonDate(tx.now), quarter.to) < 0)
    return conflict(`${quarterInWords(quarter)} is not over yet.`, 'Look at the draft until then.')
  const edition = await nextEdition(tx, quarter.key)
  if (edition !== expected)
    return conflict(
      'Somebody has issued this report meanwhile.',
      'Open that edition, and issue another if it is wrong.',
    )
  if (edition > 1 && reason === '')
    return invalid({ field: 'reason', message: 'Say why another edition takes the place of the one before' })
  const data = await gatherQuarter(tx, quarter)
  if (data.whatChanges === '')
    return conflict(
      'What changes next quarter has not been written.',
      'Write it first: a report that changes nothing is not worth issuing.',
    )
  const [document, publicDocument] = [false, true].map((publicSafe) => reportDocument(data, { publicSafe }))
  if (document === undefined || publicDocument === undefined) throw new Error('a report has two versions')
  return ok(await recordEdition(tx, { quarter: quarter.key, edition, reason, data, document, publicDocument }))
}
