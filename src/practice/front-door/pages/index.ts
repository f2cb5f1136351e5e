import type { HistorySource } from '#platform/area'
import type { Route } from '#platform/http'
import { boardPages } from '../board/page.ts'
import { extractColumnsPage } from '../extract/columns-page.ts'
import { reviewsPage } from '../review/list/page.ts'
import { reviewPage } from '../review/record/page.ts'
import { afterDecisionPages } from './after-decision/page.ts'
import { attachmentPage, attachPage } from './attachment/page.ts'
import { askAuthorisationPage, authorisePage } from './authorisation/page.ts'
import { askCheckPage, checkPage } from './check/page.ts'
import { childrenPage } from './children-of/page.ts'
import { contactPage } from './contact/page.ts'
import { continuityPage } from './continuity/page.ts'
import { conversationPage, correctConversationPage } from './conversation/page.ts'
import { correctDecisionPage } from './correct-decision/page.ts'
import { dangerCallPage } from './danger-call/page.ts'
import { decidePage } from './decide/page.ts'
import { handOverPage } from './hand-over/page.ts'
import { recordContactPages } from './record-contact/page.ts'
import { suggestChildrenPage } from './record-contact/suggest.ts'
import { linkPage } from './small/link.ts'
import { notePage } from './small/note.ts'
import { parentsKnowPage } from './small/parents-know.ts'
import { acknowledgePage, tellFamilyPage, tellReferrerPage } from './small/telling.ts'
import { claimPage, furtherEnquiriesPage, reassignPage } from './small/whose.ts'
import { writtenFormPage } from './small/written-form.ts'

/** Every page of the front door. Each says itself where it is and who may. */
export const frontDoorPages = (histories: () => readonly HistorySource[]): readonly Route[] => [
  ...boardPages(),
  ...recordContactPages(histories),
  suggestChildrenPage,
  dangerCallPage,
  continuityPage,
  handOverPage,
  contactPage(histories),
  childrenPage,
  conversationPage,
  correctConversationPage,
  askCheckPage,
  checkPage,
  askAuthorisationPage,
  authorisePage,
  attachPage,
  attachmentPage,
  linkPage,
  notePage,
  parentsKnowPage,
  writtenFormPage,
  acknowledgePage,
  tellReferrerPage,
  tellFamilyPage,
  claimPage,
  reassignPage,
  furtherEnquiriesPage,
  decidePage(histories),
  correctDecisionPage,
  ...afterDecisionPages,
  reviewsPage,
  reviewPage(histories),
  extractColumnsPage,
]
