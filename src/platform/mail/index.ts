export { mailArea, type SmtpConfig } from './area.ts'
export { queueMail } from './queue.ts'
