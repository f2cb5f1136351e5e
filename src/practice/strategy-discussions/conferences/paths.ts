import { path } from '#platform/http'

export const conferencePaths = {
  capacity: path('/conferences'),
  waiting: path('/conferences/waiting'),
  slots: path('/conferences/slots'),
  addSlots: path('/conferences/slots/add'),
  changeSlot: path('/conferences/slots/:slotId'),
  withdrawSlot: path('/conferences/slots/:slotId/withdraw'),
  endSection47: path('/strategy-discussions/:discussionId/section-47/end'),
  book: path('/strategy-discussions/:discussionId/conference/book'),
  unbook: path('/strategy-discussions/:discussionId/conference/give-slot-back'),
  held: path('/strategy-discussions/:discussionId/conference/held'),
  notRequired: path('/strategy-discussions/:discussionId/conference/not-required'),
  late: path('/strategy-discussions/:discussionId/conference/late'),
  correct: path('/strategy-discussions/:discussionId/conference/correct'),
  interimCheck: path('/strategy-discussions/:discussionId/interim-check'),
  child: path('/children/:childId/section-47'),
} as const
