import { access } from '#platform/access'
import type { Area } from '#platform/area'
import { type ClimbDeps, climbJob } from './climb.ts'
import { actionsHistory } from './history.ts'
import { actionPage } from './pages/action/page.ts'
import { addPage } from './pages/add/page.ts'
import { listPage } from './pages/list/page.ts'
import { cancelPage, donePage, handOverPage, movePage, takeBackPage, verifyPage } from './pages/steps/pages.ts'
import { paths } from './paths.ts'
import { actionsWork } from './work.ts'

/** What is to be done, by whom and by when, whatever it comes from; done by its owner, verified by somebody independent. */
export const actionsArea = (deps: ClimbDeps): Area => ({
  name: 'actions',
  pages: [listPage, addPage, actionPage, donePage, verifyPage, handOverPage, movePage, cancelPage, takeBackPage],
  navigation: [{ text: 'Actions', href: paths.list({}), may: access.seeActions }],
  jobs: [climbJob(deps)],
  work: actionsWork,
  history: actionsHistory,
  finished: {
    'action.recorded': ['action set', 'actions set'],
    'action.done': ['action done', 'actions done'],
    'action.verified': ['action verified', 'actions verified'],
    'action.not-accepted': ['action not accepted', 'actions not accepted'],
  },
})
