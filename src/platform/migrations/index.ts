export { describeSchema } from './describe.ts'
export { migrate } from './migrate.ts'
