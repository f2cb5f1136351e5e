import { access } from '#platform/access'
import type { Area, HistorySource } from '#platform/area'
import { childrenHistory } from './history.ts'
import { addChildPage } from './pages/add/page.ts'
import { allocatePage } from './pages/allocate/page.ts'
import { changeChildPage } from './pages/change/page.ts'
import { chronologyPage } from './pages/chronology/page.ts'
import { addAddressPage, addMemberPage, addNamePage, addServicePage } from './pages/details/page.ts'
import { findChildPage } from './pages/find/page.ts'
import { foundPage } from './pages/found/page.ts'
import { chooseMergePage, mergePage, undoMergePage } from './pages/merge/page.ts'
import { recordPage } from './pages/record/page.ts'
import { restrictPage } from './pages/restrict/page.ts'

export interface ChildrenDeps {
  /** What every area adds to a child's chronology; app.ts collects it. */
  readonly histories: () => readonly HistorySource[]
}

/** Children and households: whom everything else is about. */
export const childrenArea = (deps: ChildrenDeps): Area => ({
  name: 'children',
  pages: [
    findChildPage,
    foundPage,
    addChildPage,
    recordPage,
    changeChildPage,
    addNamePage,
    addMemberPage,
    addAddressPage,
    addServicePage,
    allocatePage,
    chronologyPage(deps),
    chooseMergePage,
    mergePage,
    undoMergePage,
    restrictPage,
  ],
  navigation: [{ text: 'Children', href: '/children', may: access.readRecords }],
  history: childrenHistory,
})
