export { type StrategyDiscussionsDeps, strategyDiscussionsArea } from './area.ts'
export { discussionHead } from './head.ts'
