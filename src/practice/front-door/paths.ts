import { path } from '#platform/http'
import type { ToDoKind } from './words.ts'

/** The addresses of this area. */
export const paths = {
  board: path('/duty-board'),
  boardRows: path('/duty-board/rows'),
  reviews: path('/reviews'),
  extractColumns: path('/contacts/extract-columns'),
  contacts: path('/contacts'),
  recordContact: path('/contacts/record'),
  suggestChildren: path('/contacts/record/children'),
  lateEntry: path('/contacts/record/late-entry'),
  dangerCall: path('/contacts/record/danger'),
  recordAfterCall: path('/contacts/record/danger/:callId'),
  continuity: path('/contacts/continuity'),
  handOver: path('/contacts/hand-over'),
  contact: path('/contacts/:contactId'),
  children: path('/contacts/:contactId/children'),
  conversation: path('/contacts/:contactId/conversations/record'),
  correctConversation: path('/contacts/:contactId/conversations/:conversationId/correct'),
  askCheck: path('/contacts/:contactId/checks/ask'),
  check: path('/contacts/:contactId/checks/:checkId'),
  askAuthorisation: path('/contacts/:contactId/authorisations/ask'),
  authorise: path('/contacts/:contactId/authorisations/:authorisationId'),
  attach: path('/contacts/:contactId/attachments/add'),
  attachment: path('/contacts/:contactId/attachments/:attachmentId'),
  link: path('/contacts/:contactId/link'),
  note: path('/contacts/:contactId/note'),
  claim: path('/contacts/:contactId/claim'),
  reassign: path('/contacts/:contactId/reassign'),
  parentsKnow: path('/contacts/:contactId/parents'),
  acknowledge: path('/contacts/:contactId/acknowledge-referrer'),
  writtenForm: path('/contacts/:contactId/written-form'),
  tellReferrer: path('/contacts/:contactId/tell-referrer'),
  tellFamily: path('/contacts/:contactId/tell-family'),
  decide: path('/contacts/:contactId/decision'),
  furtherEnquiries: path('/contacts/:contactId/further-enquiries'),
  correctDecision: path('/contacts/:contactId/decisions/:decisionId/correct'),
  confirmDecision: path('/contacts/:contactId/decisions/:decisionId/confirm'),
  acknowledgeDecision: path('/contacts/:contactId/decisions/:decisionId/acknowledge'),
  acceptDecision: path('/contacts/:contactId/decisions/:decisionId/acceptance'),
  followUpDecision: path('/contacts/:contactId/decisions/:decisionId/follow-up'),
  answerLateRecording: path('/contacts/:contactId/decisions/:decisionId/late-recording'),
  review: path('/contacts/:contactId/reviews/:reviewId'),
} as const

/** Where something that still has to be done is done. */
export function toDoHref({
  kind,
  subjectId,
  contactId,
}: {
  readonly kind: ToDoKind
  readonly subjectId: string
  readonly contactId: string | null
}): string {
  if (contactId === null) return paths.recordAfterCall({ callId: subjectId })
  const decision = { contactId, decisionId: subjectId }
  switch (kind) {
    case 'danger-call':
      return paths.contact({ contactId })
    case 'written-form':
      return paths.writtenForm({ contactId })
    case 'acknowledge-referrer':
      return paths.acknowledge({ contactId })
    case 'tell-referrer':
      return paths.tellReferrer({ contactId })
    case 'tell-family':
      return paths.tellFamily({ contactId })
    case 'check-authorisation':
      return paths.authorise({ contactId, authorisationId: subjectId })
    case 'check-return':
      return paths.check({ contactId, checkId: subjectId })
    case 'second-manager':
      return paths.confirmDecision(decision)
    case 'allocated-team':
      return paths.acknowledgeDecision(decision)
    case 'acceptance':
      return paths.acceptDecision(decision)
    case 'departure':
      return paths.followUpDecision(decision)
    case 'late-recording':
      return paths.answerLateRecording(decision)
  }
}
