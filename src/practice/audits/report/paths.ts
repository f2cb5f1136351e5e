import { path } from '#platform/http'

/** A quarter as it stands in an address, where codes are written small: "2021-22-q3". */
export const inAddress = (quarter: string) => ({ quarter: quarter.toLowerCase() })

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
