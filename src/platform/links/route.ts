import type { Temporal } from 'temporal-polyfill'
import type { z } from 'zod'
import type { WorkingCalendar } from '#kernel/clock'
import type { Failure, Ok } from '#kernel/outcome'
import type { Download, FormState, Path, Screen } from '#platform/http'
import type { Tx } from '#platform/transaction'

/** The link that a request came by, while it is good. */
export interface OpenLink {
  readonly id: string
  readonly purpose: string
  /** What it opens, and the only thing. */
  readonly subjectId: string
  readonly expiresAt: Temporal.Instant | null
  /** When the one answer was given by it; null as long as one can be. */
  readonly usedAt: Temporal.Instant | null
}

/** What `view` and `submit` are given. The transaction is open, and who is asking is the link: nobody is signed in. */
export interface LinkAsked {
  readonly tx: Tx
  readonly link: OpenLink
  /** The database's clock at the start of the transaction. */
  readonly now: Temporal.Instant
  readonly calendar: WorkingCalendar
  readonly authorityName: string
}

interface Opened {
  readonly path: Path<{ readonly token: string }>
  /** As the link was made for: `strategy-discussions.reply`. */
  readonly purpose: string
}

export interface LinkPageDefinition<Answers> extends Opened {
  readonly form?: z.ZodType<Answers>
  /**
   * What the link opens. After the answer was given (`link.usedAt`) it shows what was answered and says how to change it.
   * Looking uses nothing up: mail scanners open links before people do.
   */
  readonly view: (asked: LinkAsked & { readonly form: FormState }) => Promise<Screen | Failure>
  /** Records the one answer. Then the page is shown again, as used. */
  readonly submit?: (asked: LinkAsked & { readonly answers: Answers }) => Promise<Ok<unknown> | Failure>
  /** What somebody whose link has expired or was withdrawn is to do: one sentence. */
  readonly instead: string
}

export interface LinkDownloadDefinition extends Opened {
  readonly view: (asked: LinkAsked) => Promise<Download | Failure>
}

/** A page or a file that a link opens, with its types erased, as the server and the tests take it. */
export type LinkRoute =
  | { readonly kind: 'page'; readonly pattern: string; readonly definition: LinkPageDefinition<unknown> }
  | { readonly kind: 'download'; readonly pattern: string; readonly definition: LinkDownloadDefinition }

/**
 * Declares a page that a link opens without signing in. One transaction for the request, as the link and nobody else; trail,
 * commit, and only then the page. A token that never was, and a subject that is not there, answer alike.
 */
export const linkPage = <Answers = never>(definition: LinkPageDefinition<Answers>): LinkRoute => ({
  kind: 'page',
  pattern: definition.path.pattern,
  // The server hands back exactly what this definition's own schema reads, so the types meet again at run time.
  definition: definition as unknown as LinkPageDefinition<unknown>,
})

/** Declares a file that a link opens as often as it is asked for, such as a calendar to subscribe to. */
export const linkDownload = (definition: LinkDownloadDefinition): LinkRoute => ({
  kind: 'download',
  pattern: definition.path.pattern,
  definition,
})
