import { path } from '#platform/http'

export const mailPaths = { mail: path('/mail'), calendarFile: path('/calendar-file/:token.ics') } as const

/** The purpose of links to the calendar part of one message, which the policy of `mail.message` names too. */
export const calendarPurpose = 'mail.calendar'
