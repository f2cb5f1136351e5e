import { access } from '#platform/access'
import type { Area } from '#platform/area'
import { calendarFile } from './calendar-file.ts'
import { mailCommands } from './commands.ts'
import { followMailJob } from './follow.ts'
import { mailPage } from './page.ts'
import { mailPaths } from './paths.ts'
import { sendMailJob } from './send.ts'
import type { MailWay } from './way.ts'
import { mailWork } from './work.ts'

/** Mail as a part of the house: the job that sends it, and where its administrator sees what did not get through. */
export const mailArea = (way: MailWay | null, publicUrl: string): Area => ({
  name: 'mail',
  pages: [mailPage(way !== null)],
  links: [calendarFile],
  navigation: [{ text: 'Mail', href: mailPaths.mail({}), may: access.watchMail, isMore: true }],
  jobs: [sendMailJob(way, publicUrl), followMailJob(way)],
  commands: (program, context) => mailCommands(program, context, process.stdin),
  work: mailWork,
})
