import { Temporal } from 'temporal-polyfill'
import { dayNumberOf, londonDate, plainDateOf, startOfLondonDay, weekdayOf } from '#kernel/clock'
import { dateInWords } from '#kernel/words'
import { type CycleKind, nextMonday, opensOn, weeklyDueOn } from '#practice/audits'
import type { Facts, PastDiscussion } from './facts.ts'
import { weeklySince } from './quality.ts'
import type { Telling } from './told.ts'

/** A round that is to be told, before anything of it is drawn. Day numbers, and moments in milliseconds since 1970. */
export interface Planned {
  readonly kind: CycleKind
  readonly name: string
  readonly fromDay: number
  readonly toDay: number
  readonly dueDay: number
  readonly openedAt: number
  /** Of a week, and of those looked at now and then before: which, and when each is opened. Files are drawn. */
  readonly discussions: readonly PlannedDiscussion[]
  readonly notHeld: readonly PastDiscussion[]
}

export interface PlannedDiscussion extends PastDiscussion {
  readonly openedAt: number
  readonly dueDay: number
}

const hour = 3_600_000
const monthName = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' })

/** All rounds of a past, in the order in which they were opened. This week's is left to the weekly audit itself. */
export const roundsOf = (telling: Telling, facts: Facts): readonly Planned[] =>
  [...filesByMonth(telling, facts), ...nowAndThen(telling, facts), ...weekByWeek(telling, facts)]
    .filter(({ openedAt }) => openedAt < telling.asOf)
    .toSorted((one, other) => one.openedAt - other.openedAt)

/** Files of the month before and the one before that, from the first working day of a month. */
function filesByMonth({ days, asOf }: Telling, { files }: Facts): readonly Planned[] {
  const [first] = files
  if (first === undefined) return []
  const planned: Planned[] = []
  let month = Temporal.PlainDate.from(first.onDay).with({ day: 1 })
  for (; startOfLondonDay(month).epochMilliseconds < asOf; month = month.add({ months: 1 })) {
    const [fromDay, toDay] = [dayNumberOf(month), dayNumberOf(month.add({ months: 1 }))]
    const opensDay = days.workingDayAfter(toDay - 1, 1)
    planned.push({
      ...{
        kind: 'case-file',
        name: `Case files, ${monthName.format(new Date(Date.UTC(month.year, month.month - 1, 1)))}`,
      },
      ...{
        fromDay,
        toDay,
        dueDay: days.workingDayAfter(opensDay, 15),
        openedAt: days.of(opensDay).startsAt + 9 * hour,
      },
      ...{ discussions: [], notHeld: [] },
    })
  }
  return planned
}

/** Before every one was audited: about one in six, a quarter at a time, when there was time for it. */
function nowAndThen({ days }: Telling, { discussions }: Facts): readonly Planned[] {
  const early = discussions.filter(({ work, happenedAt }) => work.state === 'held' && happenedAt < weeklySince)
  const chosen = early.filter((_each, at) => at % 6 === 0)
  const quarterOf = ({ happenedAt }: PastDiscussion): string => {
    const { year, month } = londonDate(Temporal.Instant.fromEpochMilliseconds(happenedAt))
    return Temporal.PlainDate.from({ year, month: Math.floor((month - 1) / 3) * 3 + 1, day: 1 }).toString()
  }
  return [...Map.groupBy(chosen, quarterOf)].map(([begins, each]) => {
    const from = Temporal.PlainDate.from(begins)
    const [fromDay, toDay] = [dayNumberOf(from), dayNumberOf(from.add({ months: 3 }))]
    const opensDay = days.workingDayAfter(toDay - 1, 1)
    const round = { dueDay: days.workingDayAfter(opensDay, 20), openedAt: days.of(opensDay).startsAt + 10 * hour }
    return {
      ...{ kind: 'thematic', name: `Strategy discussions, looked at from ${dateInWords(from)}`, fromDay, toDay },
      ...{ ...round, discussions: each.map((discussion) => ({ ...discussion, ...round })), notHeld: [] },
    }
  })
}

/** Every held discussion, by the week in which it was held. */
function weekByWeek(telling: Telling, { discussions }: Facts): readonly Planned[] {
  const today = londonDate(Temporal.Instant.fromEpochMilliseconds(telling.asOf))
  const thisMonday = dayNumberOf(nextMonday(today)) - 7
  const due = discussions
    .filter(({ happenedAt }) => happenedAt >= weeklySince)
    .map((discussion) => ({ ...discussion, ...openingOf(telling, discussion) }))
    .filter(({ opensDay }) => opensDay < thisMonday)
  return [...Map.groupBy(due, ({ happenedAt }) => mondayOf(happenedAt))].map(([fromDay, each]) => {
    const held = each.filter(({ work }) => work.state === 'held')
    const monday = plainDateOf(fromDay)
    return {
      ...{ kind: 'weekly-discussions', name: `Strategy discussions, week of ${dateInWords(monday)}` },
      ...{ fromDay, toDay: fromDay + 7, dueDay: dayNumberOf(weeklyDueOn(telling.calendar, nextMonday(monday))) },
      openedAt: Math.min(...each.map(({ openedAt }) => openedAt)),
      ...{ discussions: held, notHeld: each.filter(({ work }) => work.state !== 'held') },
    }
  })
}

const mondayOf = (at: number): number => {
  const day = dayNumberOf(londonDate(Temporal.Instant.fromEpochMilliseconds(at)))
  return day - weekdayOf(day) + 1
}

/** The Monday by the product's own rule, at seven minutes past seven, when the job looks. */
function openingOf({ days, calendar }: Telling, { happenedAt, recordedAt }: PastDiscussion) {
  const monday = opensOn(
    Temporal.Instant.fromEpochMilliseconds(happenedAt),
    Temporal.Instant.fromEpochMilliseconds(recordedAt),
  )
  const opensDay = dayNumberOf(monday)
  const openedAt = days.of(opensDay).startsAt + 7 * hour + 7 * 60_000
  return { opensDay, openedAt, dueDay: dayNumberOf(weeklyDueOn(calendar, monday)) }
}
