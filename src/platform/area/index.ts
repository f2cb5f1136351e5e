export type * from './area.ts'
export type * from './files.ts'
