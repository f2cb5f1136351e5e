declare const trusted: unique symbol

/** Markup that is safe to send: made by {@link html}, or taken whole from a trusted library by {@link raw}. */
export interface Html {
  readonly [trusted]: true
  toString(): string
}

/** What may stand inside a template: words (escaped), markup (as it is), lists of those, or nothing at all. */
export type Insert = Html | string | number | null | undefined | false | readonly Insert[]

// Not a public constructor: `Html` can only come from this file.
class Markup {
  readonly #text: string
  constructor(text: string) {
    this.#text = text
  }
  toString(): string {
    return this.#text
  }
}

const markup = (text: string): Html => new Markup(text) as unknown as Html

/**
 * `html\`<p>${words}</p>\`` escapes whatever is put in unless it is itself `Html`. Safe in element content and in quoted
 * attributes. Lists are joined without a separator; `null`, `undefined` and `false` leave nothing.
 */
export function html(strings: TemplateStringsArray, ...inserts: readonly Insert[]): Html {
  let text = strings[0] ?? ''
  for (let at = 0; at < inserts.length; at += 1) {
    text += textOf(inserts[at]) + (strings[at + 1] ?? '')
  }
  return markup(text)
}

/** Trusts `text` to be markup. Only for what a library of ours drew, never for anything that a person typed. */
export const raw = (text: string): Html => markup(text)

export const nothing: Html = markup('')

export const isHtml = (value: unknown): value is Html => value instanceof Markup

/** Puts `separator` between the parts. */
export const join = (parts: readonly Insert[], separator: Insert): Html =>
  markup(parts.map(textOf).join(textOf(separator)))

function textOf(insert: Insert): string {
  if (typeof insert === 'string') return escapeHtml(insert)
  if (insert instanceof Markup) return insert.toString()
  if (Array.isArray(insert)) return insert.map(textOf).join('')
  if (insert === null || insert === undefined || insert === false) return ''
  return escapeHtml(String(insert))
}

const dangerous = /[&<>"']/
const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Most words hold nothing to escape, so one test spares the replacing. */
export const escapeHtml = (words: string): string =>
  dangerous.test(words) ? words.replaceAll(/[&<>"']/g, (character) => entities[character] ?? '') : words
