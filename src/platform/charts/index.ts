export { type Described, groupsChart, trendChart } from './chart.ts'
export type { GroupBar, Groups, Trend, TrendPoint, ValueKind } from './spec.ts'
