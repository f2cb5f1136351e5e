import type { Temporal } from 'temporal-polyfill'
import { count, whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import { button, filterSelect, listTable } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { may, type User } from '#platform/http'
import { optionsOf } from '#platform/questions'
import type { TableColumn } from '#platform/tables'
import { afterPaths } from '../../after/paths.ts'
import { paths } from '../../paths.ts'
import type { ListedDiscussion } from '../../store/list.ts'
import { keyPartners, partners, routes, states } from '../../words.ts'
import { threePartners } from '../parts/partners.ts'
import { stateTag } from '../parts/state.ts'
import type { ListQuery } from './page.ts'

interface ListOf {
  readonly discussions: readonly ListedDiscussion[]
  readonly total: number
  readonly perPage: number
  readonly asked: ListQuery
  readonly areas: readonly { readonly id: string; readonly name: string }[]
  readonly user: User
  readonly now: Temporal.Instant
}

export const listView = (list: ListOf): Html => html`<div class="los-actions govuk-!-margin-bottom-4">
${may(list.user, access.workDiscussions) && button({ text: 'A discussion is due', href: paths.new({}) })}
${may(list.user, access.workDiscussions) && html`<a class="govuk-link" href="${paths.concerns({})}">Concerns from partners</a>`}${may(list.user, access.challengeDiscussions) && html` <a class="govuk-link" href="${afterPaths.challenges({})}">Challenges</a>`}</div>
${filters(list)}
${table(list)}`

const filters = ({
  asked,
  areas,
}: ListOf): Html => html`<form class="los-filters" method="get" action="${paths.list({})}">
${filterSelect('state', 'State', asked.state, optionsOf({ ...states, lapsed: 'Lapsed: due and overdue' }))}
${filterSelect('route', 'Route', asked.route, optionsOf(routes))}
${filterSelect(
  'area',
  'Area',
  asked.area,
  areas.map(({ id, name }) => ({ value: id, text: name })),
)}
<button type="submit" class="govuk-button govuk-button--secondary" data-module="govuk-button">Show</button>
</form>`

function table({ discussions, total, perPage, asked, now }: ListOf): Html {
  const hrefFor = (changes: Readonly<Record<string, string | number | undefined>>): string =>
    paths.list({}, { ...inAddress(asked), page: asked.page, ...changes })
  return listTable({
    caption: 'Strategy discussions',
    columns: ['Discussion', 'State', 'Children', 'Area', 'Reasonable cause', 'Arranged or held', 'Attended'].map(
      (heading) => ({
        key: heading,
        heading,
      }),
    ),
    rows: discussions.map((each) => ({
      id: each.id,
      cells: [
        html`<a class="govuk-link los-nowrap" href="${paths.discussion({ discussionId: each.id })}">${each.reference}</a>`,
        stateTag(each, now),
        count(each.children, 'child', 'children'),
        html`${each.areaName ?? each.teamName ?? 'Front door'}<br>${routes[each.route]}`,
        whenInWords(each.reasonableCauseAt, now),
        whenOf(each, now),
        each.state === 'held' ? threePartners(each.attended) : '',
      ],
    })),
    page: asked.page,
    perPage,
    total,
    hrefFor,
    downloads: { csv: hrefFor({ format: 'csv' }), xlsx: hrefFor({ format: 'xlsx' }) },
    empty: html`<p class="govuk-body">No strategy discussion is to be shown here. <a class="govuk-link" href="${paths.list({})}">Show all</a></p>`,
  })
}

const inAddress = ({ state, route, area, from, to }: ListQuery) => ({
  state,
  route,
  area,
  from: from?.toString(),
  to: to?.toString(),
})

function whenOf({ heldAt, startsAt, state }: ListedDiscussion, now: Temporal.Instant): string {
  if (heldAt !== null) return `Held ${whenInWords(heldAt, now)}`
  if (state !== 'due') return ''
  return startsAt === null ? 'Not arranged' : whenInWords(startsAt, now)
}

export const columns: readonly TableColumn<ListedDiscussion>[] = [
  { header: 'Discussion', value: ({ reference }) => reference },
  { header: 'State', value: ({ state }) => states[state] },
  { header: 'Route', value: ({ route }) => routes[route] },
  { header: 'Area', value: ({ areaName }) => areaName ?? '' },
  { header: 'Team', value: ({ teamName }) => teamName ?? '' },
  { header: 'Children', value: ({ children }) => children },
  { header: 'Reasonable cause', value: ({ reasonableCauseAt }) => reasonableCauseAt },
  { header: 'Due', value: ({ dueAt }) => dueAt },
  { header: 'Arranged for', value: ({ startsAt }) => startsAt },
  { header: 'Held', value: ({ heldAt }) => heldAt },
  ...keyPartners.map((partner) => ({
    header: `${partners[partner]} attended`,
    value: ({ state, attended }: ListedDiscussion) =>
      state !== 'held' ? '' : attended.includes(partner) ? 'Yes' : 'No',
  })),
]
