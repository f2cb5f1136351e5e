export { type Attendee, type CalendarAddress, type CalendarEvent, uidOf } from './event.ts'
export { type Feed, feed, feedType } from './feed.ts'
export { type CalendarPart, cancellation, type Invited, invitation } from './invitation.ts'
export { replaceInCalendar } from './replace.ts'
