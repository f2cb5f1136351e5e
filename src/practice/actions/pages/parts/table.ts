import { dateInWords } from '#kernel/words'
import { type TagColour, tag } from '#platform/govuk'
import { type Html, html, type Insert } from '#platform/html'
import { paths } from '../../paths.ts'
import type { Action } from '../../store/actions.ts'
import { fromKinds, states } from '../../words.ts'

const colours: Readonly<Record<Action['state'], TagColour>> = {
  open: 'blue',
  done: 'yellow',
  verified: 'green',
  cancelled: 'grey',
}

/** Where an action stands, in a word and never by colour alone. */
export const stateTag = ({ state, isOverdue }: Action): Html =>
  isOverdue ? tag('Overdue', 'red') : tag(states[state], colours[state])

export const actionLink = ({ id, reference }: Pick<Action, 'id' | 'reference'>): Html =>
  html`<a class="govuk-link" href="${paths.action({ actionId: id })}">${reference}</a>`

/** "Strategy discussion SD-412". */
export const fromInWords = ({ fromKind, fromReference }: Action): string =>
  fromReference === '' ? fromKinds[fromKind] : `${fromKinds[fromKind]} ${fromReference}`

/**
 * The actions of one thing, for the page of that thing: what, who, by when, and where each stands. `empty` is said where there
 * are none.
 */
export const actionsTable = (
  actions: readonly Action[],
  { caption, empty = 'No actions.' }: { readonly caption: string; readonly empty?: string },
): Html =>
  actions.length === 0
    ? html`<p class="govuk-body">${empty}</p>`
    : html`<table class="govuk-table los-cards">
<caption class="govuk-table__caption govuk-table__caption--m">${caption}</caption>
<thead class="govuk-table__head"><tr class="govuk-table__row">${headings.map((words) => html`<th scope="col" class="govuk-table__header">${words}</th>`)}</tr></thead>
<tbody class="govuk-table__body">${actions.map((action) => row(action))}</tbody>
</table>`

const headings = ['Action', 'What', 'Who', 'By', 'Where it stands'] as const

const row = (action: Action): Html => {
  const cells: readonly Insert[] = [
    actionLink(action),
    action.what,
    action.ownerWords,
    dateInWords(action.dueOn),
    stateTag(action),
  ]
  return html`<tr class="govuk-table__row">${cells.map((cell, at) => html`<td class="govuk-table__cell" data-label="${headings[at]}">${cell}</td>`)}</tr>`
}
