export { canonical } from './canonical.ts'
export { writeTrail } from './store.ts'
export { type Change, type Entry, openTrail, refusalEntry, type Subject, type Trail } from './trail.ts'
