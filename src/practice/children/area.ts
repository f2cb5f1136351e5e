import { access } from '#platform/access'
import type { Area, HistorySource } from '#platform/area'

export interface ChildrenDeps {
  /** What every area adds to a child's chronology; app.ts collects it. */
  readonly histories: () => readonly HistorySource[]
}

/** Children and households: whom everything else is about. */
export const childrenArea = (_deps: ChildrenDeps): Area => ({
  name: 'children',
  pages: [],
  navigation: [{ text: 'Children', href: '/children', may: access.readRecords }],
})
