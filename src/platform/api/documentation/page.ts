import type { Temporal } from 'temporal-polyfill'
import { access } from '#platform/access'
import { type Html, html } from '#platform/html'
import { page, path, type Route, screen, type User } from '#platform/http'
import type { ApiRoute } from '../route.ts'
import { scopes, scopeWords } from '../route.ts'
import { written } from './example.ts'
import { anchorOf, operations } from './operations.ts'

/** A part that another room adds, such as the messages of webhooks. */
export interface DocumentationPart {
  readonly anchor: string
  readonly title: string
  readonly body: (now: Temporal.Instant, user: User) => Html
}

export interface DocumentationDeps {
  readonly routes: readonly ApiRoute[]
  /** What addresses in examples begin with. */
  readonly publicUrl: string
  readonly parts: readonly DocumentationPart[]
}

export const paths = { documentation: path('/other-systems') } as const

/** How other systems speak with this one: made from the description that they read themselves, with examples to copy. */
export const documentationPage = ({ routes, publicUrl, parts }: DocumentationDeps): Route =>
  page({
    path: paths.documentation,
    may: access.readApiDocumentation,
    async view({ now, user }) {
      // To the minute, as a person would write it.
      const at = now.round({ smallestUnit: 'minute', roundingMode: 'floor' })
      const body = html`<p class="govuk-body">Another system tells of contacts, decisions and strategy discussions as they happen, and asks what is open. Everything below is made from the description that it reads itself: <a class="govuk-link" href="/api/v1/openapi.json">OpenAPI 3.1</a>, from which clients can be made in any language.</p>
${contents(routes, parts)}
${tokens}
${rules}
${operations(routes, publicUrl, at)}
${parts.map(({ anchor, title, body: part }) => html`<h2 class="govuk-heading-m" id="${anchor}">${title}</h2>${part(at, user)}`)}`
      return screen({ title: 'Other systems', width: 'full', body })
    },
  })

const contents = (routes: readonly ApiRoute[], parts: readonly DocumentationPart[]): Html => {
  const listed = [
    ['tokens', 'Tokens'],
    ['rules', 'Rules for every request'],
    ...routes.map((route) => [anchorOf(route), route.summary]),
    ...parts.map(({ anchor, title }) => [anchor, title]),
  ]
  return html`<nav aria-label="On this page"><ul class="govuk-list">${listed.map(
    ([anchor, title]) => html`<li><a class="govuk-link" href="#${anchor}">${title}</a></li>`,
  )}</ul></nav>`
}

const tokens = html`<h2 class="govuk-heading-m" id="tokens">Tokens</h2>
<p class="govuk-body">Each system has a token of its own, with what it may do. Whoever runs Line of Sight makes one; it is printed once, and ended at once when it is lost.</p>
<pre class="los-code">npx los token create --name "Case system" --scope contacts:read contacts:write discussions:write
npx los token end --name "Case system"</pre>
<ul class="govuk-list">${scopes.map((scope) => html`<li><code>${scope}</code> ${scopeWords[scope]}</li>`)}</ul>`

const rules = html`<h2 class="govuk-heading-m" id="rules">Rules for every request</h2>
<ul class="govuk-list govuk-list--bullet">
<li>The token goes in the header: <code class="los-link">Authorization: Bearer $TOKEN</code>.</li>
<li>Times have an offset (RFC 3339). Numbers of contacts, discussions and children are the other system’s own.</li>
<li>Told again, nothing changes: 200 instead of 201.</li>
<li>A POST with an <code>Idempotency-Key</code> can be sent again after a failure of the network: it is answered as before, with 200, and does nothing. The same key with another request is 409.</li>
<li>600 requests a minute for each token; then 429 with <code>Retry-After</code>.</li>
<li>Contacts and discussions of restricted children are not there for a token without <code>contacts:restricted</code>.</li>
<li>Everything that was told and shown is in the trail, under the name of the token.</li>
<li>What is refused is answered as <code>application/problem+json</code> (RFC 9457), each field by a JSON pointer:</li>
</ul>
<pre class="los-code">${written({
  type: 'about:blank',
  title: 'This cannot be taken',
  status: 422,
  detail: 'Use a code of the national list, such as 6 for the police',
  errors: [{ pointer: '/source', detail: 'Use a code of the national list, such as 6 for the police' }],
})}</pre>`
