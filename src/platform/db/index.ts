export { copyIn } from './copy.ts'
export { type Database, listAuthorities, openDatabase } from './database.ts'
export type { PlatformTables } from './tables.ts'
