import { path } from '#platform/http'

/** The addresses of what is done at a discussion. */
export const meetingPaths = {
  hold: path('/strategy-discussions/:discussionId/held'),
  correctHeld: path('/strategy-discussions/:discussionId/held/correct'),
  attendance: path('/strategy-discussions/:discussionId/attendance'),
  information: path('/strategy-discussions/:discussionId/information'),
  sent: path('/strategy-discussions/:discussionId/information/:informationId/sent'),
  answer: path('/strategy-discussions/:discussionId/information/:informationId/answer'),
  ours: path('/strategy-discussions/:discussionId/information/:informationId/ours'),
  record: path('/strategy-discussions/:discussionId/record'),
  versions: path('/strategy-discussions/:discussionId/record/versions'),
  addAction: path('/strategy-discussions/:discussionId/actions/add'),
  confirmChair: path('/strategy-discussions/:discussionId/chair'),
}
