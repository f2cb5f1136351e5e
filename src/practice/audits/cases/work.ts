import type { Temporal } from 'temporal-polyfill'
import { londonDate, startOfLondonDay } from '#kernel/clock'
import { count, dateInWords } from '#kernel/words'
import { access } from '#platform/access'
import type { WorkItem, WorkSource } from '#platform/area'
import { may } from '#platform/http'
import type { Tx } from '#platform/transaction'
import { paths } from '../paths.ts'
import { subjects } from '../words.ts'
import { findStandingVersion, hasCycle } from './store/cycles.ts'
import { listGiven } from './store/given.ts'
import { type ListedCase, listCases } from './store/list.ts'

/** The last minute of a day, after which what is due on it is late: midnight would be told as the day after. */
const endOf = (day: ListedCase['dueOn']) => startOfLondonDay(day.add({ days: 1 })).subtract({ minutes: 1 })

/** Audits that were given to people; for those who run audits, what nobody has and what is late, round by round. */
export const auditsWork: WorkSource = async (tx, { user, people }) => {
  if (!may(user, access.seeAudits)) return []
  const given = (await listGiven(tx, people)).map(
    (each): WorkItem => ({
      id: `audit:${each.assignmentId}`,
      due: endOf(each.dueOn),
      title: `${each.purpose === 'mark' ? 'Audit' : 'Second grade of audit'} ${each.reference}`,
      detail: `${subjects[each.subject]}, ${each.teamName ?? 'team not known'}`,
      verb: 'Open',
      href: paths.case({ caseId: each.caseId }),
      ownerId: each.auditorId,
      alike: 'Audits to do',
    }),
  )
  if (!may(user, access.runAudits) || !people.includes(user.personId)) return given
  const dueFrom = londonDate(tx.now).subtract({ months: 12 })
  const waiting = await listCases(tx, { state: 'not-allocated', dueFrom, limit: 500, skip: 0 })
  const late = await listCases(tx, { state: 'late', dueFrom, limit: 500, skip: 0 })
  return [
    ...given,
    ...byRound(waiting.cases, 'given to nobody yet', 'Allocate'),
    ...byRound(late.cases, 'late', 'Look'),
    ...(await monthly(tx)),
  ]
}

/** Case files are audited every month: until a round looks at the last one, that is still to be planned, by the end of this. */
async function monthly(tx: Tx): Promise<readonly WorkItem[]> {
  const thisMonth = londonDate(tx.now).with({ day: 1 })
  const lastMonth = thisMonth.subtract({ months: 1 })
  if ((await findStandingVersion(tx, { key: 'case-file' })) === null) return []
  if (await hasCycle(tx, 'case-file', { from: lastMonth, to: thisMonth })) return []
  return [
    {
      id: `audit-monthly:${lastMonth}`,
      due: endOf(thisMonth.add({ months: 1 }).subtract({ days: 1 })),
      title: 'Monthly audit of case files',
      detail: `Nothing is planned yet that looks at ${monthInWords(lastMonth)}`,
      verb: 'Plan it',
      href: paths.newCycle({}),
      ownerId: null,
    },
  ]
}

const monthInWords = (day: Temporal.PlainDate): string =>
  day.toLocaleString('en-GB', { month: 'long', year: 'numeric', calendar: 'gregory' })

const byRound = (cases: readonly ListedCase[], words: string, verb: string): readonly WorkItem[] =>
  [...Map.groupBy(cases, ({ cycleId }) => cycleId)].flatMap(([cycleId, each]) => {
    const [first] = each
    if (first === undefined) return []
    const unknown = each.filter(({ isUnknown }) => isUnknown).length
    return [
      {
        id: `audit-round:${cycleId}:${words}`,
        due: endOf(first.dueOn),
        title: `Round ${first.cycleReference}: ${count(each.length, 'audit')} ${words}`,
        detail: `The first is due ${dateInWords(first.dueOn)}${unknown === 0 ? '' : `; of ${unknown} it is not known whose work it was`}`,
        verb,
        href: paths.cycle({ cycleId }),
        ownerId: null,
        alike: `Rounds with audits ${words}`,
      },
    ]
  })
