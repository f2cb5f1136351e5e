import type { Route } from '#platform/http'
import { assignPage } from './assign/page.ts'
import { conflictsPage, withdrawConflictPage } from './conflicts/page.ts'
import { coveragePage } from './coverage/page.ts'
import { cyclePage } from './cycle/page.ts'
import { cyclesPage } from './cycles/page.ts'
import { drawPage } from './draw/page.ts'
import { drawAgainPage } from './draw-again/page.ts'
import { excusePage } from './excuse/page.ts'
import { identifyPage } from './identify/page.ts'
import { casesPage } from './list/page.ts'
import { newCyclePage } from './new-cycle/page.ts'

/** The pages of this room, beside a case's own and the area's home. */
export const casesPages: readonly Route[] = [
  casesPage,
  assignPage,
  excusePage,
  identifyPage,
  conflictsPage,
  withdrawConflictPage,
  cyclesPage,
  newCyclePage,
  drawPage,
  drawAgainPage,
  coveragePage,
  cyclePage,
]
