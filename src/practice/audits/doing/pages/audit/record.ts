import type { Temporal } from 'temporal-polyfill'
import type { WorkingCalendar } from '#kernel/clock'
import type { HistorySource } from '#platform/area'
import { type Html, html } from '#platform/html'
import type { User } from '#platform/http'
import type { Tx } from '#platform/transaction'
import { chronologyRecord, identifiersOf, listChildren } from '#practice/children'
import { caseSystem, contactPaths, contactRecord } from '#practice/front-door'
import { discussionPaths, discussionRecord } from '#practice/strategy-discussions'
import type { AuditCase } from '../../../cases/store/cases.ts'

export interface RecordAsked {
  readonly user: User
  readonly now: Temporal.Instant
  readonly calendar: WorkingCalendar
  /** What every area adds to a child's chronology. */
  readonly histories: readonly HistorySource[]
}

/** Everything that is held here about what is audited, and where the case system has it. Trailed as read. */
export async function recordBeside(tx: Tx, audited: AuditCase, asked: RecordAsked): Promise<Html> {
  const record = await heldHere(tx, audited, asked)
  return html`${record ?? html`<p class="govuk-body">Nothing is held here that is open to you. Read it in the case system.</p>`}
${await inCaseSystem(tx, audited)}`
}

async function heldHere(tx: Tx, audited: AuditCase, asked: RecordAsked): Promise<Html | null> {
  const { discussionId, contactId, childId } = audited
  if (discussionId !== null) {
    const record = await discussionRecord(tx, discussionId, asked)
    return record && html`${pageLink(discussionPaths.discussion({ discussionId }))}${record}`
  }
  if (contactId !== null) {
    const record = await contactRecord(tx, contactId, asked)
    return record && html`${pageLink(contactPaths.contact({ contactId }))}${record}`
  }
  return childId === null ? null : chronologyRecord(tx, childId, asked.histories)
}

const pageLink = (href: string): Html =>
  html`<p class="govuk-body"><a class="govuk-link" href="${href}" target="_blank" rel="noreferrer">Its own page (opens in a new tab)</a></p>`

/** The ids by which the case system knows the children, for whoever goes on reading there. */
async function inCaseSystem(tx: Tx, { childIds }: AuditCase): Promise<Html | null> {
  const ids = await identifiersOf(tx, caseSystem, childIds)
  if (ids.size === 0) return null
  const references = new Map((await listChildren(tx, childIds)).map(({ id, reference }) => [id, reference]))
  return html`<h2 class="govuk-heading-m">In the case system</h2>
<ul class="govuk-list">${[...ids].map(([childId, id]) => html`<li>${references.get(childId) ?? 'A child'}: ${id}</li>`)}</ul>`
}
