/** How far raters agree, exactly and with intervals: pure. */
export { type Agreement, agreementOf, countPairs, fewPairs } from './agreement/all.ts'
export { bootstrap } from './agreement/bootstrap.ts'
export type { Estimate } from './agreement/estimate.ts'
export { placeOnScale, type Ratings, ratingsOf, type Scale, scaleOf } from './agreement/ratings.ts'
