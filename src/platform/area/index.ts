export type * from './area.ts'
export type * from './files.ts'
export { type Gathering, gathering } from './gathering.ts'
export type * from './process.ts'
