export { type Tx, transact, transactOrUndo } from './transact.ts'
