import type { Temporal } from 'temporal-polyfill'
import type { Problem } from '#kernel/outcome'
import { type Html, html } from '#platform/html'
import type { Typed } from './answers.ts'

/** A form on its way to or from a person: what they typed, what was wrong with it, and its once-only token. */
export interface FormState {
  /** Where it is sent: the page's own address. */
  readonly action: string
  readonly token: string
  readonly problems: readonly Problem[]
  /** True when `value` answers from something typed (a failed submit or a draft) rather than from the fallback. */
  readonly wasTyped: boolean
  readonly draftSavedAt: Temporal.Instant | null
  /** What was typed into a field, else `fallback`. */
  value(name: string, fallback?: string): string
  /** Every value of a field that can have several. */
  values(name: string, fallback?: readonly string[]): readonly string[]
  /** The problem with a field, in words. */
  error(name: string): string | undefined
  /** Names typed that begin with this, such as `child.`: which repeated groups there are. */
  names(prefix: string): readonly string[]
}

export function formState(
  given: Pick<FormState, 'action' | 'token' | 'problems' | 'draftSavedAt'> & { readonly typed: Typed | null },
): FormState {
  const { typed, ...rest } = given
  const first = (value: string | readonly string[]): string => (typeof value === 'string' ? value : (value[0] ?? ''))
  return {
    ...rest,
    wasTyped: typed !== null,
    value(name, fallback = '') {
      if (typed === null) return fallback
      return first(typed[name] ?? '')
    },
    values(name, fallback = []) {
      if (typed === null) return fallback
      const value = typed[name] ?? []
      return typeof value === 'string' ? [value] : value
    },
    error: (name) => given.problems.find(({ field }) => field === name)?.message,
    names: (prefix) => Object.keys(typed ?? {}).filter((name) => name.startsWith(prefix)),
  }
}

/**
 * The `<form>` element with its once-only token. `autosave` keeps what is typed as a draft while it is typed; `upload`
 * is for forms with files.
 */
export function formTag(
  form: Pick<FormState, 'action' | 'token'>,
  options: { readonly autosave?: boolean; readonly upload?: boolean; readonly action?: string },
  fields: Html | readonly Html[],
): Html {
  const enctype = options.upload ? html` enctype="multipart/form-data"` : ''
  const autosave = options.autosave ? html` data-autosave="${form.action}"` : ''
  return html`<form method="post" action="${options.action ?? form.action}" novalidate${enctype}${autosave}>
<input type="hidden" name="_token" value="${form.token}">
${fields}
</form>`
}
