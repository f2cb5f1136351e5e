import type { Temporal } from 'temporal-polyfill'
import { type Html, html } from '#platform/html'
import { openApiDocument } from '../open-api.ts'
import type { ApiRoute } from '../route.ts'
import { curlOf, written } from './example.ts'
import { type Field, fieldsOf, fieldsTable, type JsonSchema } from './fields.ts'

/** An operation as the OpenAPI document has it: what is shown is what is published there. */
interface Described {
  readonly parameters: readonly {
    readonly name: string
    readonly in: string
    readonly required: boolean
    readonly schema: JsonSchema
  }[]
  readonly requestBody?: { readonly content: Content }
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content: Content }>>
}
type Content = Readonly<Record<string, { readonly schema: JsonSchema }>>

/** Every operation with its fields and examples, from the document that other systems read. */
export function operations(routes: readonly ApiRoute[], address: string, now: Temporal.Instant): Html {
  const { paths } = openApiDocument(routes) as unknown as { paths: Record<string, Record<string, Described>> }
  return html`${routes.map((route) => {
    const described = paths[route.path]?.[route.method.toLowerCase()]
    return described === undefined ? null : operation(route, described, address, now)
  })}`
}

export const anchorOf = ({ summary }: ApiRoute): string => summary.toLowerCase().replaceAll(/\W+/g, '-')

function operation(route: ApiRoute, described: Described, address: string, now: Temporal.Instant): Html {
  const { method, path, scope, summary, description } = route
  const sent = described.requestBody?.content['application/json']?.schema
  const answered = described.responses['200']?.content['application/json']?.schema
  return html`<h2 class="govuk-heading-m" id="${anchorOf(route)}">${summary}</h2>
<p class="govuk-body"><code class="los-link">${method} /api/v1${path}</code></p>
<p class="govuk-body">${description} Scope: <code>${scope}</code>.</p>
${fieldsTable(`${summary}: parameters`, parametersOf(described), true)}
${sent !== undefined && html`<h3 class="govuk-heading-s">What is sent</h3>${fieldsTable(`${summary}: what is sent`, fieldsOf(sent), true)}`}
${answered !== undefined && html`<h3 class="govuk-heading-s">What is answered</h3>${fieldsTable(`${summary}: what is answered`, fieldsOf(answered), false)}`}
<h3 class="govuk-heading-s">When it is refused</h3>
<ul class="govuk-list">${refusals(described).map(([status, words]) => html`<li><code>${status}</code> ${words}</li>`)}</ul>
${route.examples(now).map(
  (example) => html`<h3 class="govuk-heading-s">Example: ${example.title}</h3>
<pre class="los-code" data-example="request">${curlOf(address, method, path, example)}</pre>
<p class="govuk-body">is answered with <code>${example.status}</code> and</p>
<pre class="los-code" data-example="answer" data-status="${example.status}">${written(example.answer)}</pre>`,
)}`
}

const parametersOf = ({ parameters }: Described): readonly Field[] =>
  parameters.map(({ name, required, schema, in: place }) => ({
    name,
    isRequired: required,
    schema: { ...schema, description: schema.description ?? placeWords[place] ?? '' },
  }))

const placeWords: Readonly<Record<string, string>> = {
  path: 'In the address',
  query: 'Behind the ?',
  header: 'A header, so that the same request can be sent again',
}

const refusals = ({ responses }: Described): readonly (readonly [string, string])[] =>
  Object.entries(responses)
    .filter(([status]) => Number(status) >= 400)
    .map(([status, { description }]) => [status, description] as const)
