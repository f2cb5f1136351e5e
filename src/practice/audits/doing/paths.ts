import { path } from '#platform/http'

/** The addresses of this room, in a file of their own so that mail and work can name them. */
export const doingPaths = {
  audit: path('/audits/cases/:caseId/audit'),
  reflection: path('/audits/cases/:caseId/reflection'),
  reply: path('/audits/cases/:caseId/reply'),
  followUp: path('/audits/cases/:caseId/follow-up'),
  plan: path('/audits/cases/:caseId/plan'),
  raise: path('/audits/cases/:caseId/worry'),
  worry: path('/audits/worries/:worryId'),
}
