import { details } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { longInput, type Option, pickOf } from '#platform/questions'
import { dayInput } from '../parts/inputs.ts'
import type { MeetingView } from './view.ts'

/** As many as one pressing of the button takes; the next come after it. */
const rows = 3

/** Who does what by when. Owners are those who are invited, and agencies as a whole. */
export function actionQuestions({ form, invited, agencies }: MeetingView): Html {
  const owners: readonly Option[] = [
    ...invited.flatMap(({ personId, name, agencyName }) =>
      personId === null
        ? []
        : [{ value: `person:${personId}`, text: [name, agencyName].filter((part) => part !== '').join(', ') }],
    ),
    ...agencies.map(({ id, name }) => ({ value: `agency:${id}`, text: `${name} (the agency)` })),
  ]
  const one = (
    at: number,
  ): Html => html`${longInput(form, { name: `action.${at}.what`, label: 'What is to be done?' }, 2)}
${pickOf(form, { name: `action.${at}.owner`, label: 'Who does it?' }, owners)}
${dayInput(form, { name: `action.${at}.dueOn`, label: 'By when?' })}`
  const further = Array.from({ length: rows - 1 }, (_each, at) => one(at + 1))
  const isUsed = form.names('action.').some((name) => !name.startsWith('action.0.') && form.value(name) !== '')
  return html`<div class="los-panel"><h3 class="govuk-heading-s">A new action</h3>${one(0)}
${details({ summaryText: 'Further actions', html: html`${further}`, open: isUsed })}</div>`
}
