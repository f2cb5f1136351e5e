import { path } from '#platform/http'

/** The addresses of this room, in a file of their own so that work and other rooms can name them. */
export const moderationPaths = {
  list: path('/audits/moderation'),
  give: path('/audits/moderation/give'),
  ask: path('/audits/cases/:caseId/moderation'),
  final: path('/audits/cases/:caseId/final'),
  consent: path('/audits/cases/:caseId/final/consent'),
  panel: path('/audits/cases/:caseId/final/panel'),
  agreement: path('/audits/agreement'),
  leniency: path('/audits/leniency'),
  leniencyOf: path('/audits/leniency/:personId'),
  myLeniency: path('/audits/my-grading'),
  sessions: path('/audits/standardisation'),
  newSession: path('/audits/standardisation/new'),
  session: path('/audits/standardisation/:cycleId'),
  addToSession: path('/audits/standardisation/:cycleId/cases/add'),
  invite: path('/audits/standardisation/:cycleId/invite'),
}
