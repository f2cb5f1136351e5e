import { path } from '#platform/http'

export const reportPaths = {
  reports: path('/audits/reports'),
  report: path('/audits/reports/:quarter'),
  words: path('/audits/reports/:quarter/what-changes'),
  records: path('/audits/reports/:quarter/records'),
  issue: path('/audits/reports/:quarter/issue'),
  issued: path('/audits/reports/issued/:reportId'),
  signOff: path('/audits/reports/issued/:reportId/sign-off'),
  /** The version without small numbers, which those read who see no child's record. */
  published: path('/audits/reports/public/:reportId'),
}
