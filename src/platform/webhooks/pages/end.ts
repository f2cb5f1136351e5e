import { z } from 'zod'
import { conflict, missing } from '#kernel/outcome'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { html } from '#platform/html'
import { formTag, goTo, page, screen } from '#platform/http'
import { paths } from '../paths.ts'
import { endSubscription, findSubscription } from '../store/subscriptions.ts'
import { shortUrl } from './list.ts'

/** Asks once more: an ended webhook cannot be begun again, and a new one has another secret. */
export const endPage = page({
  path: paths.end,
  may: access.manageWebhooks,
  form: z.object({}),
  async view({ tx, params, form }) {
    const webhook = await findSubscription(tx, params.webhookId)
    if (webhook === null || webhook.endedAt !== null) return missing('webhook')
    return screen({
      title: 'End this webhook?',
      back: { href: paths.webhook(params), text: 'Back to the webhook' },
      body: html`<p class="govuk-body"><span class="los-link">${shortUrl(webhook.url)}</span> is told of nothing more, at once. What is still on its way is not sent. To tell that system again, add it anew: it then gets a new secret.</p>
${formTag(form, {}, button({ text: 'End it', classes: 'govuk-button--warning' }))}`,
    })
  },
  async submit({ tx, params, user }) {
    const webhook = await findSubscription(tx, params.webhookId)
    if (webhook === null) return missing('webhook')
    if (!(await endSubscription(tx, webhook.id, `Ended by ${user.name}`)))
      return conflict('This webhook has ended already.', 'Nothing is left to do.')
    return goTo(paths.webhook(params), 'The webhook has ended')
  },
})
