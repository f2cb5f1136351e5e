export type * from './area.ts'
