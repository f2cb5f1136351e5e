import { count } from '#kernel/words'
import type { HistoryEvent, HistorySource } from '#platform/area'
import { type Html, html } from '#platform/html'
import type { Tx } from '#platform/transaction'
import { paths } from '../../paths.ts'
import { tellInOrder } from '../../rules/chronology.ts'
import { nameOf } from '../../rules/names.ts'
import { findChild } from '../../store/children.ts'
import { withMerged } from '../../store/merging.ts'
import { chronologyPart } from './view.ts'

const most = 60

/**
 * A child's chronology, latest first, to be read beside something else, with a link to the record and to all of it. Null when
 * the record is not open to whoever asks. Trailed as read.
 */
export async function chronologyRecord(
  tx: Tx,
  childId: string,
  histories: readonly HistorySource[],
): Promise<Html | null> {
  const child = await findChild(tx, childId)
  if (child === null) return null
  const ids = await withMerged(tx, child.id)
  const events: HistoryEvent[] = []
  // One after another: they share the transaction's one connection.
  for (const history of histories) events.push(...(await history(tx, ids)))
  const all = tellInOrder(events)
  return html`<p class="govuk-body"><a class="govuk-link" href="${paths.record({ childId })}">${nameOf(child)}, ${child.reference}</a></p>
${chronologyPart(all.slice(0, most), tx.now)}
${all.length > most && html`<p class="govuk-body"><a class="govuk-link" href="${paths.chronology({ childId })}">The whole chronology: ${count(all.length, 'event')}</a></p>`}`
}
