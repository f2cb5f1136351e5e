export { type StrategyDiscussionsDeps, strategyDiscussionsArea } from './area.ts'
export {
  bookSlot,
  type Enquiry,
  interimCheckDueOn,
  listClashes,
  listEnquiries,
  listEnquiriesOf,
  listSlots,
  type NewSlot,
  recordConferenceStep,
  recordEnd,
  recordInterimCheck,
  recordSlots,
  unbook,
} from './conferences/index.ts'
export { makeDue } from './from-decisions.ts'
export { discussionHead } from './head.ts'
export { discussionRecord } from './pages/discussion/record.ts'
export { paths as discussionPaths } from './paths.ts'
export { type DiscussionToAudit, listDiscussionsToAudit } from './store/to-audit.ts'
