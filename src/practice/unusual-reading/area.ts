import { access } from '#platform/access'
import type { Area } from '#platform/area'
import { flagPage } from './pages/flag/page.ts'
import { listPage } from './pages/list/page.ts'
import { paths } from './paths.ts'
import { watchJob } from './watch.ts'
import { unusualReadingWork } from './work.ts'

export const unusualReadingArea = (): Area => ({
  name: 'unusual-reading',
  pages: [listPage, flagPage],
  navigation: [{ text: 'Unusual reading', href: paths.list({}), may: access.watchReading, isMore: true }],
  jobs: [watchJob],
  work: unusualReadingWork,
  finished: {
    'unusual-reading.looked-into': ['unusual reading looked into', 'unusual readings looked into'],
  },
})
