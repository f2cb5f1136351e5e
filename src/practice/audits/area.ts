import type { WorkingCalendar } from '#kernel/clock'
import { access } from '#platform/access'
import type { Area } from '#platform/area'
import { agreementCommand } from './agreement/command.ts'
import { allocatePage } from './allocating/pages/allocate/page.ts'
import { whyNotPage } from './allocating/pages/why-not/page.ts'
import { allocateCommand } from './allocation/command.ts'
import { casePage } from './cases/pages/case/page.ts'
import { homePage } from './cases/pages/home/page.ts'
import { casesPages } from './cases/pages/index.ts'
import { openWeeklyJob } from './cases/weekly/job.ts'
import { auditsWork } from './cases/work.ts'
import { paths } from './paths.ts'
import { bringToolsJob } from './tools/bring.ts'
import { toolPages } from './tools/pages/index.ts'

/** What audits need from the house. */
export interface AuditsDeps {
  /** What links in mail begin with. */
  readonly publicUrl: string
  /** As bank holidays are known now: they may have been imported since the start. */
  readonly calendar: () => Promise<WorkingCalendar>
}

export const auditsArea = ({ calendar }: AuditsDeps): Area => ({
  name: 'audits',
  pages: [homePage, casePage, ...casesPages, allocatePage, whyNotPage, ...toolPages],
  commands(program, context) {
    agreementCommand(program, context)
    allocateCommand(program, context)
  },
  work: auditsWork,
  finished: { 'audit.assigned': ['audit given', 'audits given'] },
  jobs: [bringToolsJob, openWeeklyJob(calendar)],
  navigation: [{ text: 'Audits', href: paths.home({}), may: access.seeAudits }],
})
