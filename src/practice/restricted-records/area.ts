import { access } from '#platform/access'
import type { Area } from '#platform/area'
import { climbJob } from './climb.ts'
import { breakGlassPage } from './pages/break/page.ts'
import { breakingPage } from './pages/breaking/page.ts'
import { breakingsPage } from './pages/breakings/page.ts'
import { readingsPage } from './pages/readings/page.ts'
import { recordsPage } from './pages/records/page.ts'
import { restrictionPage } from './pages/restriction/page.ts'
import { reviewPage } from './pages/review/page.ts'
import { paths } from './paths.ts'
import { restrictedWork } from './work.ts'

/** What restricted records need from the house: the address that links in mail begin with. */
export interface RestrictedRecordsDeps {
  readonly publicUrl: string
}

export const restrictedRecordsArea = ({ publicUrl }: RestrictedRecordsDeps): Area => ({
  name: 'restricted-records',
  pages: [
    recordsPage,
    breakingsPage,
    breakingPage,
    breakGlassPage(publicUrl),
    restrictionPage,
    reviewPage,
    readingsPage,
  ],
  navigation: [{ text: 'Restricted records', href: paths.records({}), may: access.breakGlass, isMore: true }],
  jobs: [climbJob(publicUrl)],
  work: restrictedWork,
  finished: {
    'glass.reviewed': ['breaking of the glass reviewed', 'breakings of the glass reviewed'],
    'restriction.kept': ['restriction reviewed', 'restrictions reviewed'],
  },
})
