import type { Temporal } from 'temporal-polyfill'
import { filterSelect, listTable } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import type { TableColumn } from '#platform/tables'
import { paths } from '../../../paths.ts'
import { conditionKeys, conditionOf } from '../../conditions.ts'
import type { ListedEscalation } from '../../store/list.ts'
import { endOutcomes, escalationsShown } from '../../words.ts'
import { aboutLink, answerOf, escalationLink, limitOf, sentenceOf, stateOf, withWhom } from '../parts/line.ts'
import type { ListQuery } from './page.ts'

interface ListOf {
  readonly escalations: readonly ListedEscalation[]
  readonly total: number
  readonly perPage: number
  readonly asked: ListQuery
  readonly agencies: readonly { readonly id: string; readonly name: string }[]
  readonly now: Temporal.Instant
}

export const listView = (
  list: ListOf,
): Html => html`<p class="govuk-body"><a class="govuk-link" href="${paths.morningCall({})}">Morning call: today’s on one screen</a></p>
${filters(list)}
${table(list)}`

const filters = ({
  asked,
  agencies,
}: ListOf): Html => html`<form class="los-filters" method="get" action="${paths.escalations({})}">
${filterSelect('show', 'Show', asked.show, options(escalationsShown), null)}
${filterSelect(
  'condition',
  'About',
  asked.condition,
  conditionKeys.map((key) => ({ value: key, text: conditionOf(key).title })),
)}
${filterSelect('agency', 'With', asked.agency, [
  { value: 'own', text: 'Local authority' },
  ...agencies.map(({ id, name }) => ({ value: id, text: name })),
])}
${filterSelect(
  'rung',
  'Rung',
  asked.rung?.toString(),
  [1, 2, 3, 4].map((rung) => ({ value: String(rung), text: `Rung ${rung}` })),
)}
<button type="submit" class="govuk-button govuk-button--secondary" data-module="govuk-button">Show</button>
</form>`

const options = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, text]) => ({ value, text }))

function table({ escalations, total, perPage, asked, now }: ListOf): Html {
  const { format: _format, ...shown } = asked
  const hrefFor = (changes: Readonly<Record<string, string | number | undefined>>): string =>
    paths.escalations({}, { ...shown, ...changes })
  return listTable({
    caption: 'Escalations',
    columns: ['Escalation', 'About', 'What', 'With', 'Reply by', 'Answer'].map((heading) => ({
      key: heading,
      heading,
    })),
    rows: escalations.map((each) => ({
      id: each.id,
      cells: [
        html`${escalationLink(each)}<br>${stateOf(each)}`,
        aboutLink(each),
        html`<strong>${conditionOf(each.condition).title}</strong><br>${sentenceOf(each)}`,
        html`${each.rungAgencyName ?? 'Local authority'}<br>${withWhom(each)}`,
        limitOf(each, now),
        answerOf(each, now),
      ],
    })),
    page: asked.page,
    perPage,
    total,
    hrefFor,
    downloads: { csv: hrefFor({ format: 'csv' }), xlsx: hrefFor({ format: 'xlsx' }) },
    empty: html`<p class="govuk-body">${asked.show === 'open' ? 'Nothing is escalated that fits this.' : 'There is no escalation that fits this.'} <a class="govuk-link" href="${paths.escalations({})}">Show all that are open</a></p>`,
  })
}

export const columns: readonly TableColumn<ListedEscalation>[] = [
  { header: 'Escalation', value: ({ reference }) => reference },
  { header: 'Discussion or concern', value: ({ aboutReference }) => aboutReference ?? '' },
  { header: 'What', value: ({ condition }) => conditionOf(condition).title },
  { header: 'Late since', value: ({ since }) => since },
  { header: 'Opened', value: ({ openedAt }) => openedAt },
  { header: 'Agency', value: ({ rungAgencyName }) => rungAgencyName ?? 'Local authority' },
  { header: 'Rung', value: ({ rung }) => rung },
  { header: 'With', value: ({ toName }) => toName ?? '' },
  { header: 'Reply by', value: ({ dueAt }) => dueAt },
  { header: 'Answered', value: ({ saidAt }) => saidAt },
  { header: 'Ended', value: ({ endedAt }) => endedAt },
  { header: 'Outcome', value: ({ outcome }) => (outcome === null ? '' : endOutcomes[outcome]) },
]
