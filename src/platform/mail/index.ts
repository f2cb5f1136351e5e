export { mailArea } from './area.ts'
export { type Mail, queueMail } from './queue.ts'
export { listMailFor, listUndelivered, type MailState, type Undelivered } from './states.ts'
export type { MailWay } from './way.ts'
