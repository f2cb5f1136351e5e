import type { WorkingCalendar } from '#kernel/clock'
import { access } from '#platform/access'
import type { Area, HistorySource } from '#platform/area'
import { agreementCommand } from './agreement/command.ts'
import { allocatePage } from './allocating/pages/allocate/page.ts'
import { whyNotPage } from './allocating/pages/why-not/page.ts'
import { allocateCommand } from './allocation/command.ts'
import { casePage } from './cases/pages/case/page.ts'
import { homePage } from './cases/pages/home/page.ts'
import { casesPages } from './cases/pages/index.ts'
import { openWeeklyJob } from './cases/weekly/job.ts'
import { auditsWork } from './cases/work.ts'
import { chaseJob } from './doing/chase.ts'
import { climbJob } from './doing/climb.ts'
import { doingPages } from './doing/pages/index.ts'
import { reAuditJob } from './doing/re-audit.ts'
import { doingWork } from './doing/work.ts'
import { learningPages } from './learning/pages/index.ts'
import { auditMeasures } from './measures.ts'
import { decideModerationJob } from './moderation/decide.ts'
import { moderationPages } from './moderation/pages/index.ts'
import { moderationWork } from './moderation/work.ts'
import { paths } from './paths.ts'
import { reportCommand } from './report/command.ts'
import { reportPages } from './report/pages/index.ts'
import { reportPaths } from './report/paths.ts'
import { themePages } from './themes/pages/index.ts'
import { bringToolsJob } from './tools/bring.ts'
import { toolPages } from './tools/pages/index.ts'

/** What audits need from the house. */
export interface AuditsDeps {
  /** What links in mail begin with. */
  readonly publicUrl: string
  /** As bank holidays are known now: they may have been imported since the start. */
  readonly calendar: () => Promise<WorkingCalendar>
  /** What every area adds to a child's chronology; app.ts collects it. */
  readonly histories: () => readonly HistorySource[]
}

export const auditsArea = (deps: AuditsDeps): Area => ({
  name: 'audits',
  pages: [
    ...[homePage, casePage, ...casesPages, allocatePage, whyNotPage],
    ...[...toolPages, ...doingPages(deps), ...moderationPages(deps.publicUrl)],
    ...[...reportPages, ...themePages, ...learningPages],
  ],
  commands(program, context) {
    agreementCommand(program, context)
    allocateCommand(program, context)
    reportCommand(program, context)
  },
  measures: auditMeasures,
  navigation: [
    { text: 'Audits', href: paths.home({}), may: access.seeAudits },
    { text: 'Audit reports', href: reportPaths.reports({}), may: access.readAuditReports, isMore: true },
  ],
  jobs: [
    ...[bringToolsJob, openWeeklyJob(deps.calendar), climbJob(deps.publicUrl), chaseJob(deps), decideModerationJob],
    reAuditJob,
  ],
  work: async (tx, asked) => [
    ...(await auditsWork(tx, asked)),
    ...(await doingWork(tx, asked)),
    ...(await moderationWork(tx, asked)),
  ],
  finished: {
    'audit.assigned': ['audit given', 'audits given'],
    'audit.submitted': ['audit sent in', 'audits sent in'],
    'audit.worry-acknowledged': ['worry for a child’s safety seen to', 'worries for a child’s safety seen to'],
    'audit.final-proposed': ['final grade of an audit proposed', 'final grades of audits proposed'],
    'audit.final-answered': ['final grade of an audit answered', 'final grades of audits answered'],
    'audit.planned': ['plan made after an Inadequate', 'plans made after an Inadequate'],
  },
})
