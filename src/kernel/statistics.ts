/** The few figures that the front door publishes, each honest about having nothing to count. */
export { betaQuantile, incompleteBeta } from './statistics/beta.ts'
export { type Draws, seededDraws } from './statistics/draws.ts'
export { median, quantile, quantileOfOrdered } from './statistics/quantile.ts'
export { rate, type Share, share, shareOf } from './statistics/share.ts'
export { studentQuantile, studentShare } from './statistics/student-t.ts'
