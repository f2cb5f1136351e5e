import type { Temporal } from 'temporal-polyfill'
import type { WorkingCalendar } from '#kernel/clock'
import { missing } from '#kernel/outcome'
import { access } from '#platform/access'
import { type Html, html } from '#platform/html'
import { page, screen, type User } from '#platform/http'
import type { Tx } from '#platform/transaction'
import { alarmsSection } from '../../../doing/sections/alarms.ts'
import { followUpSection } from '../../../doing/sections/follow-up.ts'
import { heardSection } from '../../../doing/sections/heard.ts'
import { submissionsSection } from '../../../doing/sections/submissions.ts'
import { whoSeesSection } from '../../../doing/sections/who-sees.ts'
import { moderationSection } from '../../../moderation/sections/moderation.ts'
import { paths } from '../../../paths.ts'
import { type AuditCase, findCase } from '../../store/cases.ts'
import { whatItIs } from './about.ts'
import { sinceThen } from './since.ts'
import { whoAuditsIt } from './who-audits.ts'

/** What a section of the page is given. */
export interface SectionAsked {
  readonly tx: Tx
  readonly audited: AuditCase
  readonly user: User
  readonly now: Temporal.Instant
  readonly calendar: WorkingCalendar
}

/** One part of a case's page, from top to bottom: each room of the area has its own. Null: nothing to show. */
export type Section = (asked: SectionAsked) => Promise<Html | null>

const sections: readonly Section[] = [
  whatItIs,
  sinceThen,
  whoAuditsIt,
  ...[whoSeesSection, alarmsSection, moderationSection, submissionsSection, heardSection, followUpSection],
]

/** One audit, whole: what it looks at, who audits it, and what came of it, as far as whoever asks may see it yet. */
export const casePage = page({
  path: paths.case,
  may: access.seeAudits,
  async view({ tx, params, user, now, calendar }) {
    const audited = await findCase(tx, params.caseId)
    if (audited === null) return missing('audit')
    const parts: Html[] = []
    for (const section of sections) {
      const part = await section({ tx, audited, user, now, calendar })
      if (part !== null) parts.push(part)
    }
    return screen({
      title: `Audit ${audited.reference}`,
      width: 'wide',
      back: { href: paths.home({}), text: 'Audits' },
      body: html`${parts}`,
    })
  },
})
