import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** One option of a component, as govuk-frontend describes it in macro-options.json. */
interface Option {
  readonly name: string
  readonly type: string
  readonly required?: boolean
  readonly isComponent?: boolean
  readonly params?: readonly Option[]
}

const components = fileURLToPath(
  new URL('../../../node_modules/govuk-frontend/dist/govuk/components/', import.meta.url),
)

/** The components that the product uses; the list grows when a page needs one. */
const used = [
  'back-link',
  'breadcrumbs',
  'button',
  'character-count',
  'checkboxes',
  'date-input',
  'details',
  'error-message',
  'error-summary',
  'fieldset',
  'file-upload',
  'hint',
  'input',
  'inset-text',
  'label',
  'notification-banner',
  'pagination',
  'panel',
  'password-input',
  'radios',
  'select',
  'summary-list',
  'table',
  'tabs',
  'tag',
  'textarea',
  'warning-text',
]

/**
 * The TypeScript text of every component's options. The library's file does not say that text and html are alternatives,
 * nor that html must be trusted: here they are a union, and html takes our `Html` alone.
 */
export function generateOptions(): string {
  const parts = used.map((component) => `export type ${pascal(component)}Options = ${object(optionsOf(component))}`)
  return `${head}\n${parts.join('\n\n')}\n`
}

/** Names of the macros by the name of their function, as text. */
export function generateMacros(): string {
  const lines = used.map(
    (component) =>
      `  ${camel(component)}: macro<Options.${pascal(component)}Options>('${component}', 'govuk${pascal(component)}'),`,
  )
  return `// Made by src/platform/govuk/generate.ts from govuk-frontend's own macro-options.json: do not edit.
import { macro } from '../macro.ts'
import type * as Options from './options.ts'

export const components = {
${lines.join('\n')}
}
`
}

const head = `// Made by src/platform/govuk/generate.ts from govuk-frontend's own macro-options.json: do not edit.
import type { Html } from '#platform/html'

type Words = string | number
/** Words are escaped by the component; markup must be ours. */
export type TextOrHtml =
  | { readonly text: Words; readonly html?: undefined }
  | { readonly html: Html; readonly text?: undefined }
type MaybeTextOrHtml = TextOrHtml | { readonly text?: undefined; readonly html?: undefined }
type Nothing = null | undefined | false
`

const optionsOf = (component: string): readonly Option[] => {
  const known = readdirSync(components)
  if (!known.includes(component)) throw new Error(`govuk-frontend has no component ${component}`)
  return JSON.parse(readFileSync(`${components}${component}/macro-options.json`, 'utf8')) as readonly Option[]
}

function object(options: readonly Option[]): string {
  const names = new Set(options.map(({ name }) => name))
  const hasBoth = names.has('text') && names.has('html')
  const plain = options.filter(
    ({ name, type }) =>
      type !== 'nunjucks-block' && name !== 'caller' && !(hasBoth && (name === 'text' || name === 'html')),
  )
  const fields = plain.map(
    (option) => `readonly ${key(option)}: ${typeOf(option)}${isNeeded(option) ? '' : ' | Nothing'}`,
  )
  const body = `{ ${fields.join('; ')} }`
  if (!hasBoth) return body
  // Every "required" there means "unless the other is given" ; an item may also have neither (an error that is false).
  const needsOne = options.some(({ name, required }) => (name === 'text' || name === 'html') && required)
  return `${body} & ${needsOne ? 'TextOrHtml' : 'MaybeTextOrHtml'}`
}

const key = (option: Option): string => {
  const name = /^[a-z]\w*$/i.test(option.name) ? option.name : `'${option.name}'`
  return isNeeded(option) ? name : `${name}?`
}

/** `titleText` and `titleHtml` are each "required" there, meaning one of the two. */
const isNeeded = ({ name, required }: Option): boolean => required === true && !/(Text|Html)$/.test(name)

function typeOf(option: Option): string {
  switch (option.type) {
    case 'string':
      return option.name === 'html' || option.name.endsWith('Html') ? 'Html' : 'Words'
    case 'integer':
      return 'number'
    case 'boolean':
      return 'boolean'
    case 'array':
      return arrayOf(option)
    default:
      return objectOf(option)
  }
}

function arrayOf({ name, params }: Option): string {
  if (!params) return 'readonly unknown[]'
  // A table's rows are lists of cells, which the library's file leaves out.
  const element = object(params)
  return name === 'rows' && !params.some((param) => param.name === 'key')
    ? `readonly (readonly (${element})[])[]`
    : `readonly (${element} | Nothing)[]`
}

function objectOf({ name, isComponent, params }: Option): string {
  if (name === 'attributes') return 'Readonly<Record<string, string>>'
  if (isComponent && used.includes(kebab(name))) return `${pascal(kebab(name))}Options`
  return params ? object(params) : 'Readonly<Record<string, unknown>>'
}

const pascal = (name: string): string =>
  name.replaceAll(/(^|-)(\w)/g, (_whole, _dash, letter: string) => letter.toUpperCase())
const camel = (name: string): string => name.replaceAll(/-(\w)/g, (_whole, letter: string) => letter.toUpperCase())
const kebab = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
