export { auditsArea } from './area.ts'
