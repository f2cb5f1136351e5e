import { whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import { listTable, tag } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { page, screen } from '#platform/http'
import { paths } from '../paths.ts'
import { listSubscriptions, type Subscription } from '../store/subscriptions.ts'

/** Who is told what, and whether it arrives. */
export const webhooksPage = page({
  path: paths.webhooks,
  may: access.manageWebhooks,
  async view({ tx, now }) {
    const all = await listSubscriptions(tx)
    const body = html`<p class="govuk-body">Another system that is told at once of a late contact or a decision need not keep asking. A message says which contact and when, and nothing about a child; restricted contacts are never told of. <a class="govuk-link" href="/other-systems#webhooks">How messages look, and how they are checked</a>.</p>
<div class="los-actions"><a class="govuk-button" href="${paths.add({})}" role="button" draggable="false" data-module="govuk-button">Add a webhook</a></div>
${listTable({
  caption: 'Webhooks, those that listen first',
  columns: [
    { key: 'where', heading: 'Where' },
    { key: 'events', heading: 'Told of' },
    { key: 'last', heading: 'Last delivered' },
    { key: 'state', heading: 'State' },
  ],
  rows: all.map((each) => ({
    id: each.id,
    cells: [
      html`<a class="govuk-link los-link" href="${paths.webhook({ webhookId: each.id })}">${shortUrl(each.url)}</a>`,
      each.events.join(', '),
      each.lastDeliveredAt === null ? 'Never' : whenInWords(each.lastDeliveredAt, now),
      stateOf(each),
    ],
  })),
  page: 1,
  perPage: Math.max(1, all.length),
  total: all.length,
  hrefFor: () => paths.webhooks({}),
  empty: html`<p class="govuk-body">No other system is told of anything yet.</p>`,
})}`
    return screen({ title: 'Webhooks', width: 'wide', body, back: { href: '/other-systems', text: 'Other systems' } })
  },
})

/** Where it listens, without what stands behind the `?`: some systems keep a key of theirs there. */
export const shortUrl = (url: string): string => {
  const { origin, pathname, search } = new URL(url)
  return `${origin}${pathname}${search === '' ? '' : '?…'}`
}

export function stateOf({ endedAt, givenUp, waiting }: Subscription): Html {
  const failures = givenUp === 0 ? '' : html` ${tag(`${givenUp} given up`, 'red')}`
  if (endedAt !== null) return html`${tag('Ended', 'grey')}${failures}`
  if (givenUp > 0) return html`${tag('Listens', 'green')}${failures}`
  return html`${tag('Listens', 'green')}${waiting > 0 && ` ${waiting} on the way`}`
}
