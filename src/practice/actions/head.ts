import { count } from '#kernel/words'
import { access } from '#platform/access'
import { html } from '#platform/html'
import { may } from '#platform/http'
import type { RecordHead } from '#practice/children'
import { actionsTable } from './pages/parts/table.ts'
import { paths } from './paths.ts'
import { listActions } from './store/actions.ts'

/** At the head of a child's record: what is to be done about this child, and a link to add something. */
export const actionsHead: RecordHead = async (tx, { child, user }) => {
  const { actions } = await listActions(tx, { childId: child.id, states: ['open', 'done'] })
  const add =
    may(user, access.recordActions) &&
    html`<p class="govuk-body los-no-print"><a class="govuk-link" href="${paths.add({}, { child: child.id })}">Add an action</a></p>`
  if (actions.length === 0) return add === false ? null : add
  const overdue = actions.filter(({ isOverdue }) => isOverdue).length
  const caption = `${count(actions.length, 'action')} open${overdue === 0 ? '' : `, ${overdue} overdue`}`
  return html`${actionsTable(actions, { caption })}${add}`
}
