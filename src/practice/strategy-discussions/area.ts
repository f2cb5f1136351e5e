import { access } from '#platform/access'
import type { Area } from '#platform/area'
import { discussionPage } from './pages/discussion/page.ts'
import { listPage } from './pages/list/page.ts'
import { paths } from './paths.ts'

/** What strategy discussions need from the house: the address that links in mail begin with. */
export interface StrategyDiscussionsDeps {
  readonly publicUrl: string
}

export const strategyDiscussionsArea = (_deps: StrategyDiscussionsDeps): Area => ({
  name: 'strategy-discussions',
  pages: [listPage, discussionPage],
  navigation: [{ text: 'Strategy discussions', href: paths.list({}), may: access.seeDiscussions }],
})
