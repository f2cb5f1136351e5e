export { describeError, type Log, openLog } from './log.ts'
