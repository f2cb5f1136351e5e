import { access } from '#platform/access'
import type { Area } from '#platform/area'
import { mailPage } from './page.ts'
import { mailPaths } from './paths.ts'
import { sendMailJob } from './send.ts'
import type { SmtpConfig } from './transport.ts'
import { mailWork } from './work.ts'

export type { SmtpConfig } from './transport.ts'

/** Mail as a part of the house: the job that sends it, and where its administrator sees what did not get through. */
export const mailArea = (smtp: SmtpConfig | null): Area => ({
  name: 'mail',
  pages: [mailPage(smtp !== null)],
  navigation: [{ text: 'Mail', href: mailPaths.mail({}), may: access.watchMail }],
  jobs: [sendMailJob(smtp)],
  work: mailWork,
})
