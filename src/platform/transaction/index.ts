export { type Tx, transact } from './transact.ts'
