import { path } from '#platform/http'

export const paths = {
  list: path('/strategy-discussions'),
  new: path('/strategy-discussions/new'),
  discussion: path('/strategy-discussions/:discussionId'),
  notHolding: path('/strategy-discussions/:discussionId/not-holding'),
  reviewNotHolding: path('/strategy-discussions/:discussionId/not-holding/review'),
  cancel: path('/strategy-discussions/:discussionId/cancel'),
  reconvene: path('/strategy-discussions/:discussionId/reconvene'),
  concerns: path('/strategy-discussions/concerns'),
  concern: path('/strategy-discussions/concerns/:concernId'),
  escalations: path('/strategy-discussions/escalations'),
  escalation: path('/strategy-discussions/escalations/:escalationId'),
  morningCall: path('/strategy-discussions/morning-call'),
  goingAhead: path('/strategy-discussions/:discussionId/going-ahead'),
}
