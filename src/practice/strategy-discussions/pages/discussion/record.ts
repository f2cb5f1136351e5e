import type { Temporal } from 'temporal-polyfill'
import type { WorkingCalendar } from '#kernel/clock'
import { type Html, html } from '#platform/html'
import type { User } from '#platform/http'
import type { Tx } from '#platform/transaction'
import { findDiscussion } from '../../store/discussions.ts'
import { stateTag } from '../parts/state.ts'
import { sections } from './page.ts'

/** What {@link discussionRecord} is asked with. */
export interface RecordAsked {
  readonly user: User
  readonly now: Temporal.Instant
  readonly calendar: WorkingCalendar
}

/**
 * Everything that is held about a discussion, to be read beside something else: its page without anything to press. Null when
 * there is none that whoever asks may open. Trailed as read.
 */
export async function discussionRecord(tx: Tx, discussionId: string, asked: RecordAsked): Promise<Html | null> {
  const discussion = await findDiscussion(tx, discussionId)
  if (discussion === null) return null
  // As somebody sees it who reads records and writes none: what is open to whoever asks, row-level security decides all the same.
  const reader: User = { ...asked.user, roles: ['moderator'] }
  const parts: Html[] = []
  for (const section of sections) {
    const part = await section({ ...asked, tx, discussion, user: reader })
    if (part !== null) parts.push(part)
  }
  return html`<p class="govuk-body">${stateTag(discussion, asked.now)}</p>${parts}`
}
