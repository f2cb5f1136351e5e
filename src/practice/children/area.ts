import type { Temporal } from 'temporal-polyfill'
import { access } from '#platform/access'
import type { Area, HistorySource } from '#platform/area'
import type { Html } from '#platform/html'
import type { User } from '#platform/http'
import type { Tx } from '#platform/transaction'
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
import type { Child } from './store/children.ts'

/** What an area that stands above this one says at the head of a record: that it is restricted, until when it is open. */
export type RecordHead = (
  tx: Tx,
  asked: { readonly child: Child; readonly user: User; readonly now: Temporal.Instant },
) => Promise<Html | null>

export interface ChildrenDeps {
  readonly heads: () => readonly RecordHead[]
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
    recordPage(deps),
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
  ],
  navigation: [{ text: 'Children', href: '/children', may: access.readRecords }],
  history: childrenHistory,
})
