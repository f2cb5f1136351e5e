import { access } from '#platform/access'
import type { Area } from '#platform/area'
import { annexAColumnsPage } from './annex-a/columns-page.ts'
import { annexA } from './annex-a/kind.ts'
import { annexAOutPage } from './annex-a/out/page.ts'
import { cinCensus } from './cin-census/kind.ts'
import { cinCensusPage } from './cin-census/page.ts'
import { caseRecordsHistory } from './history.ts'
import { paths } from './paths.ts'
import { caseRecordsProcessEvents } from './process-events.ts'

export { listSection47s } from './store/list.ts'
export type { CaseRecord } from './tables.ts'
export type { Section47Told } from './told.ts'

/** What the council's case system says of referrals, assessments and section 47 enquiries. */
export const caseRecordsArea = (): Area => ({
  name: 'case-records',
  pages: [annexAOutPage, annexAColumnsPage, cinCensusPage],
  navigation: [{ text: 'Annex A', href: paths.annexA({}), may: access.exportAnnexA, isMore: true }],
  history: caseRecordsHistory,
  processEvents: caseRecordsProcessEvents,
  files: [annexA, cinCensus],
})
