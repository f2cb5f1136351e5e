/** The few figures that the front door publishes, each honest about having nothing to count. */
export { marginOfError } from './statistics/margin.ts'
export { median, quantile } from './statistics/quantile.ts'
export { rate, type Share, share, shareOf } from './statistics/share.ts'
