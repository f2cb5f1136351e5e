export { type StrategyDiscussionsDeps, strategyDiscussionsArea } from './area.ts'
