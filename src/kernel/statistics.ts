/** The few figures that the areas publish, each honest about having nothing to count, and the distributions behind them. */
export { betaQuantile, incompleteBeta } from './statistics/beta.ts'
export { type Draws, seededDraws } from './statistics/draws.ts'
export { type FunnelLimits, funnelLimits } from './statistics/funnel.ts'
export { median, quantile, quantileOfOrdered } from './statistics/quantile.ts'
export { rate, type Share, share, shareOf } from './statistics/share.ts'
export { exactInterval, type Interval, sampleMargin, wilsonInterval } from './statistics/share-interval.ts'
export { studentQuantile, studentShare } from './statistics/student-t.ts'
