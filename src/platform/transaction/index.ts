export { type Tx, transact, transactOrUndo, writeTrailSoFar } from './transact.ts'
