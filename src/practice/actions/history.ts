import { dateInWords } from '#kernel/words'
import type { HistoryEvent, HistorySource } from '#platform/area'
import { html } from '#platform/html'
import { stateTag } from './pages/parts/table.ts'
import { paths } from './paths.ts'
import { type Action, listActions } from './store/actions.ts'

/** What was to be done about a child, in the chronology: each action where it was set, with how it stands today. */
export const actionsHistory: HistorySource = async (tx, childIds) => {
  const found = new Map<string, Action>()
  for (const childId of childIds)
    for (const action of (await listActions(tx, { childId })).actions) found.set(action.id, action)
  return [...found.values()].map(
    (action): HistoryEvent => ({
      id: action.id,
      at: action.recordedAt,
      kind: 'action',
      title: `Action ${action.reference}, due ${dateInWords(action.dueOn)}`,
      body: html`<p class="govuk-body">${action.what}</p><p class="govuk-body">${action.ownerWords} ${stateTag(action)}</p>`,
      href: paths.action({ actionId: action.id }),
      ...(action.recordedByName === null ? {} : { by: action.recordedByName }),
    }),
  )
}
