import { Temporal } from 'temporal-polyfill'
import { fromLondon, londonDate } from '#kernel/clock'
import { dateInWords } from '#kernel/words'
import { access } from '#platform/access'
import type { WorkItem, WorkSource } from '#platform/area'
import { may } from '#platform/http'
import { paths } from './paths.ts'
import { isBarrierDue } from './rules/barriers-due.ts'
import { listOwnedBarriers, type OwnedBarrier } from './store/barriers.ts'

/** The barriers that somebody owns, from a week before the day of their action on, until they are resolved or accepted. */
export const processMapWork: WorkSource = async (tx, { user, people }) => {
  if (!may(user, access.seeProcessMap)) return []
  const today = londonDate(tx.now)
  const owned = await listOwnedBarriers(tx, people)
  return owned.filter((barrier) => isBarrierDue(barrier, today)).map((barrier) => itemOf(barrier, today))
}

function itemOf({ mapId, barrierId, what, action, dueOn, ownerId }: OwnedBarrier, today: Temporal.PlainDate): WorkItem {
  const was = Temporal.PlainDate.compare(dueOn, today) < 0 ? 'It was to be done by' : 'To be done by'
  return {
    id: `barrier:${barrierId}`,
    due: endOfWorkingDay(dueOn),
    title: `Barrier: ${what}`,
    detail: [action, `${was} ${dateInWords(dueOn)}`].filter((part) => part !== '').join(' '),
    verb: 'Say how it stands',
    href: paths.barrier({ mapId, barrierId }),
    ownerId,
  }
}

function endOfWorkingDay(day: Temporal.PlainDate): Temporal.Instant {
  const end = fromLondon(day.toPlainDateTime(Temporal.PlainTime.from('17:00')))
  // Clocks change at night, so 17:00 is there every day.
  if (!end.ok) throw new Error('no 17:00 on that day')
  return end.value
}
