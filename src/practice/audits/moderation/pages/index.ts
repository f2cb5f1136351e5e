import type { Route } from '#platform/http'
import { agreementPage } from './agreement/page.ts'
import { askPage } from './ask/page.ts'
import { consentPage } from './consent/page.ts'
import { finalPage } from './final/page.ts'
import { givePage } from './give/page.ts'
import { leniencyOfPage, leniencyPage, myLeniencyPage } from './leniency/page.ts'
import { moderationListPage } from './list/page.ts'
import { panelPage } from './panel/page.ts'
import { addToSessionPage } from './session/add.ts'
import { invitePage } from './session/invite.ts'
import { newSessionPage, sessionsPage } from './session/list.ts'
import { sessionPage } from './session/page.ts'

/** The pages of moderation. */
export const moderationPages = (publicUrl: string): readonly Route[] => [
  moderationListPage,
  givePage,
  askPage,
  finalPage,
  consentPage(publicUrl),
  panelPage(publicUrl),
  agreementPage,
  leniencyPage,
  leniencyOfPage,
  myLeniencyPage,
  sessionsPage,
  newSessionPage,
  sessionPage,
  addToSessionPage,
  invitePage,
]
