/** The room of daily escalation: what the rest of the area enters it by. */
import type { Route } from '#platform/http'
import { escalationPage } from './pages/escalation/page.ts'
import { goingAheadPage } from './pages/going-ahead/page.ts'
import { escalationsPage } from './pages/list/page.ts'
import { morningCallPage } from './pages/morning-call/page.ts'

export { escalateCommand } from './command.ts'
export { escalateJob } from './job.ts'
export { escalationWork } from './work.ts'

export const escalationPages: readonly Route[] = [escalationsPage, escalationPage, morningCallPage, goingAheadPage]
