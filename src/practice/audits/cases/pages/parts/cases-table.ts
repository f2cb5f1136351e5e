import { dateInWords } from '#kernel/words'
import type { Column, Row } from '#platform/govuk'
import { html } from '#platform/html'
import type { TableColumn } from '#platform/tables'
import { paths } from '../../../paths.ts'
import { caseStates, discussionStates, subjects } from '../../../words.ts'
import { daysLate, type ListedCase } from '../../store/list.ts'
import { stateOf } from './state.ts'

export const caseColumns: readonly Column[] = ['Audit', 'What', 'Team', 'Auditor', 'Due', 'Where it stands'].map(
  (heading) => ({ key: heading, heading }),
)

export const caseRow = (each: ListedCase): Row => ({
  id: each.id,
  cells: [
    html`<a class="govuk-link" href="${paths.case({ caseId: each.id })}">${each.reference}</a>`,
    `${subjects[each.subject]}${each.auditedState === null ? '' : `, ${discussionStates[each.auditedState].toLowerCase()}`} ${dateInWords(each.happenedOn)}`,
    each.teamName ?? 'Not known',
    each.auditors.length === 0 ? 'Nobody yet' : each.auditors.join(', '),
    dateInWords(each.dueOn),
    stateOf(each),
  ],
})

/** For a file: no child in it. */
export const caseFile: readonly TableColumn<ListedCase>[] = [
  { header: 'Audit', value: ({ reference }) => reference },
  { header: 'Round', value: ({ cycleReference }) => cycleReference },
  { header: 'What', value: ({ subject }) => subjects[subject] },
  { header: 'It was', value: ({ auditedState }) => (auditedState === null ? '' : discussionStates[auditedState]) },
  { header: 'When', value: ({ happenedOn }) => happenedOn },
  { header: 'Team', value: ({ teamName }) => teamName ?? '' },
  { header: 'Auditors', value: ({ auditors }) => auditors.join(', ') },
  { header: 'Due', value: ({ dueOn }) => dueOn },
  { header: 'Where it stands', value: ({ state }) => caseStates[state] },
  { header: 'Sent in', value: ({ sentOn }) => sentOn },
  { header: 'Days late', value: (each) => daysLate(each) },
  { header: 'Excused because', value: ({ excuse }) => excuse ?? '' },
  { header: 'Excused by', value: ({ excusedByName }) => excusedByName ?? '' },
]
