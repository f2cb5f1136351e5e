import type { Route } from '#platform/http'
import { arrangePage } from './arrange/page.ts'
import { callOffPage } from './call-off/page.ts'
import { invitePage } from './invite/page.ts'
import { myCalendarPage } from './my-calendar.ts'
import { replyPage } from './reply/page.ts'
import { sendAgainPage } from './send-again/page.ts'
import { toldPage } from './told/page.ts'
import { withdrawPage } from './withdraw/page.ts'

/** The room's pages for staff, and everybody's own calendar. */
export const invitingPages = (publicUrl: string): readonly Route[] => [
  arrangePage(publicUrl),
  callOffPage(publicUrl),
  invitePage(publicUrl),
  replyPage,
  withdrawPage(publicUrl),
  toldPage,
  sendAgainPage(publicUrl),
  myCalendarPage(publicUrl),
]
