export { attempt } from './attempt.ts'
export { lookAgain, type Tx, transact, transactOrUndo, writeTrailSoFar } from './transact.ts'
