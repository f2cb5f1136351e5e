import type { HistorySource } from '#platform/area'
import type { Route } from '#platform/http'
import { boardPages } from '../board/page.ts'
import { contactPage } from './contact/page.ts'
import { dangerCallPage } from './danger-call/page.ts'
import { recordContactPages } from './record-contact/page.ts'

/** Every page of the front door. Each says itself where it is and who may. */
export const frontDoorPages = (histories: () => readonly HistorySource[]): readonly Route[] => [
  ...boardPages(),
  ...recordContactPages(histories),
  dangerCallPage,
  contactPage(histories),
]
