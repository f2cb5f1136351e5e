export { type AuditsDeps, auditsArea } from './area.ts'
