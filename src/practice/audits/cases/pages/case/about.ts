import { dayInWords } from '#kernel/words'
import { summaryList } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { cycleKinds, discussionStates, parts, subjects } from '../../../words.ts'
import type { AuditCase } from '../../store/cases.ts'
import type { Section } from './page.ts'

/** What is audited, in which round, and whose work it is. */
export const whatItIs: Section = async ({ audited }) =>
  summaryList({
    rows: rowsOf(audited).map(([key, value]) => ({ key: { text: key }, value: { html: html`${value}` } })),
  })

function rowsOf(audited: AuditCase): readonly (readonly [string, Html | string])[] {
  return [
    ['What', `${subjects[audited.subject]}, ${dayInWords(audited.happenedOn)}`],
    ...(audited.state === null ? [] : ([['It was', discussionStates[audited.state]]] as const)),
    ['Round', `${audited.cycleReference} ${audited.cycleName} (${cycleKinds[audited.cycleKind]})`],
    ['Tool', audited.toolName],
    ['Team', audited.teamName ?? 'Not known'],
    ['Whose work', html`${audited.people.map(({ name, part }) => html`${name}: ${parts[part]}<br>`)}`],
    ['Due', dayInWords(audited.dueOn)],
  ]
}
