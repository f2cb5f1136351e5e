import { fileURLToPath } from 'node:url'
import nunjucks from 'nunjucks'
import { type Html, isHtml, raw } from '#platform/html'

const library = fileURLToPath(new URL('../../../node_modules/govuk-frontend/dist/', import.meta.url))

let environment: nunjucks.Environment | undefined

/** Made on first use: a command that draws no page does not pay for it. */
const templates = (): nunjucks.Environment => {
  environment ??= new nunjucks.Environment(new nunjucks.FileSystemLoader(library), {
    autoescape: true,
    trimBlocks: true,
    lstripBlocks: true,
  })
  return environment
}

/** A GOV.UK component as a typed function: drawn by the library's own macro, compiled once. */
export function macro<Options>(component: string, name: string): (options: Options) => Html {
  let template: nunjucks.Template | undefined
  return (options) => {
    template ??= nunjucks.compile(
      `{%- from "govuk/components/${component}/macro.njk" import ${name} -%}{{- ${name}(options) -}}`,
      templates(),
    )
    return raw(template.render({ options: withTextForHtml(options) }))
  }
}

/** The macros expect html as text; everything else stays as it is, and is escaped by them. */
function withTextForHtml(value: unknown): unknown {
  if (isHtml(value)) return value.toString()
  if (Array.isArray(value)) return value.map(withTextForHtml)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withTextForHtml(member)]))
}
