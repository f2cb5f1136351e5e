import { path } from '#platform/http'
import { childPaths } from '#practice/children'

export const paths = {
  records: path('/restricted-records'),
  breakings: path('/restricted-records/breakings'),
  breaking: path('/restricted-records/breakings/:breakingId'),
  breakGlass: childPaths.breakGlass,
  restriction: childPaths.restriction,
  review: path('/children/:childId/restriction/review'),
  readings: path('/children/:childId/readings'),
}
