import { path } from '#platform/http'

export const paths = {
  home: path('/audits'),
  case: path('/audits/cases/:caseId'),
  cycles: path('/audits/cycles'),
  cycle: path('/audits/cycles/:cycleId'),
  tools: path('/audits/tools'),
  tool: path('/audits/tools/:toolId'),
}
