import type { Route } from '#platform/http'
import { addActionPage } from './action/page.ts'
import { attendancePage } from './attendance/page.ts'
import { confirmChairPage } from './chair/page.ts'
import { correctHeldPage, holdPage } from './hold/page.ts'
import { answerPage, oursPage } from './information/answer.ts'
import { informationPage } from './information/page.ts'
import { sentPage } from './information/sent.ts'
import { recordPage } from './record/page.ts'
import { versionsPage } from './record/versions.ts'

/** What is done at a discussion. `partnerHome` is where a partner's people go back to from their own page. */
export const meetingPages = (partnerHome: (discussionId: string) => string): readonly Route[] => [
  ...[holdPage, correctHeldPage, attendancePage, informationPage, sentPage, answerPage, oursPage(partnerHome)],
  ...[recordPage, versionsPage, addActionPage, confirmChairPage],
]
