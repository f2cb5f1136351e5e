import type { Readable } from 'node:stream'
import type { Temporal } from 'temporal-polyfill'
import type { z } from 'zod'
import type { WorkingCalendar } from '#kernel/clock'
import type { Failure, Problem } from '#kernel/outcome'
import type { Permission } from '#platform/access'
import type { Html } from '#platform/html'
import type { Tx } from '#platform/transaction'
import type { FormState } from './form-state.ts'
import type { Path } from './path.ts'
import type { User } from './user.ts'

/** What a page's `view` and `submit` are given. The transaction is open and who is asking is set. */
export interface Asked<Params, Query = Record<string, never>> {
  readonly tx: Tx
  readonly params: Params
  readonly query: Query
  /** The database's clock at the start of the transaction. */
  readonly now: Temporal.Instant
  readonly user: User
  readonly calendar: WorkingCalendar
  readonly form: FormState
}

export interface Submitted<Params, Query, Answers> extends Asked<Params, Query> {
  readonly answers: Answers
  readonly files: readonly UploadedFile[]
}

/** A file as uploaded: already on disk in a private folder that is removed after the response. */
export interface UploadedFile {
  readonly field: string
  readonly filename: string
  readonly path: string
  readonly bytes: number
}

/** A page to show. page() puts the header, navigation, error summary and footer around `body`. */
export interface Screen {
  readonly kind: 'screen'
  readonly title: string
  readonly body: Html
  readonly back?: { readonly href: string; readonly text?: string }
  readonly width?: 'two-thirds' | 'full' | 'wide'
}

/** Go to another page of the product; `notice` is said there once, in a success banner. */
export interface GoTo {
  readonly kind: 'go-to'
  readonly location: string
  readonly notice?: string
}

/** A file for the person to keep. */
export interface Download {
  readonly kind: 'download'
  readonly filename: string
  readonly type: string
  /** A stream for what is too large to hold, such as an event log: see {@link spooled}. */
  readonly body: string | Buffer | Readable
}

/**
 * A piece of a page for a quiet refresh. When it equals what the browser has, 304 is sent and no read is trailed. `facts`
 * is what it tells of records, without words that only the passing of time changes ("2 h left"): when those alone are new,
 * the piece is sent and still no read is trailed.
 */
export interface Fragment {
  readonly kind: 'fragment'
  readonly body: Html
  readonly facts: string | null
  /** Nothing will be new after this: a page that is followed live need not be any longer. */
  readonly isLast: boolean
}

export interface Json {
  readonly kind: 'json'
  readonly body: unknown
}

export type Reply = Screen | GoTo | Download | Fragment | Json

/** Whether a page answered with a failure rather than something to show. */
export const isFailure = (answer: Reply | Failure): answer is Failure => 'ok' in answer

export const screen = (given: Omit<Screen, 'kind'>): Screen => ({ kind: 'screen', ...given })
export const goTo = (location: string, notice?: string): GoTo =>
  notice === undefined ? { kind: 'go-to', location } : { kind: 'go-to', location, notice }
export const download = (given: Omit<Download, 'kind'>): Download => ({ kind: 'download', ...given })
export const fragment = (body: Html, facts: string | null = null): Fragment => ({
  kind: 'fragment',
  body,
  facts,
  isLast: false,
})
export const lastFragment = (body: Html): Fragment => ({ ...fragment(body), isLast: true })
export const json = (body: unknown): Json => ({ kind: 'json', body })

export type ReadPart = <Part>(schema: z.ZodType<Part>) => Part | null

export interface PageDefinition<Params, Query, Answers> {
  readonly path: Path<Params>
  readonly may: Permission
  /** What may stand behind the `?`. Anything else is a 400 with a sentence. */
  readonly query?: z.ZodType<Query>
  readonly form?: z.ZodType<Answers>
  /**
   * What else is wrong with what was typed, where the form itself does not read: what only the records can say, so that all
   * problems are said at once. `read` takes part of the answers by a schema of its own; null where that does not read either.
   */
  readonly alsoWrong?: (asked: Asked<Params, Query>, read: ReadPart) => Promise<readonly Problem[]>
  /** Keep what is typed as a draft: loaded on GET, removed when the form is recorded. */
  readonly draft?: boolean
  /** Take files; the limit in bytes for each. */
  readonly uploads?: { readonly maximumBytes: number }
  /** A fragment that a browser may also follow live: looked at so often, and sent when it has changed (server-sent events). */
  readonly live?: { readonly everySeconds: number }
  /** Ask for the password again before anything is submitted: the form holds {@link passwordAgain}. */
  readonly signsInAgain?: boolean
  /** Who may press, when fewer than may look. */
  readonly maySubmit?: Permission
  readonly view: (asked: Asked<Params, Query>) => Promise<Reply | Failure>
  readonly submit?: (asked: Submitted<Params, Query, Answers>) => Promise<Reply | Failure>
}

/** A page with its types erased, as the server and the route × role test take it. */
export interface Route {
  readonly pattern: string
  readonly may: Permission
  readonly maySubmit: Permission | null
  readonly definition: PageDefinition<Record<string, string>, unknown, unknown>
}

/**
 * Declares one page: its address, who may, its form, and what it does. The server opens one transaction for the request,
 * sets who is asking, runs `view` or `submit`, writes the trail, commits, and only then sends a byte.
 */
export function page<Params, Query = Record<string, never>, Answers = never>(
  definition: PageDefinition<Params, Query, Answers>,
): Route {
  return {
    pattern: definition.path.pattern,
    may: definition.may,
    maySubmit: definition.submit ? (definition.maySubmit ?? definition.may) : null,
    // The server hands back exactly what this definition's own schemas read, so the types meet again at run time.
    definition: definition as unknown as Route['definition'],
  }
}
