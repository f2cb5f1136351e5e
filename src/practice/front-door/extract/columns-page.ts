import { z } from 'zod'
import { access } from '#platform/access'
import { type Html, html } from '#platform/html'
import { download, page, screen } from '#platform/http'
import { paths } from '../paths.ts'
import { methods, outcomes, sources, urgencyInShort } from '../words.ts'
import { type ExtractColumn, extractColumns } from './columns.ts'

/** What each column holds, in the words of whoever makes the extract. */
const meanings: Readonly<Record<ExtractColumn, string>> = {
  contact_id:
    'The contact’s number in your case system. Rows with the same number are one contact about several children.',
  received_at:
    'When the contact reached the council, not when somebody opened it. 21/11/2021 14:05, or with an offset.',
  recorded_at: 'When it was typed in. Without it, the way from receipt to record is not measured.',
  source: 'Who it came from: a code or the words of the list.',
  method: 'How it reached you.',
  urgency: 'As a person chose it.',
  concern: 'The worry, in the referrer’s words.',
  team: 'The name of a team in Organisation.',
  recorded_by: 'Name or email address.',
  child_id: 'The child’s number in your case system.',
  child_family_name: '',
  child_given_name: '',
  child_date_of_birth: 'Or the expected date of a child not yet born.',
  child_gender: 'Code or words, as in the children in need census.',
  child_ethnicity: 'Code or words, as in the children in need census.',
  outcome: 'What was decided about this child. Left empty while nothing has been.',
  decided_at: 'When the decision was made.',
  decision_recorded_at: 'When it was typed in. Without it, the way from decision to record is not measured.',
  decided_by: 'Name or email address.',
  reason: 'Why this outcome.',
}

/** What an extract holds, and an empty one to fill in. */
export const extractColumnsPage = page({
  path: paths.extractColumns,
  may: access.importExtract,
  query: z.object({ format: z.literal('csv', { error: 'the empty extract is csv' }).optional() }),
  async view({ query }) {
    if (query.format === 'csv') {
      const body = `\uFEFF${extractColumns.map(({ name }) => name).join(',')}\r\n`
      return download({ filename: 'contact-extract.csv', type: 'text/csv; charset=utf-8', body })
    }
    const back = { href: '/imports', text: 'Bring in a file' }
    return screen({ title: 'Columns of an extract', back, width: 'wide', body })
  },
})

const body = html`
<p class="govuk-body">Headers are matched without capitals, spaces and punctuation, and by the other names given here. <a class="govuk-link" href="${paths.extractColumns({}, { format: 'csv' })}">Download an empty extract</a></p>
<table class="govuk-table los-cards">
<caption class="govuk-table__caption govuk-visually-hidden">Columns</caption>
<thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">Column</th><th scope="col" class="govuk-table__header">What it holds</th><th scope="col" class="govuk-table__header">Also known as</th></tr></thead>
<tbody class="govuk-table__body">${extractColumns.map(
  ({ name, aliases, isRequired }) => html`
<tr class="govuk-table__row"><td class="govuk-table__cell" data-label="Column"><code>${name}</code>${isRequired && ', required'}</td><td class="govuk-table__cell" data-label="What it holds">${meanings[name]}</td><td class="govuk-table__cell" data-label="Also known as">${aliases.join(', ')}</td></tr>`,
)}</tbody></table>
${codes(
  'Source',
  Object.entries(sources).map(([code, { words }]) => [code, words] as const),
)}
${codes('Method', Object.entries(methods))}
${codes('Urgency', Object.entries(urgencyInShort))}
${codes('Outcome', Object.entries(outcomes))}`

function codes(title: string, list: readonly (readonly [string, string])[]): Html {
  return html`<h2 class="govuk-heading-s">${title}</h2>
<ul class="govuk-list">${list.map(([code, words]) => html`<li><code>${code}</code> ${words}</li>`)}</ul>`
}
