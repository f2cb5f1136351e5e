export { type Counted, countSeries, periodOf } from './series.ts'
