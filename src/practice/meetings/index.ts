export { meetingsArea } from './area.ts'
export {
  cancelTold,
  confirmTold,
  holdTold,
  issueTold,
  planTold,
  type ToldItem,
  type ToldMeeting,
  type WhatWasTold,
} from './as-told.ts'
export type { Actions, ListedAction, MeetingsDeps, NewAction } from './deps.ts'
export { mondayOf } from './rules/week.ts'
export { listAttendance } from './store/attendance.ts'
export { type Invited, listInvitations } from './store/invitations.ts'
export { listMeetings, type Meeting } from './store/meetings.ts'
export { confirmMany } from './store/minutes.ts'
export { listPacks } from './store/packs.ts'
export { findSeries, type Series } from './store/series.ts'
export type { Attended } from './words.ts'
