/** How much kinder or stricter each auditor grades than others, allowing for what they graded: pure. */
export type { Grading } from './leniency/grading.ts'
export { type Leniency, leniencyOf } from './leniency/leniency.ts'
