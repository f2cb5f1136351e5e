export { type Described, groupsChart, groupsPicture, type Picture, trendChart, trendPicture } from './chart.ts'
export type { GroupBar, Groups, Trend, TrendPoint, ValueKind } from './spec.ts'
