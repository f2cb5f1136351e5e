export { askFor, prepareJobs, type RunningJobs, startJobs } from './boss.ts'
export type { Job } from './job.ts'
