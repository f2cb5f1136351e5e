import type { Temporal } from 'temporal-polyfill'
import { dateInWords } from '#kernel/words'
import { access } from '#platform/access'
import { type Html, html } from '#platform/html'
import { may, type User } from '#platform/http'
import { paths } from '../../paths.ts'
import { type TrainingRecord, trainingState } from '../../rules/training.ts'
import type { Person } from '../../store/people.ts'
import { trainingKinds } from '../../words.ts'
import { trainingTag } from '../parts/training.ts'

/** What a person is trained for, with what it allows and until when. */
export function trainingTable(
  training: readonly TrainingRecord[],
  day: Temporal.PlainDate,
  person: Person,
  user: User,
): Html {
  const mayChange = may(user, access.manageOrganisation) && person.isActive
  return html`${training.length === 0 ? html`<p class="govuk-body">No training to audit or to decide at night is recorded.</p>` : table(training, day, person, mayChange)}
${mayChange && html`<p class="govuk-body"><a class="govuk-link" href="${paths.addTraining({ personId: person.id })}">Record training</a></p>`}`
}

const table = (
  training: readonly TrainingRecord[],
  day: Temporal.PlainDate,
  person: Person,
  mayChange: boolean,
): Html => html`<table class="govuk-table los-cards">
<caption class="govuk-table__caption govuk-visually-hidden">Training</caption>
<thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">Training</th><th scope="col" class="govuk-table__header">Completed</th><th scope="col" class="govuk-table__header">Expires</th><th scope="col" class="govuk-table__header">Today</th>${mayChange && html`<th scope="col" class="govuk-table__header"><span class="govuk-visually-hidden">Actions</span></th>`}</tr></thead>
<tbody class="govuk-table__body">${training.map(
  (record) => html`<tr class="govuk-table__row">
<td class="govuk-table__cell" data-label="Training">${trainingKinds[record.kind]}</td>
<td class="govuk-table__cell" data-label="Completed">${dateInWords(record.completedOn)}</td>
<td class="govuk-table__cell" data-label="Expires">${record.expiresOn === null ? 'Does not expire' : dateInWords(record.expiresOn)}</td>
<td class="govuk-table__cell" data-label="Today">${trainingTag(trainingState(record, day))}</td>
${mayChange && html`<td class="govuk-table__cell" data-label=""><a class="govuk-link" href="${paths.withdrawTraining({ personId: person.id, trainingId: record.id })}">Take back<span class="govuk-visually-hidden"> ${trainingKinds[record.kind]}, ${dateInWords(record.completedOn)}</span></a></td>`}
</tr>`,
)}</tbody>
</table>`
