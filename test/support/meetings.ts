import type { MeetingsDeps } from '#practice/meetings'
import { listAreas, meetingsDeps } from '../../src/app.ts'

/** What the sample's weekly meetings are given, as the application gives it: the register of actions and every area's packs. */
export const meetingsGiven: MeetingsDeps = meetingsDeps(() => listAreas('http://localhost'))
