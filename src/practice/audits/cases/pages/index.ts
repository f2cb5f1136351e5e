import type { Route } from '#platform/http'
import { assignPage } from './assign/page.ts'
import { conflictsPage, withdrawConflictPage } from './conflicts/page.ts'
import { cyclePage } from './cycle/page.ts'
import { cyclesPage } from './cycles/page.ts'
import { excusePage } from './excuse/page.ts'
import { identifyPage } from './identify/page.ts'
import { casesPage } from './list/page.ts'

/** The pages of this room, beside a case's own and the area's home. */
export const casesPages: readonly Route[] = [
  casesPage,
  assignPage,
  excusePage,
  identifyPage,
  conflictsPage,
  withdrawConflictPage,
  cyclesPage,
  cyclePage,
]
