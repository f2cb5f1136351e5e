import { path } from '#platform/http'

export const paths = {
  list: path('/strategy-discussions'),
  new: path('/strategy-discussions/new'),
  discussion: path('/strategy-discussions/:discussionId'),
  children: path('/strategy-discussions/:discussionId/children'),
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
  arrange: path('/strategy-discussions/:discussionId/arrange'),
  callOff: path('/strategy-discussions/:discussionId/call-off'),
  invite: path('/strategy-discussions/:discussionId/invite'),
  reply: path('/strategy-discussions/invitations/:invitationId/reply'),
  withdraw: path('/strategy-discussions/invitations/:invitationId/withdraw'),
  sendAgain: path('/strategy-discussions/invitations/:invitationId/send-again'),
  calendar: path('/my-calendar'),
  /** Opened by a link, without signing in. */
  replyByLink: path('/reply/:token'),
  feed: path('/calendar/:token.ics'),
  /** Pages of those outside, who see nothing else of the product. */
  partner: {
    home: path('/partner'),
    discussion: path('/partner/discussions/:discussionId'),
    invitation: path('/partner/invitations/:invitationId'),
    concerns: path('/partner/concerns'),
    newConcern: path('/partner/concerns/new'),
    concern: path('/partner/concerns/:concernId'),
    challengeConcern: path('/partner/concerns/:concernId/challenge'),
    figures: path('/partner/figures'),
  },
}
