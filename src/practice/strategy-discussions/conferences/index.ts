import type { Route } from '#platform/http'
import { capacityPage } from './pages/capacity/page.ts'
import { childPage } from './pages/child/page.ts'
import { bookPage } from './pages/family/book.ts'
import { correctPage } from './pages/family/correct.ts'
import { endSection47Page } from './pages/family/end.ts'
import { heldPage } from './pages/family/held.ts'
import { interimCheckPage } from './pages/family/interim-check.ts'
import { latePage } from './pages/family/late.ts'
import { notRequiredPage } from './pages/family/not-required.ts'
import { unbookPage } from './pages/family/unbook.ts'
import { addSlotsPage } from './pages/slots/add.ts'
import { changeSlotPage, withdrawSlotPage } from './pages/slots/change.ts'
import { slotsPage } from './pages/slots/list.ts'
import { waitingPage } from './pages/waiting/page.ts'

export { conferenceHistory } from './history.ts'
export { conferencePaths } from './paths.ts'
export { interimCheckDueOn } from './rules/limits.ts'
export { bookSlot, unbook } from './store/book.ts'
export { type Enquiry, listEnquiries, listEnquiriesOf } from './store/enquiries.ts'
export { recordConferenceStep, recordEnd, recordInterimCheck } from './store/record.ts'
export { listClashes, listSlots, type NewSlot, recordSlots } from './store/slots.ts'
export { conferenceWork } from './work.ts'

/** The pages of section 47 and conferences; links in mail begin with `publicUrl`. */
export const conferencePages = ({ publicUrl }: { readonly publicUrl: string }): readonly Route[] => [
  waitingPage,
  capacityPage,
  slotsPage,
  addSlotsPage,
  changeSlotPage,
  withdrawSlotPage,
  endSection47Page,
  bookPage,
  unbookPage,
  heldPage,
  notRequiredPage,
  latePage,
  correctPage,
  interimCheckPage(publicUrl),
  childPage,
]

export const conferencesFinished = {
  'section-47.ended': ['section 47 enquiry ended', 'section 47 enquiries ended'],
  'conference.booked': ['conference booked', 'conferences booked'],
  'conference.held': ['conference recorded', 'conferences recorded'],
  'interim-plan.checked': ['look at an interim plan', 'looks at interim plans'],
} as const
