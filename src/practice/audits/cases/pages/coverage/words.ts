import { count } from '#kernel/words'
import type { WeekCovered } from '../../store/coverage.ts'

/** "4 held: 2 done, 1 late, 1 not yet opened." Every discussion of the week in exactly one of them. */
export function coverageInWords(week: WeekCovered): string {
  const parts = [
    [week.done, 'done'],
    [week.late, 'late'],
    [week.excused, 'excused'],
    [week.inTime, 'not due yet'],
    [week.notOpened, 'not opened yet'],
  ] as const
  const told = parts.flatMap(([many, words]) => (many === 0 ? [] : [`${many} ${words}`]))
  return `${count(week.due, 'discussion')} held${told.length === 0 ? '' : `: ${told.join(', ')}`}.`
}
