export {
  type Described,
  funnelChart,
  funnelPicture,
  groupsChart,
  groupsPicture,
  intervalsChart,
  type Picture,
  trendChart,
  trendPicture,
} from './chart.ts'
export type { Funnel, FunnelPoint } from './funnel.ts'
export type { GroupBar, Groups, Trend, TrendPoint, ValueKind } from './spec.ts'
