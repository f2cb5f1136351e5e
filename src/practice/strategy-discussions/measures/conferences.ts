import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { londonDate } from '#kernel/clock'
import type { Measure, MeasureAsked } from '#platform/area'
import type { MeasuresDeps } from './index.ts'
import { counting, ourSplits } from './series.ts'
import { workingDays } from './working.ts'

const all = sql`count(*)`
const theme = 'Conferences in time'
const filters = ['team'] as const
const limit = 15

/** An enquiry whose conference is due in the time asked for began at most so long before, Christmas in between. */
const longestBefore = { days: 45 }

/**
 * The initial child protection conference: within 15 working days of the discussion at which section 47 was initiated (Working
 * Together). What the case system's files tell of besides counts where they name the day of a conference.
 */
export const conferenceMeasures = ({ calendar }: MeasuresDeps): readonly Measure[] => [
  {
    key: 'conference-in-time',
    theme,
    question: 'Is the conference held within 15 working days?',
    definition:
      'Children whose initial child protection conference was held by the fifteenth working day after the strategy discussion at which section 47 was initiated, never a later one. By the last day for it. What files of the case system tell of counts from the day that they give; a child and a first day that we have as well count once, ours first.',
    denominator:
      'Children whose last day is over, or whose conference was held. Those who still wait count as not in time. Children for whom none was required, or whose enquiry ended otherwise, are left out. Of what files tell, conferences that were held: a file does not say who waits.',
    kind: 'share',
    unit: 'children',
    splits: ourSplits,
    filters,
    async series(tx, asked) {
      const from = asked.from.subtract(longestBefore)
      const working = workingDays(await calendar(), from, asked.to.add(longestBefore))
      return counting(
        tx,
        'share',
        {
          rows: sql`
            select told.*, told.last_day as on_day
              from (select enquiry.*, coalesce(enquiry.due_on, due.day) as last_day
                      from strategy.counted_conferences('started', ${from}::date, ${asked.to}::date) enquiry
                      left join (${working}) own on own.day = enquiry.started_on
                      left join (${working}) due on due.is_working and due.up_to = own.up_to + ${limit}::integer) told
             where told.last_day >= ${asked.from} and told.last_day < ${asked.to}
               and (told.held_on is not null or told.is_waiting and told.last_day < ${londonDate(tx.now)})`,
          numerator: sql`count(*) filter (where held_on <= last_day)`,
          denominator: all,
        },
        asked,
      )
    },
  },
  {
    key: 'conference-working-days',
    theme,
    question: 'How many working days until the conference?',
    definition:
      'The middle value of the working days from the strategy discussion at which section 47 was initiated to the conference. By the day the conference was held.',
    denominator:
      'Children whose conference was held in the period, those that files of the case system tell of among them. It says nothing of those who still wait.',
    kind: 'median',
    unit: 'working days',
    splits: ourSplits,
    filters,
    async series(tx, asked) {
      // A conference can be held years after its enquiry began.
      const working = workingDays(await calendar(), asked.from.subtract({ years: 3 }), asked.to)
      return counting(
        tx,
        'median',
        {
          rows: sql`
            select enquiry.*, enquiry.held_on as on_day, last.up_to - first.up_to as working_days
              from strategy.counted_conferences('held', ${asked.from}::date, ${asked.to}::date) enquiry
              join (${working}) first on first.day = enquiry.started_on
              join (${working}) last on last.day = enquiry.held_on`,
          numerator: all,
          denominator: all,
          median: sql`percentile_cont(0.5) within group (order by working_days::float8)`,
        },
        asked,
      )
    },
  },
  {
    key: 'interim-plan-checked',
    theme,
    question: 'Does somebody look each week while a child waits?',
    definition:
      'Children who wait for a late conference and whose interim plan somebody looked at within the last seven days. As it stood at the end of each period, or now in the one that still runs.',
    denominator:
      'Children who, then, had waited a week or longer beyond the last day for the conference. A child counts in each period in which they wait.',
    kind: 'share',
    unit: 'children',
    splits: ourSplits,
    filters,
    series: (tx, asked) =>
      counting(
        tx,
        'share',
        {
          rows: sql`select * from strategy.counted_late_waits(${lastDays(asked, londonDate(tx.now)).map(String)}::date[])`,
          numerator: sql`count(*) filter (where is_checked)`,
          denominator: all,
        },
        asked,
      ),
  },
]

/** The last day of each period that has begun, or today in the one that still runs. */
function lastDays({ from, to, by }: MeasureAsked, today: Temporal.PlainDate): readonly Temporal.PlainDate[] {
  const end = to.subtract({ days: 1 })
  const earlier = (one: Temporal.PlainDate, other: Temporal.PlainDate) => (one.since(other).days < 0 ? one : other)
  if (today.since(from).days < 0) return []
  if (by === 'whole') return [earlier(end, today)]
  const days: Temporal.PlainDate[] = []
  const length = by === 'week' ? 7 : 1
  const first = by === 'week' ? from.subtract({ days: from.dayOfWeek - 1 }) : from
  for (let day = first; day.since(to).days < 0 && day.since(today).days <= 0; day = day.add({ days: length }))
    days.push(earlier(earlier(day.add({ days: length - 1 }), end), today))
  return days
}
