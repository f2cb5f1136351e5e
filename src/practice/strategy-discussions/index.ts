export { type StrategyDiscussionsDeps, strategyDiscussionsArea } from './area.ts'
export { makeDue } from './from-decisions.ts'
export { discussionHead } from './head.ts'
