export { meetingsArea } from './area.ts'
export type { Actions, ListedAction, MeetingsDeps, NewAction } from './deps.ts'
