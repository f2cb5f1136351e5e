import { path } from '#platform/http'

/** The addresses of what follows a discussion. */
export const afterPaths = {
  circulate: path('/strategy-discussions/:discussionId/circulate'),
  needToKnow: path('/strategy-discussions/:discussionId/circulate/need-to-know'),
  circulated: path('/strategy-discussions/:discussionId/circulated'),
  told: path('/strategy-discussions/told/:recipientId'),
  challenge: path('/strategy-discussions/:discussionId/challenge'),
  challengeConcern: path('/strategy-discussions/concerns/:concernId/challenge'),
  challenges: path('/strategy-discussions/challenges'),
  oneChallenge: path('/strategy-discussions/challenges/:challengeId'),
}
