import { path } from '#platform/http'

export const learningPaths = {
  list: path('/audits/learning'),
  new: path('/audits/learning/new'),
  change: path('/audits/learning/:learningId'),
}
