import type { WorkingCalendar } from '#kernel/clock'
import type { Measure } from '#platform/area'
import { attendanceMeasures } from './attendance.ts'
import { conferenceMeasures } from './conferences.ts'
import { holdingMeasures } from './holding.ts'

/** Working days are counted by the calendar as it stands when a measure is asked for. */
export interface MeasuresDeps {
  readonly calendar: () => Promise<WorkingCalendar>
}

/** What strategy discussions publish, each with its definition and its denominator. Restricted records are counted like any. */
export const discussionMeasures = (deps: MeasuresDeps): readonly Measure[] => [
  ...attendanceMeasures,
  ...holdingMeasures(deps),
  ...conferenceMeasures(deps),
]
