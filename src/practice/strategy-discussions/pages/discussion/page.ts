import type { Temporal } from 'temporal-polyfill'
import type { WorkingCalendar } from '#kernel/clock'
import { missing } from '#kernel/outcome'
import { access } from '#platform/access'
import type { Html } from '#platform/html'
import { page, screen, type User } from '#platform/http'
import type { Tx } from '#platform/transaction'
import { challengesSection, circulationSection } from '../../after/sections/after.ts'
import { section47AndConference } from '../../conferences/pages/discussion/section.ts'
import { escalationSection } from '../../escalation/pages/section.ts'
import { invitingSection } from '../../inviting/pages/section/section.ts'
import { attendanceSection } from '../../meeting/sections/attendance.ts'
import { heldSection } from '../../meeting/sections/held.ts'
import { actionsSection, outcomesSection, recordSection, saidSection } from '../../meeting/sections/recorded.ts'
import { paths } from '../../paths.ts'
import { type Discussion, findDiscussion } from '../../store/discussions.ts'
import { whatItIs } from './about.ts'
import { discussionView } from './view.ts'

/** What a section of the page is given. */
export interface SectionAsked {
  readonly tx: Tx
  readonly discussion: Discussion
  readonly user: User
  readonly now: Temporal.Instant
  readonly calendar: WorkingCalendar
}

/** One part of a discussion's page, from top to bottom: each room of the area has its own. Null: nothing to show yet. */
export type Section = (asked: SectionAsked) => Promise<Html | null>

/** From top to bottom. */
export const sections: readonly Section[] = [
  whatItIs,
  invitingSection,
  escalationSection,
  ...[heldSection, attendanceSection, saidSection, recordSection, outcomesSection, actionsSection],
  section47AndConference,
  ...[circulationSection, challengesSection],
]

/** A discussion, whole: what it is about, who is asked, what was said and decided, and what has followed. */
export const discussionPage = page({
  path: paths.discussion,
  may: access.seeDiscussions,
  async view({ tx, params, user, now, calendar }) {
    const discussion = await findDiscussion(tx, params.discussionId)
    if (discussion === null) return missing('strategy discussion')
    const parts: Html[] = []
    for (const section of sections) {
      const part = await section({ tx, discussion, user, now, calendar })
      if (part !== null) parts.push(part)
    }
    return screen({
      title: `Strategy discussion ${discussion.reference}`,
      width: 'wide',
      back: { href: paths.list({}), text: 'Strategy discussions' },
      body: discussionView({ discussion, parts, user, now }),
    })
  },
})
