import { count } from '#kernel/words'
import { details } from '#platform/govuk'
import { type Html, html } from '#platform/html'

/** As much of JSON Schema as our own schemas are written in. */
export interface JsonSchema {
  readonly type?: string | readonly string[]
  readonly format?: string
  readonly description?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly 'x-enumDescriptions'?: Readonly<Record<string, string>>
  readonly default?: unknown
  readonly maxLength?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly items?: JsonSchema
  readonly anyOf?: readonly JsonSchema[]
}

/** A field with its place in the whole: `children[].childId`. */
export interface Field {
  readonly name: string
  readonly isRequired: boolean
  readonly schema: JsonSchema
}

/** Every field of a body, those inside others after the one that holds them. */
export function fieldsOf(schema: JsonSchema, within = ''): readonly Field[] {
  if (schema.items !== undefined) return fieldsOf(schema.items, `${within}[]`)
  const variants = schema.anyOf?.flatMap((each) => fieldsOf(each, within)) ?? []
  const own = Object.entries(schema.properties ?? {}).flatMap(([key, field]): readonly Field[] => {
    const name = within === '' ? key : `${within}.${key}`
    return [{ name, isRequired: schema.required?.includes(key) ?? false, schema: field }, ...fieldsOf(field, name)]
  })
  // What stands in several variants of one thing is told once.
  return [...new Map([...own, ...variants].map((field) => [field.name, field])).values()]
}

/** The fields as a table; on a narrow screen each becomes a card. `caption` says whose they are to those who hear it. */
export function fieldsTable(caption: string, fields: readonly Field[], saysRequired: boolean): Html {
  if (fields.length === 0) return html``
  return html`<table class="govuk-table los-cards">
<caption class="govuk-table__caption govuk-visually-hidden">${caption}</caption>
<thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">Field</th><th scope="col" class="govuk-table__header">Holds</th><th scope="col" class="govuk-table__header">Meaning</th></tr></thead>
<tbody class="govuk-table__body">${fields.map(
    ({ name, isRequired, schema }) => html`
<tr class="govuk-table__row"><td class="govuk-table__cell" data-label="Field"><code class="los-field">${name}</code>${saysRequired && isRequired && ', required'}</td><td class="govuk-table__cell" data-label="Holds">${holds(schema)}</td><td class="govuk-table__cell" data-label="Meaning">${schema.description}${codes(schema)}</td></tr>`,
  )}</tbody></table>`
}

/** "Text, at most 100 characters", "A time", "A list of 1 to 30". */
function holds(schema: JsonSchema): string {
  const kind = kindOf(schema)
  const usual = schema.default === undefined ? '' : `; ${schema.default} when not given`
  return `${kind}${usual}`
}

function kindOf({ type, format, const: only, enum: choices, anyOf, ...rest }: JsonSchema): string {
  if (only !== undefined) return `Always ${only}`
  if (choices !== undefined) return choices.length > 6 ? 'A code' : `One of ${choices.join(', ')}`
  if (anyOf !== undefined) return either(anyOf)
  if (typeof type === 'object') return either(type.map((each) => ({ ...rest, type: each })))
  if (format === 'date-time') return 'A time'
  if (format === 'date') return 'A day'
  if (type === 'string')
    return rest.maxLength === undefined ? 'Text' : `Text, at most ${rest.maxLength.toLocaleString('en-GB')} characters`
  if (type === 'array') return listOf(rest)
  return (
    { integer: 'A whole number', number: 'A number', boolean: 'true or false', null: 'Null' }[type ?? ''] ?? 'Fields'
  )
}

/** "Text or null". */
const either = (schemas: readonly JsonSchema[]): string =>
  [...new Set(schemas.map(kindOf))].map((kind, at) => (at === 0 ? kind : kind.toLowerCase())).join(' or ')

function listOf({ minItems, maxItems }: JsonSchema): string {
  if (maxItems === undefined) return 'A list'
  return minItems === undefined ? `A list of at most ${maxItems}` : `A list of ${minItems} to ${maxItems}`
}

/** What the codes of a closed list mean, folded away. */
function codes(schema: JsonSchema): Html {
  const words = Object.entries(schema['x-enumDescriptions'] ?? {})
  const ordered = (schema.enum ?? []).flatMap((code) => words.filter(([each]) => each === code))
  if (ordered.length === 0) return html``
  return details({
    summaryText: count(ordered.length, 'code', 'codes'),
    html: html`<ul class="govuk-list">${ordered.map(([code, meaning]) => html`<li><code>${code}</code> ${meaning}</li>`)}</ul>`,
  })
}
