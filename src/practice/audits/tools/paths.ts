import { path } from '#platform/http'
import { paths } from '../paths.ts'

/** The pages of the framework. Sections and questions of a draft are named behind the `?`: a key is no record's id. */
export const toolPaths = {
  list: paths.tools,
  tool: paths.tool,
  new: path('/audits/tools/new'),
  version: path('/audits/tools/versions/:versionId'),
  compare: path('/audits/tools/versions/:versionId/compare'),
  draft: path('/audits/tools/:toolId/draft'),
  introduction: path('/audits/tools/:toolId/draft/introduction'),
  section: path('/audits/tools/:toolId/draft/section'),
  question: path('/audits/tools/:toolId/draft/question'),
  remove: path('/audits/tools/:toolId/draft/remove'),
  preview: path('/audits/tools/:toolId/draft/preview'),
  publish: path('/audits/tools/:toolId/draft/publish'),
  discard: path('/audits/tools/:toolId/draft/discard'),
  training: path('/audits/tools/training'),
  addTraining: path('/audits/tools/:toolId/training/add'),
  withdrawTraining: path('/audits/tools/training/:trainingId/withdraw'),
}
