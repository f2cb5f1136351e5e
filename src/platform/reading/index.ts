/**
 * Reading one row of somebody's file: words, codes, identifiers, days and times, each with what there is to say about it.
 * What cannot be taken rejects the row with what to do; what is doubtful or was changed on the way in is told.
 */
export { dayOf, readMoment, warnOfMidnight, whyNot } from './moments.ts'
export {
  type Cells,
  given,
  isBlankHere,
  type Reading,
  type ReadingContext,
  type Rejection,
  type Remark,
  readCode,
  readIdentifier,
  readWords,
  reject,
  startReading,
  tellCoercion,
  warn,
} from './reading.ts'
