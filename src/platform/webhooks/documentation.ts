import type { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { access } from '#platform/access'
import { type DocumentationPart, fieldsOf, fieldsTable, type JsonSchema } from '#platform/api'
import { type Html, html } from '#platform/html'
import { may, type User } from '#platform/http'
import { messageOf, type WebhookEvent } from './event.ts'
import { paths } from './paths.ts'
import { mostTries } from './rules/schedule.ts'
import { signedHeaders, writeSecret } from './rules/signature.ts'

/** The messages of webhooks in the documentation, from the schemas that they are held to, signed so that a reader can try. */
export const webhookDocumentation = (events: readonly WebhookEvent[]): DocumentationPart => ({
  anchor: 'webhooks',
  title: 'Webhooks: told without asking',
  body: (
    now,
    user,
  ) => html`<p class="govuk-body">A system that is told need not keep asking. An administrator says ${where(user)}. A message says which contact and when, and nothing about a child; restricted contacts are told to nobody.</p>
<ul class="govuk-list govuk-list--bullet">
<li>It is signed as <a class="govuk-link" href="https://www.standardwebhooks.com">Standard Webhooks</a> says, whose libraries check it: HMAC-SHA256 of the id, the time and the exact body, joined by full stops, with the secret that was shown once.</li>
<li>Answer with any 2xx within 10 seconds, then do the work. 410 ends the webhook.</li>
<li>Anything else, a redirect too, is tried again, ${mostTries} attempts over 25 hours, each wait twice as long as the one before.</li>
<li>A message can come twice, and after a later one: take each <code>webhook-id</code> once, and look at the times inside.</li>
</ul>
${events.map((event) => described(event, now))}
${signed(events, now)}`,
})

const where = (user: User): Html | string =>
  may(user, access.manageWebhooks)
    ? html`<a class="govuk-link" href="${paths.webhooks({})}">where it listens and for what</a>`
    : 'where it listens and for what'

const described = (
  event: WebhookEvent,
  now: Temporal.Instant,
): Html => html`<h3 class="govuk-heading-s"><code>${event.name}</code></h3>
<p class="govuk-body">${event.description}</p>
${fieldsTable(`${event.name}: what stands under data`, fieldsOf(z.toJSONSchema(event.data) as JsonSchema), false)}
<pre class="los-code">${JSON.stringify(JSON.parse(messageOf(event.name, now, event.sample(now))), null, 2)}</pre>`

/** Nobody's: for trying a receiver against. */
const shownSecret = Buffer.from('nobody listens with this secret!')

function signed([event]: readonly WebhookEvent[], now: Temporal.Instant): Html | null {
  if (event === undefined) return null
  const body = messageOf(event.name, now, event.sample(now))
  const seconds = Math.floor(now.epochMilliseconds / 1000)
  const headers = signedHeaders(shownSecret, { id: '01a1c2d3-0000-7000-8000-000000000001', seconds, body })
  return html`<h3 class="govuk-heading-s">A message as it is sent</h3>
<p class="govuk-body">Signed with the secret <code class="los-link" data-example="secret">${writeSecret(shownSecret)}</code>, to try a receiver against:</p>
<pre class="los-code" data-example="message">${Object.entries(headers).map(([name, value]) => `${name}: ${value}\n`)}
${body}</pre>`
}
