export { attempt } from './attempt.ts'
export { type Tx, transact, transactOrUndo, writeTrailSoFar } from './transact.ts'
