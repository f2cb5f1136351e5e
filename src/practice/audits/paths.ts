import { path } from '#platform/http'

export const paths = {
  home: path('/audits'),
  cases: path('/audits/cases'),
  case: path('/audits/cases/:caseId'),
  /** `slot`: 'mark-1', 'mark-2' or 'moderate-1'. */
  assign: path('/audits/cases/:caseId/assign/:slot'),
  excuse: path('/audits/cases/:caseId/excuse'),
  identify: path('/audits/cases/:caseId/whose-work'),
  conflicts: path('/audits/conflicts'),
  withdrawConflict: path('/audits/conflicts/:conflictId/withdraw'),
  coverage: path('/audits/coverage'),
  cycles: path('/audits/cycles'),
  newCycle: path('/audits/cycles/new'),
  cycle: path('/audits/cycles/:cycleId'),
  drawCycle: path('/audits/cycles/:cycleId/draw'),
  draw: path('/audits/cycles/:cycleId/draws/:drawId'),
  allocate: path('/audits/cycles/:cycleId/allocate'),
  whyNot: path('/audits/cycles/:cycleId/why-not'),
  tools: path('/audits/tools'),
  tool: path('/audits/tools/:toolId'),
}
